using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Predictions;

/// <summary>The theories that a scenario can name.</summary>
public static class TheoryKinds
{
    private static readonly string[] initialStrengthOnly = ["initialStrength"];
    private static readonly string[] words = ["measured", "overlap"];

    /// <summary>By kind; add your own in a script to use it from a scenario file.</summary>
    public static IReadOnlyDictionary<string, TheoryKind> All { get; } =
        new OrderedDictionary<string, TheoryKind>(StringComparer.Ordinal)
        {
            ["balanced"] = new(initialStrengthOnly, fields => new BalancedPrediction(NotNegative(fields))),
            ["balancedDescent"] = new(
                initialStrengthOnly,
                fields => new BalancedDescentPrediction(NotNegative(fields))
            ),
            ["descentClock"] = new(initialStrengthOnly, fields => new DescentClockPrediction(NotNegative(fields))),
            ["endToEnd"] = new([], _ => new EndToEndPrediction()),
            ["infiniteDepth"] = new(initialStrengthOnly, fields => new InfiniteDepthPrediction(NotNegative(fields))),
            ["matrix"] = new(["lambda"], fields => new MatrixPrediction(Lambda(fields))),
            ["quadratic"] = new([], _ => new QuadraticPrediction()),
            ["modifiedFlow"] = new(initialStrengthOnly, fields => new ModifiedFlowPrediction(NotNegative(fields))),
            ["pairDescent"] = new([], _ => new PairDescentPrediction()),
            ["reference"] = new([], _ => new ReferencePrediction()),
            ["sequential"] = new([], _ => new TwoLayerModesPrediction(isSequential: true)),
            ["shallow"] = new(
                initialStrengthOnly,
                fields => new ShallowPrediction(Read(fields, NumberRange.Finite with { Example = "0.001" }))
            ),
            ["shallowDescent"] = new(
                initialStrengthOnly,
                fields => new ShallowDescentPrediction(Read(fields, NumberRange.Finite with { Example = "0.001" }))
            ),
            ["staircase"] = new(initialStrengthOnly, fields => new StaircasePrediction(NotNegative(fields))),
            ["twoInvariant"] = new([], _ => new TwoLayerModesPrediction(isSequential: false)),
        };

    /// <summary>λ; null for that of the trace.</summary>
    private static double? Lambda(ObjectFields fields)
    {
        if (!fields.Has("lambda"))
        {
            fields.Keep("lambda", 0);
            return 0;
        }
        NumberOrWord given = fields.NumberOrWord("lambda", NumberRange.Finite with { Example = "0" }, ["trace"]);
        return given.Word is null ? given.Number : null;
    }

    private static InitialStrength NotNegative(ObjectFields fields) =>
        Read(fields, NumberRange.NotNegative with { Example = "0.001" });

    private static InitialStrength Read(ObjectFields fields, NumberRange range)
    {
        NumberOrWord given = fields.NumberOrWord("initialStrength", range, words);
        return given.Word switch
        {
            null => new InitialStrength.Prescribed(given.Number),
            "measured" => new InitialStrength.Measured(),
            _ => new InitialStrength.Overlap(),
        };
    }
}
