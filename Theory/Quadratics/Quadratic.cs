using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Quadratics;

/// <summary>The quadratic ½wᵀAw − bᵀw and its eigenmodes, A = Σ_i λ_i v_i v_iᵀ.</summary>
/// <remarks>
/// λ_i are in descending order; those within N machine epsilons of 0 (in units of the largest magnitude) are 0. The entry of v_i of
/// largest magnitude (the first among those equal within 1e-8) is positive; eigenvectors of equal eigenvalues are those nearest to
/// the coordinate axes, so that they depend on A alone and not on the rounding of a factorisation.
/// </remarks>
public sealed class Quadratic
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private readonly Vector<double> linear;
    private readonly double[] eigenvalues;

    /// <param name="curvature">A, N × N with N ≥ 1, symmetric, finite, of a largest entry from 1e-300 to 1e150, or 0. Copied.</param>
    /// <param name="linear">b, of N finite entries. Copied.</param>
    /// <exception cref="ArgumentException">A shape does not fit, an entry is not finite, or A is not symmetric.</exception>
    public Quadratic(Matrix<double> curvature, Vector<double> linear)
    {
        int count = curvature.RowCount;
        if (curvature.ColumnCount != count || linear.Count != count)
        {
            throw new ArgumentException(
                $"A must be square with one row per entry of b, but A is {count}×{curvature.ColumnCount} and b has "
                    + $"{linear.Count} entries.",
                nameof(curvature)
            );
        }
        Require.Finite(curvature, "A", nameof(curvature));
        Require.Finite(linear.ToColumnMatrix(), "b", nameof(linear));
        Require.Symmetric(curvature, "A", nameof(curvature));
        Curvature = curvature.Clone();
        this.linear = linear.Clone();
        ScaledMatrix scaled = ScaledMatrix.Of(curvature);
        Evd<double> evd = scaled.Values.Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(index => evd.EigenValues[index].Real)];
        eigenvalues = [.. order.Select(index => evd.EigenValues[index].Real)];
        Eigenvectors = Matrix<double>.Build.DenseOfColumnVectors(order.Select(evd.EigenVectors.Column));
        double rounding = count * MachineEpsilon * eigenvalues.Max(Math.Abs);
        MakeUnique(4 * rounding);
        eigenvalues = [.. eigenvalues.Select(value => Math.Abs(value) <= rounding ? 0 : scaled.Restore(value))];
    }

    /// <summary>A, N × N.</summary>
    public Matrix<double> Curvature { get; }

    /// <summary>b.</summary>
    public Vector<double> Linear => linear.Clone();

    /// <summary>λ_1 ≥ … ≥ λ_N.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>v_i as columns, N × N, orthonormal.</summary>
    public Matrix<double> Eigenvectors { get; }

    /// <summary>κ = max |λ|/min |λ|; infinite where A is singular.</summary>
    public double ConditionNumber =>
        eigenvalues.Contains(0) ? double.PositiveInfinity : eigenvalues.Max(Math.Abs) / eigenvalues.Min(Math.Abs);

    /// <summary>w* = A⁻¹b, where the quadratic is least.</summary>
    /// <returns>It; none where an eigenvalue is negative (a saddle) or 0 (many optima, or a slope without end), which is named.</returns>
    public ClosedForm<Vector<double>> Optimum
    {
        get
        {
            int last = eigenvalues.Length - 1;
            int zero = Array.IndexOf(eigenvalues, 0.0);
            return eigenvalues[last] < 0
                    ? None(
                        $"The eigenvalue λ_{last + 1} = {eigenvalues[last]} is negative: the quadratic has a saddle and no "
                            + "optimum, as it falls without end along that eigenvector."
                    )
                : zero < 0 ? new ClosedForm<Vector<double>>.Found(LeastNormSolution)
                : SteepestFlatDirection is { } slope
                    ? None(
                        $"The eigenvalue λ_{slope + 1} is 0 and b is not in the range of A: along that eigenvector, on which b "
                            + $"is {Along(slope)}, the quadratic falls without end."
                    )
                : None(
                    $"The eigenvalue λ_{zero + 1} is 0 and b is in the range of A: there are optima, but none alone. Any multiple "
                        + $"of {(zero == last ? $"v_{zero + 1}" : $"v_{zero + 1} … v_{last + 1}")} can be added; the shortest is LeastNormSolution."
                );
        }
    }

    /// <summary>A⁺b, the shortest w at which Aw is as near to b as it can be: the stationary point nearest to 0, where there is one.</summary>
    public Vector<double> LeastNormSolution =>
        Eigenvectors
        * Vector<double>.Build.Dense(
            eigenvalues.Length,
            mode => eigenvalues[mode] == 0 ? 0 : Along(mode) / eigenvalues[mode]
        );

    /// <summary>½wᵀAw − bᵀw.</summary>
    /// <param name="weights">w, N entries.</param>
    public double ValueAt(Vector<double> weights) => weights * (Curvature * weights) / 2 - linear * weights;

    /// <summary>Aw − b.</summary>
    /// <param name="weights">w, N entries.</param>
    public Vector<double> GradientAt(Vector<double> weights) => Curvature * weights - linear;

    /// <summary>The whole of descent from a start: each eigenmode's error on its own.</summary>
    /// <param name="start">w_0, N entries. Copied.</param>
    /// <param name="choice">η, β and kind.</param>
    /// <returns>It; none where there is no stationary point, as b is not in the range of A.</returns>
    /// <exception cref="ArgumentException">w_0 has not N finite entries, or a value is out of range.</exception>
    public ClosedForm<QuadraticDescent> Descent(Vector<double> start, MomentumChoice choice) =>
        SteepestFlatDirection is { } slope
            ? new ClosedForm<QuadraticDescent>.None(
                $"The eigenvalue λ_{slope + 1} is 0 and b is not in the range of A: descent slides along that eigenvector for ever."
            )
            : new ClosedForm<QuadraticDescent>.Found(new(this, start, choice));

    private double Along(int mode) => Eigenvectors.Column(mode) * linear;

    // Of the directions without curvature, that along which b is largest, if b is more than rounding there.
    private int? SteepestFlatDirection
    {
        get
        {
            double rounding = 4 * eigenvalues.Length * MachineEpsilon * linear.L2Norm();
            int[] steep =
            [
                .. Enumerable
                    .Range(0, eigenvalues.Length)
                    .Where(mode => eigenvalues[mode] == 0 && Math.Abs(Along(mode)) > rounding)
                    .OrderByDescending(mode => Math.Abs(Along(mode))),
            ];
            return steep.Length > 0 ? steep[0] : null;
        }
    }

    private void MakeUnique(double tie)
    {
        for (int first = 0, next; first < eigenvalues.Length; first = next)
        {
            for (next = first + 1; next < eigenvalues.Length && eigenvalues[first] - eigenvalues[next] <= tie; next++)
            { }
            Matrix<double> block = Eigenvectors.SubMatrix(0, Eigenvectors.RowCount, first, next - first);
            if (next - first > 1)
            {
                Array.Fill(eigenvalues, eigenvalues[first..next].Average(), first, next - first);
                block *= DegenerateBasis.Canonical(block);
            }
            for (int column = 0; column < block.ColumnCount; column++)
            {
                Vector<double> direction = block.Column(column);
                bool isTurned = direction[DegenerateBasis.FirstLongest(direction.Select(Math.Abs))] < 0;
                Eigenvectors.SetColumn(first + column, isTurned ? -direction : direction);
            }
        }
    }

    private static ClosedForm<Vector<double>>.None None(string because) => new(because);
}
