using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios;

/// <summary>Makes a prediction from the settings a scenario gives it.</summary>
/// <param name="fields">The object in the run's "theories", with its own keys and "kind", "name", "tolerance".</param>
/// <exception cref="ScenarioException">A setting is wrong; <see cref="ObjectFields"/> makes these.</exception>
public delegate IPrediction TheoryBinder(ObjectFields fields);

/// <summary>A kind of theory that scenarios can name: what a closed form of your own registers to be used from files.</summary>
/// <param name="Keys">Its own keys, such as "initialStrength"; every other key is refused.</param>
/// <param name="Bind">Reads them. The prediction's name is its label unless the scenario gives another.</param>
public sealed record TheoryKind(IReadOnlyList<string> Keys, TheoryBinder Bind);
