using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether Σ^x and Σ^yx, or A and b of a quadratic, can be the moments of any data at all.</summary>
internal static class MomentChecks
{
    /// <summary>ρ, the part of the largest entry by which entries are rounded; null where it is not given.</summary>
    public static double? Rounding(ObjectFields fields)
    {
        const double Most = SemidefiniteMatrix.LargestRounding;
        NumberRange range = new("a positive number up to 0.001", 0, IncludesMinimum: false, "1e-7") { Maximum = Most };
        return fields.Has("rounding") ? fields.Number("rounding", range) : null;
    }

    /// <summary>Σ^x or A without what the rounding of its entries explains.</summary>
    /// <exception cref="ScenarioException">It is not square, not symmetric, or has a negative eigenvalue.</exception>
    public static SemidefiniteMatrix Semidefinite(
        Matrix<double> matrix,
        SourceValue given,
        SemidefiniteKind kind,
        double? rounding
    )
    {
        try
        {
            return new SemidefiniteMatrix(matrix, kind, rounding);
        }
        catch (ArgumentException problem)
        {
            throw given.Error(Display.Sentence(problem));
        }
    }

    /// <summary>A task of moments, without what the rounding of their entries explains.</summary>
    /// <exception cref="ScenarioException">
    /// They have no usable scale, Σ^x is not symmetric or has a negative eigenvalue, or Σ^yx reaches where Σ^x is 0.
    /// </exception>
    public static LearningTask Task(
        Matrix<double> sigmaX,
        SourceValue givenX,
        Matrix<double> sigmaYX,
        SourceValue givenYX,
        double? rounding
    )
    {
        SemidefiniteMatrix covariance = Semidefinite(sigmaX, givenX, SemidefiniteKind.Covariance, rounding);
        RequireScale(sigmaX, "Σ^x", givenX);
        RequireScale(sigmaYX, "Σ^yx", givenYX);
        (Matrix<double> correlation, double removed) = covariance.WithoutRounding(
            sigmaYX,
            (length, direction) =>
                givenYX.Error(
                    "must be zero along every direction in which the inputs do not vary, but Σ^x is singular along one (mostly "
                        + $"input {direction.AbsoluteMaximumIndex() + 1}) where Σ^yx has length {Display.Number(length)}. Compute both "
                        + "from the same data."
                )
        );
        return new LearningTask(covariance.Value, correlation)
        {
            Notices =
            [
                .. covariance.Notices.Select(sentence => $"task.sigmaX: {sentence}"),
                .. Removed("task.sigmaYX", removed),
            ],
        };
    }

    /// <summary>A sentence about what was set to 0 of Σ^yx or b; none where nothing was.</summary>
    public static IEnumerable<string> Removed(string path, double length) =>
        length == 0
            ? []
            :
            [
                $"{path}: its part where Σ^x has the eigenvalue 0, of length {Display.Number(length)}, is rounding and was set to 0.",
            ];

    /// <summary>The largest entry, from 1e-150 to 1e150: beyond these the squares of entries leave double precision.</summary>
    public static double RequireScale(Matrix<double> matrix, string symbol, SourceValue given)
    {
        double largest = matrix.Enumerate().Max(Math.Abs);
        return largest == 0
                ? throw given.Error(
                    $"must have an entry other than 0, but {symbol} is zero. There is nothing to learn."
                )
            : largest is < 1e-150 or > 1e150
                ? throw given.Error(
                    $"must have a largest entry from 1e-150 to 1e150, but that of {symbol} is {Display.Number(largest)}. Change its unit."
                )
            : largest;
    }
}
