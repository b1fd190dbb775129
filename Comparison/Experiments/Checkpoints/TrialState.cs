using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>Where a trial stands: the state of its cursor, exactly one of the two.</summary>
/// <param name="Descent">That of a descent.</param>
/// <param name="Flow">That of a flow.</param>
internal sealed record TrialState(DescentState? Descent, IntegrationState? Flow)
{
    /// <summary>The state of a run as it is now; a copy.</summary>
    public static TrialState Of(ITrainingRun run) =>
        run switch
        {
            GradientDescent descent => new TrialState(descent.Save(), Flow: null),
            GradientFlow flow => new TrialState(Descent: null, flow.Save()),
            _ => throw new ArgumentException($"A {run.GetType().Name} has no state to save.", nameof(run)),
        };
}
