using Dynamics.Theory.Modes;
using Dynamics.Theory.Quadratics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Observation;

/// <summary>The eigenmodes of Σ^x = Σ_i λ_i v_i v_iᵀ: directions of input space along which a network without hidden layers learns alone.</summary>
/// <remarks>
/// λ descending, v_i with the sign of <see cref="Quadratic"/>. Neighbours whose λ agree to 1e-8 of the larger one, or to rounding, are
/// one group: only the space they span has a meaning.
/// </remarks>
public sealed class InputSpectrum
{
    private const double Degenerate = 1e-8;

    // Of the largest eigenvalue: what rounding puts between two that are equal.
    private const double Rounding = 1e-14;

    // Of the largest eigenvalue, for each input: what Σ^x of dependent data, itself a rounded product, may have for 0.
    private const double Zero = 1e-14;

    private readonly double[] eigenvalues;

    /// <param name="sigmaX">Σ^x, symmetric and positive semidefinite, not zero.</param>
    /// <exception cref="ArgumentException">It is not symmetric, or not finite.</exception>
    public InputSpectrum(Matrix<double> sigmaX)
    {
        var quadratic = new Quadratic(sigmaX, Vector<double>.Build.Dense(sigmaX.RowCount));
        double zero = ZeroOf(sigmaX.RowCount, quadratic.Eigenvalues[0]);
        eigenvalues = [.. quadratic.Eigenvalues.Select(value => value > zero ? value : 0)];
        Directions = quadratic.Eigenvectors;
        Groups = [.. GroupsOf(eigenvalues)];
    }

    /// <summary>λ_i, descending; 0 where there is nothing but rounding.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>v_i as columns, N_x × N_x.</summary>
    public Matrix<double> Directions { get; }

    /// <summary>Eigenmodes in order, those of equal λ in one group.</summary>
    public IReadOnlyList<ModeGroup> Groups { get; }

    /// <summary>κ, the largest eigenvalue over the smallest; infinite where Σ^x is singular.</summary>
    public double ConditionNumber => eigenvalues[^1] > 0 ? eigenvalues[0] / eigenvalues[^1] : double.PositiveInfinity;

    /// <summary>M(Σ^x)⁺, without the eigenmodes of eigenvalue 0.</summary>
    /// <param name="correlation">M, of N_x columns. Not kept.</param>
    /// <param name="sigmaX">Σ^x, symmetric and positive semidefinite, not zero. Not kept.</param>
    public static Matrix<double> Solve(Matrix<double> correlation, Matrix<double> sigmaX)
    {
        double scale = sigmaX.Enumerate().Max(Math.Abs);
        Evd<double> spectrum = (sigmaX / scale).Evd(Symmetricity.Symmetric);
        double[] variances = [.. spectrum.EigenValues.Select(value => value.Real)];
        double zero = ZeroOf(variances.Length, variances.Max());
        Matrix<double> along = correlation / scale * spectrum.EigenVectors;
        for (int mode = 0; mode < variances.Length; mode++)
        {
            double inverse = variances[mode] > zero ? 1 / variances[mode] : 0;
            along.SetColumn(mode, along.Column(mode) * inverse);
        }
        return along.TransposeAndMultiply(spectrum.EigenVectors);
    }

    private static double ZeroOf(int inputs, double largest) => Zero * inputs * largest;

    private static IEnumerable<ModeGroup> GroupsOf(double[] descending)
    {
        int first = 0;
        for (int next = 1; next <= descending.Length; next++)
        {
            if (
                next == descending.Length
                || descending[next - 1] - descending[next]
                    > Degenerate * descending[next - 1] + Rounding * descending[0]
            )
            {
                yield return new ModeGroup(first, next - first);
                first = next;
            }
        }
    }
}
