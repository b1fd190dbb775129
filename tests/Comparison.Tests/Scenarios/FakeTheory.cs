using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Source;

namespace ComparisonTests.Scenarios;

/// <summary>A closed form of nobody's, registered as anyone can register theirs.</summary>
public sealed record FakeTheory(string Name, NumberOrWord InitialStrength) : IPrediction
{
    public static IReadOnlyDictionary<string, TheoryKind> Registry { get; } =
        new Dictionary<string, TheoryKind>
        {
            ["balanced"] = new(
                ["initialStrength"],
                fields => Bind(fields, ["measured", "overlap"], NumberRange.NotNegative)
            ),
            ["shallow"] = new(["initialStrength"], fields => Bind(fields, ["measured"], NumberRange.Finite)),
            ["picky"] = new([], fields => throw new ArgumentException("The moon must be full.", nameof(fields))),
        };

    public Forecast Predict(PredictionContext context) => new Forecast.None("it is fake");

    private static FakeTheory Bind(ObjectFields fields, string[] words, NumberRange range)
    {
        NumberOrWord strength = fields.NumberOrWord("initialStrength", range, words);
        string kind = words.Length == 2 ? "balanced" : "shallow";
        return new FakeTheory(strength.Word is null ? kind : $"{kind}-{strength.Word}", strength);
    }
}
