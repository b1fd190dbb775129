using System.Text.Json.Nodes;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The task of kind "quadratic": ½wᵀAw − bᵀw as the regression of N items on one output.</summary>
internal static class QuadraticBinding
{
    /// <summary>Keys besides "kind".</summary>
    public static readonly IReadOnlyList<string> Keys = ["hessian", "linear", "optimum"];

    private const string VectorExample = "[1, 0.5]";

    // Eigenvalues that are not read off a diagonal carry an error of about so many machine epsilons of the largest, per input.
    private const double EigenvalueError = 1e-13;

    // Of |b|: less along a direction without curvature is rounding.
    private const double OutOfRange = 1e-6;

    public static LearningTask Bind(ObjectFields fields, BindingContext context)
    {
        SourceValue given = fields.Required("hessian", "\"hessian\": [[2, 0], [0, 1]] or { \"eigenvalues\": [2, 1] }");
        Matrix<double> hessian = Hessian(fields, given, context);
        MomentChecks.RequireScale(hessian, "the Hessian", given);
        RequireMinimum(hessian, given);
        InputSpectrum spectrum = new(hessian);
        double[] linear = Linear(fields, hessian, spectrum);
        string key = fields.Has("optimum") ? "optimum" : "linear";
        MomentChecks.RequireScale(Matrix<double>.Build.Dense(1, linear.Length, linear), "b", fields.Required(key, ""));
        RequireRange(fields, linear, spectrum);
        return LearningTask.OfQuadratic(hessian, linear);
    }

    private static Matrix<double> Hessian(ObjectFields fields, SourceValue given, BindingContext context)
    {
        if (given.Kind != SourceKind.Object)
        {
            (Matrix<double> matrix, JsonNode setting) = given.Matrix(context);
            fields.Keep("hessian", setting);
            RequireRoom(given, matrix.RowCount, context);
            return MomentChecks.Symmetric(
                matrix,
                given,
                "A",
                "Give the second derivatives, one row and column per weight."
            );
        }
        ObjectFields diagonal = new(given, fields.KeepObject("hessian"), ["eigenvalues"]);
        SourceValue list = diagonal.Required("eigenvalues", "\"eigenvalues\": [1, 0.01]");
        double[] eigenvalues = Numbers(list, "[1, 0.01]");
        diagonal.Keep("eigenvalues", Written(eigenvalues));
        RequireRoom(list, eigenvalues.Length, context);
        return Matrix<double>.Build.DenseOfDiagonalArray(eigenvalues);
    }

    private static double[] Linear(ObjectFields fields, Matrix<double> hessian, InputSpectrum spectrum)
    {
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
        int zero = spectrum.Eigenvalues.Count(value => value == 0);
        return zero == 0
            ? (hessian * Vector<double>.Build.Dense(optimum)).ToArray()
            : throw given.Error(
                $"must not be given where the Hessian has the eigenvalue 0, as it has {Times(zero)} here: along its eigenvector every "
                    + "weight is as good, and there is no one optimum. Give \"linear\", or a positive eigenvalue."
            );
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static void RequireMinimum(Matrix<double> hessian, SourceValue given)
    {
        bool isDiagonal = hessian.EnumerateIndexed().All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0);
        double[] eigenvalues = isDiagonal
            ? hessian.Diagonal().ToArray()
            : [.. hessian.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)];
        double rounding = isDiagonal ? 0 : EigenvalueError * eigenvalues.Length * eigenvalues.Max(Math.Abs);
        if (eigenvalues.Min() < -rounding)
        {
            throw given.Error(
                "must have no negative eigenvalue, for ½wᵀAw − bᵀw then has a saddle and no minimum, but its smallest is "
                    + $"{Display.Number(eigenvalues.Min())}. The squared error of data never has one; a saddle of a network is met with "
                    + "\"hidden\": [1]."
            );
        }
    }

    private static void RequireRange(ObjectFields fields, double[] linear, InputSpectrum spectrum)
    {
        Vector<double> along = spectrum.Directions.TransposeThisAndMultiply(Vector<double>.Build.Dense(linear));
        double length = along.L2Norm();
        for (int mode = 0; mode < along.Count; mode++)
        {
            if (spectrum.Eigenvalues[mode] == 0 && Math.Abs(along[mode]) > OutOfRange * length)
            {
                int weight = spectrum.Directions.Column(mode).AbsoluteMaximumIndex() + 1;
                throw fields.Error(
                    "linear",
                    $"must be 0 along every eigenvector whose eigenvalue is 0, but is {Display.Number(along[mode])} along one (mostly "
                        + $"weight {weight}), so that ½wᵀAw − bᵀw falls for ever. Give a positive eigenvalue, or a b without that part."
                );
            }
        }
    }

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
