using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "start" of a run.</summary>
internal static class StartBinding
{
    // Beyond this the squares of weights leave the range of double precision.
    private static readonly NumberRange gains = new("a positive number up to 1e150", 0, false, "1") { Maximum = 1e150 };

    private static readonly NumberRange constants = new("a number from -1e150 to 1e150", -1e150, true, "0.1")
    {
        Maximum = 1e150,
    };

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["gaussian"] = ["variance", "seed"],
        ["constant"] = ["value"],
        ["file"] = ["weights", "biases"],
        ["aligned"] = ["strength", "to"],
        ["lambdaBalanced"] = ["lambda", "strength"],
        ["torchDefault"] = ["seed"],
        ["xavier"] = ["distribution", "gain", "seed"],
        ["he"] = ["distribution", "gain", "seed"],
        ["orthogonal"] = ["gain", "seed"],
        ["balanced"] = ["variance", "seed"],
    };

    public static IStart Bind(
        SourceValue value,
        JsonObject effective,
        LayerSizes sizes,
        LearningTask task,
        BindingContext context
    )
    {
        (string kind, ObjectFields fields) = ObjectFields.OfKind(value, effective, kinds);
        return kind switch
        {
            "gaussian" => new GaussianStart(
                fields.Number("variance", NumberRange.NotNegative with { Example = "0.01" }),
                fields.Whole("seed", int.MinValue)
            ),
            "constant" => new ConstantStart(fields.Number("value", constants)),
            "file" => GivenStartBinding.Bind(fields, sizes, context),
            "torchDefault" => new TorchDefaultStart(fields.Whole("seed", int.MinValue)),
            "xavier" => Xavier(fields),
            "he" => He(fields),
            "orthogonal" => new OrthogonalStart(Gain(fields, otherwise: 1), fields.Whole("seed", int.MinValue)),
            "balanced" => new BalancedStart(
                fields.Number("variance", NumberRange.Positive with { Example = "0.01" }),
                fields.Whole("seed", int.MinValue)
            ),
            "lambdaBalanced" => ModeStartBinding.LambdaBalanced(fields, sizes, task),
            _ => ModeStartBinding.Aligned(fields, sizes, task, context),
        };
    }

    private static XavierStart Xavier(ObjectFields fields) =>
        new(fields.Whole("seed", int.MinValue), Distribution(fields, "uniform"), Gain(fields, otherwise: 1));

    private static HeStart He(ObjectFields fields) =>
        new(
            fields.Whole("seed", int.MinValue),
            Distribution(fields, "normal"),
            Gain(fields, otherwise: HeStart.RectifierGain)
        );

    private static WeightDistribution Distribution(ObjectFields fields, string otherwise) =>
        fields.Choice("distribution", ["uniform", "normal"], otherwise) == "normal"
            ? WeightDistribution.Normal
            : WeightDistribution.Uniform;

    private static double Gain(ObjectFields fields, double otherwise) => fields.Number("gain", gains, otherwise);
}
