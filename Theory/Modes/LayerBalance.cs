using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>How large the layers W_1 … W_L (input side first) are, and how unequal neighbours: W_{l+1}ᵀW_{l+1} − W_lW_lᵀ.</summary>
public static class LayerBalance
{
    /// <summary>‖W_l‖_F of every layer, input side first.</summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] Norms(IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireChain(weights);
        return [.. weights.Select(ScaledMatrix.FrobeniusNorm)];
    }

    /// <summary>‖W_{l+1}ᵀW_{l+1} − W_lW_lᵀ‖_F of every pair of neighbours: how unequal they are, conserved by the flow.</summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <returns>L − 1 norms.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double[] Imbalances(IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireChain(weights);
        return [.. weights.Zip(weights.Skip(1), (below, above) => Imbalance(below, above).Norm)];
    }

    /// <summary>
    /// max |entry of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ| over all l: 0 for balanced weights, conserved by the flow; 0 for one layer.
    /// </summary>
    /// <param name="weights">W_1 … W_L, at least one; not kept.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an entry is not finite.</exception>
    public static double Defect(IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireChain(weights);
        double largest = 0;
        for (int layer = 0; layer + 1 < weights.Count; layer++)
        {
            largest = Math.Max(largest, Imbalance(weights[layer], weights[layer + 1]).Largest);
        }
        return largest;
    }

    // Largest entry and Frobenius norm of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ. As many rows at a time as fill some megabytes: the whole
    // matrix of a wide layer would not fit.
    private static (double Largest, double Norm) Imbalance(Matrix<double> below, Matrix<double> above)
    {
        const int entriesAtOnce = 1 << 20;
        int width = below.RowCount;
        int rowsAtOnce = Math.Max(1, entriesAtOnce / width);
        (double largest, double squares) = (0, 0);
        for (int first = 0; first < width; first += rowsAtOnce)
        {
            // Symmetric: the rows of a block from their diagonal on.
            int rows = Math.Min(rowsAtOnce, width - first);
            Matrix<double> aboveRight = above.SubMatrix(0, above.RowCount, first, width - first);
            Matrix<double> belowRight = below.SubMatrix(first, width - first, 0, below.ColumnCount);
            Matrix<double> imbalance =
                aboveRight.SubMatrix(0, above.RowCount, 0, rows).TransposeThisAndMultiply(aboveRight)
                - belowRight.SubMatrix(0, rows, 0, below.ColumnCount).TransposeAndMultiply(belowRight);
            double[] entries = imbalance.ToColumnMajorArray();
            largest = Math.Max(largest, ScaledMatrix.LargestMagnitude(imbalance));
            // What is right of the diagonal block stands below it once more.
            squares += Squares(entries.AsSpan(0, rows * rows)) + 2 * Squares(entries.AsSpan(rows * rows));
        }
        return (largest, Math.Sqrt(squares));
    }

    private static double Squares(ReadOnlySpan<double> entries)
    {
        double sum = 0;
        foreach (double entry in entries)
        {
            sum += entry * entry;
        }
        return sum;
    }
}
