using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Starts along the singular modes of the task: "aligned" and "lambdaBalanced".</summary>
internal static class ModeStartBinding
{
    // Weights are √λ: beyond this their products leave the range of double precision.
    private static readonly NumberRange lambdas = new("a number from -1e150 to 1e150", -1e150, true, "1")
    {
        Maximum = 1e150,
    };

    /// <remarks>
    /// Along the modes of the task; with "to" along those of another map, which the network then knows, unless it is given other strengths.
    /// </remarks>
    public static AlignedStart Aligned(ObjectFields fields, LayerSizes sizes, LearningTask task, BindingContext context)
    {
        if (fields.Has("to"))
        {
            SingularModes known = ModesOf(fields, task, context);
            RequireUnits(fields, sizes, known.Count, "\"to\"");
            return new AlignedStart(
                known.OutputModes,
                known.InputModes,
                fields.Has("strength") ? Strengths(fields, known.Count, "\"to\"") : [.. known.SingularValues]
            );
        }
        RequireModes(fields, task);
        double[] strengths = Strengths(fields, task.Modes.SingularValues.Count);
        RequireUnits(fields, sizes, strengths.Length);
        return new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, strengths);
    }

    /// <remarks>For λ ≠ 0 hidden units without a mode of the task get one of strength 0, on the side that carries λ.</remarks>
    public static LambdaBalancedStart LambdaBalanced(ObjectFields fields, LayerSizes sizes, LearningTask task)
    {
        RequireModes(fields, task);
        double lambda = fields.Number("lambda", lambdas);
        double[] strengths = Strengths(fields, task.Modes.SingularValues.Count);
        if (sizes.Depth != 2)
        {
            throw fields.Error(
                "kind",
                $"must have one hidden layer, whose two sides differ by λ, but the network has {sizes.Depth - 1}. "
                    + "Take one hidden layer, or an \"aligned\" start."
            );
        }
        RequireUnits(fields, sizes, strengths.Length);
        int hidden = sizes.Widths[1];
        int units = lambda == 0 ? strengths.Length : hidden;
        RequireRank(fields, lambda, hidden, sizes);
        return new LambdaBalancedStart(
            Widened(task.Modes.OutputModes, units, carriesLambda: lambda > 0),
            Widened(task.Modes.InputModes, units, carriesLambda: lambda < 0),
            [.. strengths, .. new double[units - strengths.Length]],
            lambda
        );
    }

    private static void RequireModes(ObjectFields fields, LearningTask task)
    {
        if (task.Modes.Count == 0)
        {
            throw fields.Error(
                "kind",
                "must be initial weights that need no modes, as Σ^yx is zero here (optimum 0), but these lie along the modes of Σ^yx. "
                    + "Take \"file\", \"constant\", \"balanced\" or \"gaussian\"."
            );
        }
    }

    private static SingularModes ModesOf(ObjectFields fields, LearningTask task, BindingContext context)
    {
        SourceValue given = fields.Required("to", "\"to\": [[1, 0], [0, 1]]");
        (Matrix<double> map, JsonNode setting) = given.Matrix(context);
        fields.Keep("to", setting);
        (int outputs, int inputs) = (task.SigmaYX.RowCount, task.SigmaYX.ColumnCount);
        if (map.RowCount != outputs || map.ColumnCount != inputs)
        {
            throw given.Error(
                $"must be a map from the inputs to the outputs of the task, {outputs}×{inputs}, but is {map.RowCount}×{map.ColumnCount}. "
                    + "Give one row per output."
            );
        }
        if (map.Enumerate().All(entry => entry == 0))
        {
            throw given.Error(
                "must have an entry that is not 0, for 0 has no modes, but has none. Take a \"constant\" start."
            );
        }
        return SingularModes.Of(sigmaYX: map, sigmaX: task.SigmaX);
    }

    private static void RequireRank(ObjectFields fields, double lambda, int hidden, LayerSizes sizes)
    {
        (int ends, string which, string identity) =
            lambda > 0
                ? (sizes.Outputs, "outputs", "W₂ᵀW₂ = W₁W₁ᵀ + λ1")
                : (sizes.Inputs, "inputs", "W₁W₁ᵀ = W₂ᵀW₂ − λ1");
        if (lambda != 0 && hidden > ends)
        {
            throw fields.Error(
                "lambda",
                $"must be 0 or {(lambda > 0 ? "negative" : "positive")} for {hidden} hidden units and {ends} {which}, because "
                    + $"{identity} would have rank {hidden}, but is {Display.Number(lambda)}. Take at most {ends} hidden units."
            );
        }
    }

    // The further columns of a full Q are orthonormal to the modes; on the other side their factor is 0.
    private static Matrix<double> Widened(Matrix<double> modes, int count, bool carriesLambda)
    {
        int more = count - modes.ColumnCount;
        return more == 0 ? modes
            : carriesLambda
                ? modes.Append(modes.QR(QRMethod.Full).Q.SubMatrix(0, modes.RowCount, modes.ColumnCount, more))
            : modes.Append(Matrix<double>.Build.Dense(modes.RowCount, more));
    }

    private static void RequireUnits(ObjectFields fields, LayerSizes sizes, int modes, string whose = "Σ^yx")
    {
        for (int layer = 1; layer < sizes.Depth; layer++)
        {
            if (sizes.Widths[layer] < modes)
            {
                throw fields.Error(
                    "kind",
                    $"must have a unit for each of the {modes} modes of {whose} in every hidden layer, but hidden layer {layer} has "
                        + $"{sizes.Widths[layer]}. Widen it, or take a \"gaussian\" start."
                );
            }
        }
    }

    private static double[] Strengths(ObjectFields fields, int modes, string whose = "Σ^yx")
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
                $"must be one number, or one for each of the {modes} modes of {whose}, but is a list of {strengths.Length}. "
                    + "Modes are counted strongest first, without those of strength 0."
            );
    }
}
