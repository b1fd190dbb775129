using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The start of kind "file": weights, and biases where the network has them.</summary>
internal static class GivenStartBinding
{
    private const string Zero = "zero";

    public static GivenStart Bind(ObjectFields fields, LayerSizes sizes, BindingContext context)
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
        return new GivenStart(weights, Biases(fields, sizes, context));
    }

    /// <summary>b_1 … b_L; null where there are none, or where they are to be 0.</summary>
    private static List<Vector<double>>? Biases(ObjectFields fields, LayerSizes sizes, BindingContext context)
    {
        const string example = "[[0.1, 0], \"b2.csv\"] or \"zero\"";
        if (!sizes.HasBias)
        {
            return fields.Has("biases")
                ? throw fields.Error(
                    "biases",
                    "must not be given for a network without biases, but is. Remove it, or give the network \"bias\": true."
                )
                : null;
        }
        // Weights of another program whose biases were forgotten would else start somewhere else without a word.
        SourceValue given = fields.Required("biases", $"\"biases\": {example}");
        if (given.Kind is SourceKind.Text or SourceKind.Bare && given.Raw == Zero)
        {
            fields.Keep("biases", Zero);
            return null;
        }
        IReadOnlyList<SourceValue> entries = given.List(example);
        if (entries.Count != sizes.Depth)
        {
            throw given.Error(
                $"must have one entry per layer, b_1 to b_{sizes.Depth}, but has {entries.Count}. Give the layers input side first."
            );
        }
        JsonArray kept = [];
        List<Vector<double>> biases = [.. entries.Select((entry, layer) => Bias(entry, layer, sizes, context, kept))];
        fields.Keep("biases", kept);
        return biases;
    }

    private static Vector<double> Bias(
        SourceValue given,
        int layer,
        LayerSizes sizes,
        BindingContext context,
        JsonArray kept
    )
    {
        bool isWritten = given.Kind == SourceKind.List && given.Items.All(entry => entry.Kind != SourceKind.List);
        (Matrix<double> values, JsonNode setting) = isWritten ? Written(given) : given.Matrix(context);
        int units = sizes.Rows(layer);
        if (Math.Min(values.RowCount, values.ColumnCount) != 1 || values.RowCount * values.ColumnCount != units)
        {
            throw given.Error(
                $"must hold b_{layer + 1} as one row or column of {units} numbers ({Above(sizes, layer)}), but b_{layer + 1} is "
                    + $"{values.RowCount}×{values.ColumnCount}. Give one number per unit."
            );
        }
        kept.Add(setting);
        return Vector<double>.Build.Dense(values.ToColumnMajorArray());
    }

    private static (Matrix<double> Row, JsonNode Setting) Written(SourceValue given)
    {
        double[] numbers = [.. given.List("[0.1, 0]").Select(entry => entry.Number(NumberRange.Finite))];
        return (
            Matrix<double>.Build.Dense(1, numbers.Length, numbers),
            new JsonArray([.. numbers.Select(number => (JsonNode)number)])
        );
    }

    private static string Above(LayerSizes sizes, int layer) =>
        layer == sizes.Depth - 1 ? "the outputs of Σ^yx" : $"hidden layer {layer + 1}";

    private static string Below(int layer) => layer == 0 ? "the inputs of Σ^yx" : $"hidden layer {layer}";
}
