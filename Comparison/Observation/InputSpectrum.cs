using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Observation;

/// <summary>The eigenmodes of Σ^x = Σ_i λ_i v_i v_iᵀ: directions of input space along which a network without hidden layers learns alone.</summary>
/// <remarks>
/// λ descending; the entry of v_i of largest magnitude (the first of those equal within 1e-8) is positive. Neighbours whose λ
/// agree to 1e-8 of the larger one, or to rounding, are one group: only the space they span has a meaning.
/// </remarks>
public sealed class InputSpectrum
{
    private const double Degenerate = 1e-8;

    // Of the largest eigenvalue: what rounding puts between two that are equal.
    private const double Rounding = 1e-14;

    // Of the largest eigenvalue, for each input: what a factorisation in double precision may leave of 0.
    private const double Zero = 1e-13;

    private readonly double[] eigenvalues;

    /// <param name="sigmaX">Σ^x, symmetric and positive semidefinite, not zero.</param>
    public InputSpectrum(Matrix<double> sigmaX)
    {
        bool isDiagonal = sigmaX.EnumerateIndexed().All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0);
        (double[] values, Matrix<double> vectors) = isDiagonal ? Diagonal(sigmaX) : Factorised(sigmaX);
        // Stable: of equal eigenvalues the first stays first.
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(index => values[index])];
        double zero = isDiagonal ? 0 : Zero * values.Length * values[order[0]];
        eigenvalues = [.. order.Select(index => values[index] > zero ? values[index] : 0)];
        Directions = Matrix<double>.Build.DenseOfColumnVectors(order.Select(index => Signed(vectors.Column(index))));
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

    private static (double[], Matrix<double>) Diagonal(Matrix<double> sigmaX) =>
        (sigmaX.Diagonal().ToArray(), Matrix<double>.Build.DenseIdentity(sigmaX.RowCount));

    private static (double[], Matrix<double>) Factorised(Matrix<double> sigmaX)
    {
        // Of scale 1, so that a factorisation meets neither the largest nor the smallest numbers there are.
        double scale = sigmaX.Enumerate().Max(Math.Abs);
        Evd<double> spectrum = (sigmaX / scale).Evd(Symmetricity.Symmetric);
        return ([.. spectrum.EigenValues.Select(value => value.Real * scale)], spectrum.EigenVectors);
    }

    private static Vector<double> Signed(Vector<double> direction)
    {
        double largest = direction.AbsoluteMaximum();
        double leading = direction.First(entry => Math.Abs(entry) >= (1 - Degenerate) * largest);
        return leading < 0 ? -direction : direction;
    }

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
