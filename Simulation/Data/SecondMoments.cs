using Dynamics.Simulation.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Data;

/// <summary>The second moments of a task: everything a linear network trained on squared error can know of its data.</summary>
/// <remarks>Both are copied on the way in. Whether E is a sum or a mean over items is the caller's convention.</remarks>
public sealed class SecondMoments
{
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric.</param>
    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x.</param>
    /// <exception cref="ArgumentException">A shape does not fit or an entry is not finite.</exception>
    public SecondMoments(Matrix<double> sigmaX, Matrix<double> sigmaYX)
    {
        if (sigmaX.RowCount != sigmaX.ColumnCount)
        {
            throw new ArgumentException(
                $"Σ^x must be square, but is {sigmaX.RowCount}×{sigmaX.ColumnCount}.",
                nameof(sigmaX)
            );
        }
        if (sigmaYX.ColumnCount != sigmaX.RowCount)
        {
            throw new ArgumentException(
                $"Σ^yx must have one column per input, {sigmaX.RowCount} as Σ^x, but is "
                    + $"{sigmaYX.RowCount}×{sigmaYX.ColumnCount}.",
                nameof(sigmaYX)
            );
        }
        SigmaX = FiniteColumnMajor(sigmaX, "Σ^x", nameof(sigmaX));
        SigmaYX = FiniteColumnMajor(sigmaYX, "Σ^yx", nameof(sigmaYX));
        Inputs = sigmaX.RowCount;
        Outputs = sigmaYX.RowCount;
        IsWhite = IsIdentity(SigmaX.Span, Inputs);
    }

    /// <summary>N_x.</summary>
    public int Inputs { get; }

    /// <summary>N_y.</summary>
    public int Outputs { get; }

    /// <summary>Σ^x, column-major.</summary>
    public ReadOnlyMemory<double> SigmaX { get; }

    /// <summary>Σ^yx, column-major.</summary>
    public ReadOnlyMemory<double> SigmaYX { get; }

    /// <summary>Whether Σ^x is the identity, exactly; the flow then leaves out the product with it.</summary>
    public bool IsWhite { get; }

    /// <summary>The moments of a data set.</summary>
    /// <remarks>One-hot items have Σ^x = 1 and Σ^yx = Y exactly in the sum convention.</remarks>
    /// <param name="data">X, N_x × N, and Y, N_y × N.</param>
    /// <param name="convention">Whether E is the sum or the mean over the N items.</param>
    /// <exception cref="ArgumentException">A product overflows, or a moment has more entries than an array holds.</exception>
    public static SecondMoments Of(DataSet data, MomentConvention convention)
    {
        double weight = convention == MomentConvention.Mean ? 1.0 / data.Count : 1;
        return new SecondMoments(
            sigmaX: data.IsOneHot
                ? Matrix<double>.Build.DenseDiagonal(data.Count, data.Count, weight)
                : TimesInputs(data, data.Inputs.Span, data.InputWidth, weight, "Σ^x"),
            sigmaYX: data.IsOneHot
                ? Matrix<double>.Build.Dense(data.TargetWidth, data.Count, data.Targets.ToArray()) * weight
                : TimesInputs(data, data.Targets.Span, data.TargetWidth, weight, "Σ^yx")
        );
    }

    // weight · A Xᵀ for A with one column per item.
    private static Matrix<double> TimesInputs(
        DataSet data,
        ReadOnlySpan<double> left,
        int rows,
        double weight,
        string symbol
    )
    {
        double[] product = new double[ArrayLength.Of(rows, data.InputWidth, symbol, nameof(data))];
        var shape = new ProductShape(rows, data.InputWidth, Inner: data.Count, TransposeB: true, Alpha: weight);
        MatrixProducts.Current.Product(shape, left, data.Inputs.Span, product);
        return Matrix<double>.Build.Dense(rows, data.InputWidth, product);
    }

    private static double[] FiniteColumnMajor(Matrix<double> matrix, string symbol, string parameter)
    {
        double[] values = matrix.ToColumnMajorArray();
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? values
            : throw new ArgumentException(
                $"{symbol} must be finite, but its entry ({bad % matrix.RowCount + 1}, {bad / matrix.RowCount + 1}) is {values[bad]}.",
                parameter
            );
    }

    /// <summary>Whether a square matrix, column-major, is the identity exactly.</summary>
    internal static bool IsIdentity(ReadOnlySpan<double> matrix, int size)
    {
        for (int index = 0; index < matrix.Length; index++)
        {
            if (matrix[index] != (index % size == index / size ? 1 : 0))
            {
                return false;
            }
        }
        return true;
    }
}
