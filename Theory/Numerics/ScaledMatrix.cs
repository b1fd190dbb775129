using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Numerics;

/// <summary>A matrix as values · 2^exponent, the largest value between 1 and 2.</summary>
/// <remarks>
/// MathNet's factorisations square entries: they hang or are silently wrong where squares overflow or underflow. Scaling by
/// a power of two is exact. Values below 2^{−100}, nothing beside the rounding of a factorisation, become 0: the squares of
/// their products could lose bits, and with them the orthogonality of what the factorisation returns.
/// </remarks>
internal readonly record struct ScaledMatrix(Matrix<double> Values, int Exponent)
{
    private const double Nothing = 7.888609052210118e-31;

    /// <param name="matrix">Finite; copied.</param>
    public static ScaledMatrix Of(Matrix<double> matrix)
    {
        double largest = LargestMagnitude(matrix);
        int exponent = largest == 0 ? 0 : Math.ILogB(largest);
        Matrix<double> values = Matrix<double>.Build.Dense(
            matrix.RowCount,
            matrix.ColumnCount,
            (row, column) => Flushed(Math.ScaleB(matrix[row, column], -exponent))
        );
        return new(values, exponent);
    }

    /// <summary>Gives a value of the scaled matrix its true size.</summary>
    public double Restore(double value) => Math.ScaleB(value, Exponent);

    /// <summary>max |entry|.</summary>
    public static double LargestMagnitude(Matrix<double> matrix) =>
        matrix.Enumerate(Zeros.AllowSkip).Select(Math.Abs).DefaultIfEmpty().Max();

    /// <summary>‖M‖_F of finite entries; MathNet's own multiplies M by its transpose, which for a tall M does not fit in memory.</summary>
    public static double FrobeniusNorm(Matrix<double> matrix)
    {
        double largest = LargestMagnitude(matrix);
        return largest == 0
            ? 0
            : largest * Math.Sqrt(matrix.Enumerate(Zeros.AllowSkip).Sum(value => value / largest * (value / largest)));
    }

    private static double Flushed(double value) => Math.Abs(value) < Nothing ? 0 : value;
}
