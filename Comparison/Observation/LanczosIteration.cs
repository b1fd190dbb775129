using System.Numerics.Tensors;
using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Observation;

/// <summary>Writes Av of a symmetric matrix A.</summary>
/// <param name="direction">v.</param>
/// <param name="result">Av.</param>
internal delegate void SymmetricProduct(ReadOnlySpan<double> direction, Span<double> result);

/// <summary>The largest eigenvalue of a symmetric matrix known by its products, by the iteration of Lanczos.</summary>
/// <remarks>
/// Every new direction is made orthogonal to all before it, twice, so that no eigenvalue appears again and n steps are the whole
/// matrix. Golub and Van Loan, Matrix Computations, 4th ed., 10.1–10.3. The start is random, but always the same.
/// </remarks>
internal static class LanczosIteration
{
    // Of the largest entry of T. The eigenvalue's error is at most its residual, and about its square where eigenvalues lie apart.
    private const double Residual = 1e-11;
    private const double Rounding = 1e-14;

    /// <summary>The largest eigenvalue, not the one of largest magnitude; NaN where a product is not finite.</summary>
    /// <param name="dimension">n ≥ 1.</param>
    /// <param name="product">v ↦ Av.</param>
    public static double LargestEigenvalue(int dimension, SymmetricProduct product)
    {
        List<double[]> basis = [Start(dimension)];
        List<double> diagonal = [];
        List<double> beside = [];
        double[] next = new double[dimension];
        double scale = 0;
        int look = Math.Min(dimension, 8);
        while (true)
        {
            product(basis[^1], next);
            diagonal.Add(TensorPrimitives.Dot<double>(basis[^1], next));
            Orthogonalize(next, basis);
            Orthogonalize(next, basis);
            double length = TensorPrimitives.Norm<double>(next);
            if (!double.IsFinite(diagonal[^1] + length))
            {
                return double.NaN;
            }
            scale = Math.Max(scale, Math.Max(Math.Abs(diagonal[^1]), length));
            bool isWhole = basis.Count == dimension || length <= Rounding * scale;
            if (isWhole || basis.Count == look)
            {
                (double largest, double last) = Largest(diagonal, beside);
                if (isWhole || length * last <= Residual * scale)
                {
                    return largest;
                }
                look = Math.Min(dimension, look + Math.Max(8, look / 4));
            }
            beside.Add(length);
            double[] direction = new double[dimension];
            TensorPrimitives.Divide(next, length, direction);
            basis.Add(direction);
        }
    }

    private static double[] Start(int dimension)
    {
        double[] start = new double[dimension];
        new RandomStream(seed: 1, "lanczos", index: 0).FillNormal(start, deviation: 1);
        TensorPrimitives.Divide(start, TensorPrimitives.Norm<double>(start), start);
        return start;
    }

    private static void Orthogonalize(double[] vector, List<double[]> basis)
    {
        foreach (double[] direction in basis)
        {
            double overlap = TensorPrimitives.Dot<double>(direction, vector);
            TensorPrimitives.MultiplyAdd(direction, -overlap, vector, vector);
        }
    }

    /// <summary>The largest eigenvalue of the tridiagonal T, and the size of the last entry of its vector.</summary>
    private static (double Value, double Last) Largest(List<double> diagonal, List<double> beside)
    {
        Matrix<double> t = Matrix<double>.Build.Dense(
            diagonal.Count,
            diagonal.Count,
            (i, j) =>
                i == j ? diagonal[i]
                : Math.Abs(i - j) == 1 ? beside[Math.Min(i, j)]
                : 0
        );
        Evd<double> eigen = t.Evd(Symmetricity.Symmetric);
        int largest = 0;
        for (int index = 1; index < diagonal.Count; index++)
        {
            largest = eigen.EigenValues[index].Real > eigen.EigenValues[largest].Real ? index : largest;
        }
        return (eigen.EigenValues[largest].Real, Math.Abs(eigen.EigenVectors[diagonal.Count - 1, largest]));
    }
}
