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

    private static bool IsIdentity(ReadOnlySpan<double> matrix, int size)
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
