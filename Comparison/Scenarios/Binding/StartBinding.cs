using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The object "start" of a run.</summary>
internal static class StartBinding
{
    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["gaussian"] = ["variance", "seed"],
        ["file"] = ["weights"],
        ["aligned"] = ["strength"],
        ["torchDefault"] = ["seed"],
        ["xavier"] = ["seed"],
        ["he"] = ["seed"],
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
            "file" => Given(fields, sizes, context),
            "torchDefault" => new TorchDefaultStart(fields.Whole("seed", int.MinValue)),
            "xavier" => new XavierStart(fields.Whole("seed", int.MinValue)),
            "he" => new HeStart(fields.Whole("seed", int.MinValue)),
            "orthogonal" => new OrthogonalStart(
                fields.Number("gain", NumberRange.Positive with { Example = "1" }, otherwise: 1),
                fields.Whole("seed", int.MinValue)
            ),
            "balanced" => new BalancedStart(
                fields.Number("variance", NumberRange.Positive with { Example = "0.01" }),
                fields.Whole("seed", int.MinValue)
            ),
            _ => Aligned(fields, sizes, task),
        };
    }

    private static GivenStart Given(ObjectFields fields, LayerSizes sizes, BindingContext context)
    {
        const string example = "[\"W1.csv\", \"W2.csv\"]";
        SourceValue given = fields.Required("weights", $"\"weights\": {example}");
        IReadOnlyList<SourceValue> files = given.List(example);
        if (files.Count != sizes.Depth)
        {
            throw given.Error(
                $"must name one file per weight matrix, W_1 to W_{sizes.Depth}, but names {files.Count}. "
                    + "Give the layers input side first."
            );
        }
        List<Matrix<double>> weights = [];
        JsonArray kept = [];
        for (int layer = 0; layer < files.Count; layer++)
        {
            (Matrix<double> weight, JsonNode setting) = files[layer].Matrix(context);
            if (weight.RowCount != sizes.Rows(layer) || weight.ColumnCount != sizes.Columns(layer))
            {
                throw files[layer]
                    .Error(
                        $"must hold W_{layer + 1} as {sizes.Rows(layer)}×{sizes.Columns(layer)} ({Above(sizes, layer)} by {Below(layer)}), "
                            + $"but W_{layer + 1} is {weight.RowCount}×{weight.ColumnCount}. Give the layers input side first."
                    );
            }
            weights.Add(weight);
            kept.Add(setting);
        }
        fields.Keep("weights", kept);
        return new GivenStart(weights);
    }

    private static string Above(LayerSizes sizes, int layer) =>
        layer == sizes.Depth - 1 ? "the outputs of Σ^yx" : $"hidden layer {layer + 1}";

    private static string Below(int layer) => layer == 0 ? "the inputs of Σ^yx" : $"hidden layer {layer}";

    private static AlignedStart Aligned(ObjectFields fields, LayerSizes sizes, LearningTask task)
    {
        int modes = task.Modes.SingularValues.Count;
        double[] strengths = Strengths(fields, modes);
        for (int layer = 1; layer < sizes.Depth; layer++)
        {
            if (sizes.Widths[layer] < modes)
            {
                throw fields.Error(
                    "kind",
                    $"must have a unit for each of the {modes} modes of Σ^yx in every hidden layer, but hidden layer {layer} has "
                        + $"{sizes.Widths[layer]}. Widen it, or take a \"gaussian\" start."
                );
            }
        }
        return new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, strengths);
    }

    private static double[] Strengths(ObjectFields fields, int modes)
    {
        SourceValue given = fields.Required("strength", "\"strength\": 0.001");
        if (given.Kind != SourceKind.List)
        {
            return
            [
                .. Enumerable.Repeat(
                    fields.Number("strength", NumberRange.NotNegative with { Example = "0.001" }),
                    modes
                ),
            ];
        }
        double[] strengths =
        [
            .. given
                .List("[0.001, 0.001]")
                .Select(entry => entry.Number(NumberRange.NotNegative with { Example = "0.001" })),
        ];
        fields.Keep("strength", new JsonArray([.. strengths.Select(strength => (JsonNode)strength)]));
        return strengths.Length == modes
            ? strengths
            : throw given.Error(
                $"must be one number, or one for each of the {modes} modes of Σ^yx, but is a list of {strengths.Length}. "
                    + "Modes are counted strongest first, without those of strength 0."
            );
    }
}
