using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The task of kind "quadratic": ½wᵀAw − bᵀw as the regression of N items on one output.</summary>
internal static class QuadraticBinding
{
    /// <summary>Keys besides "kind".</summary>
    public static readonly IReadOnlyList<string> Keys = ["hessian", "linear", "optimum", "rounding"];

    private const string VectorExample = "[1, 0.5]";

    public static LearningTask Bind(ObjectFields fields, BindingContext context)
    {
        SourceValue given = fields.Required("hessian", "\"hessian\": [[2, 0], [0, 1]] or { \"eigenvalues\": [2, 1] }");
        SemidefiniteMatrix curvature = Hessian(fields, given, context);
        Matrix<double> hessian = curvature.Value;
        MomentChecks.RequireScale(hessian, "the Hessian", given);
        string key = fields.Has("optimum") ? "optimum" : "linear";
        double[] linear = Linear(fields, curvature);
        Matrix<double> row = Matrix<double>.Build.Dense(1, linear.Length, linear);
        if (linear.Any(entry => entry != 0)) // the minimum may be at 0: the initial weights are what is left to learn from
        {
            MomentChecks.RequireScale(row, "b", fields.Required(key, ""));
        }
        (row, double removed) = curvature.WithoutRounding(
            row,
            (length, direction) =>
                fields.Error(
                    "linear",
                    $"must be 0 along every eigenvector whose eigenvalue is 0, but is {Display.Number(length)} along one (mostly "
                        + $"weight {direction.AbsoluteMaximumIndex() + 1}), so that ½wᵀAw − bᵀw falls for ever. Give a positive "
                        + "eigenvalue, or a b without that part."
                )
        );
        return LearningTask.OfQuadratic(
            hessian,
            row.ToRowMajorArray(),
            [
                .. curvature.Notices.Select(sentence => $"task.hessian: {sentence}"),
                .. MomentChecks.Removed($"task.{key}", removed),
            ]
        );
    }

    private static SemidefiniteMatrix Hessian(ObjectFields fields, SourceValue given, BindingContext context)
    {
        if (given.Kind != SourceKind.Object)
        {
            (Matrix<double> matrix, JsonNode setting) = given.Matrix(context);
            fields.Keep("hessian", setting);
            RequireRoom(given, matrix.RowCount, context);
            double? rounding = MomentChecks.Rounding(fields);
            return MomentChecks.Semidefinite(matrix, given, SemidefiniteKind.Hessian, rounding);
        }
        if (fields.Has("rounding"))
        {
            throw fields.Error(
                "rounding",
                "must not be given beside eigenvalues, which are taken as they are, but is. Remove it, or give the Hessian as a matrix."
            );
        }
        ObjectFields diagonal = new(given, fields.KeepObject("hessian"), ["eigenvalues"]);
        SourceValue list = diagonal.Required("eigenvalues", "\"eigenvalues\": [1, 0.01]");
        double[] eigenvalues = Numbers(list, "[1, 0.01]");
        diagonal.Keep("eigenvalues", Written(eigenvalues));
        RequireRoom(list, eigenvalues.Length, context);
        Matrix<double> matrixOf = Matrix<double>.Build.DenseOfDiagonalArray(eigenvalues);
        return MomentChecks.Semidefinite(matrixOf, given, SemidefiniteKind.Hessian, rounding: 0);
    }

    private static double[] Linear(ObjectFields fields, SemidefiniteMatrix curvature)
    {
        Matrix<double> hessian = curvature.Value;
        bool isOptimum = fields.Has("optimum");
        if (isOptimum && fields.Has("linear"))
        {
            throw fields.Error(
                "optimum",
                "must not be given beside \"linear\", which says it too, but is. Remove one."
            );
        }
        if (!isOptimum)
        {
            SourceValue b = fields.Required("linear", $"\"linear\": {VectorExample}, or \"optimum\": {VectorExample}");
            return Vector(fields, "linear", b, hessian.RowCount);
        }
        SourceValue given = fields.Required("optimum", $"\"optimum\": {VectorExample}");
        double[] optimum = Vector(fields, "optimum", given, hessian.RowCount);
        int zero = curvature.Nothing.ColumnCount;
        return zero == 0
            ? (hessian * Vector<double>.Build.Dense(optimum)).ToArray()
            : throw given.Error(
                $"must not be given where the Hessian has the eigenvalue 0, as it has {Times(zero)} here: along its eigenvector every "
                    + "weight is as good, and there is no one optimum. Give \"linear\", or a positive eigenvalue."
            );
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static double[] Vector(ObjectFields fields, string key, SourceValue given, int length)
    {
        double[] numbers = Numbers(given, VectorExample);
        fields.Keep(key, Written(numbers));
        return numbers.Length == length
            ? numbers
            : throw given.Error(
                $"must have one number per row of the Hessian, {length}, but has {numbers.Length}. Give one per weight."
            );
    }

    private static double[] Numbers(SourceValue given, string example) =>
        [.. given.List(example).Select(entry => entry.Number(NumberRange.Finite))];

    private static JsonArray Written(double[] numbers) => new([.. numbers.Select(number => (JsonNode)number)]);

    private static void RequireRoom(SourceValue given, int count, BindingContext context)
    {
        if (MemoryEstimate.ShortageForItems(count, count, 1, context.AvailableMemory) is { } shortage)
        {
            throw given.Error(
                $"must leave items that fit in memory, but those of {count} weights {shortage}. Take fewer weights."
            );
        }
    }
}
