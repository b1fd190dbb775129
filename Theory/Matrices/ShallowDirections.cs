using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Matrices;

/// <summary>What moves in a linear network without hidden layers: along every eigenvector q_j of Σ^x, W moves towards W* on its own.</summary>
/// <remarks>W = W₀ + Σ_j φ_j (Σ^yx − W₀Σ^x) q_j q_jᵀ; at the optimum φ_j = 1/λ_j.</remarks>
internal sealed class ShallowDirections
{
    // An eigenvalue this small beside the largest, times the size, is the rounding of a 0 in a product XXᵀ of double precision.
    private const double Rounding = 1e-14;

    // What rounding of Σ^yx, given to 17 digits, may leave in a direction without input variance.
    private const double LargestLeak = 1e-10;

    private readonly double[] initial; // W₀, column-major
    private readonly double[] slopes; // (Σ^yx − W₀Σ^x) q_j for every moving j, column-major
    private readonly double[] directions; // q_j for every moving j, column-major
    private readonly double[] eigenvalues;

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Not kept.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric, positive semidefinite. Not kept.</param>
    /// <param name="initialMap">W₀, N_y × N_x. Not kept.</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, an entry is not finite, Σ^x is not symmetric positive semidefinite, or Σ^yx does not vanish where Σ^x does.
    /// </exception>
    public ShallowDirections(Matrix<double> sigmaYX, Matrix<double> sigmaX, Matrix<double> initialMap)
    {
        Require.Moments(sigmaYX: sigmaYX, sigmaX: sigmaX);
        Require.Finite(initialMap, "The initial map", nameof(initialMap));
        if (initialMap.RowCount != sigmaYX.RowCount || initialMap.ColumnCount != sigmaYX.ColumnCount)
        {
            throw new ArgumentException(
                $"The initial map must have the shape of Σ^yx, {sigmaYX.RowCount}×{sigmaYX.ColumnCount}, but is "
                    + $"{initialMap.RowCount}×{initialMap.ColumnCount}.",
                nameof(initialMap)
            );
        }
        Outputs = sigmaYX.RowCount;
        Inputs = sigmaYX.ColumnCount;
        initial = initialMap.ToColumnMajorArray();

        ScaledMatrix variance = ScaledMatrix.Of(sigmaX);
        Evd<double> evd = ((variance.Values + variance.Values.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        double[] variances = [.. evd.EigenValues.Select(value => value.Real)];
        double zero = Rounding * Inputs * variances.Max(Math.Abs);
        RequireSemidefinite(variances, zero, variance);
        int[] moving = [.. Enumerable.Range(0, Inputs).Where(index => variances[index] > zero)];
        RequireNothingBeyond(sigmaYX, evd.EigenVectors, Enumerable.Range(0, Inputs).Except(moving));

        eigenvalues = [.. moving.Select(index => variance.Restore(variances[index]))];
        Matrix<double> slope = sigmaYX - initialMap * sigmaX;
        directions = [.. moving.SelectMany(index => evd.EigenVectors.Column(index))];
        slopes = [.. moving.SelectMany(index => slope * evd.EigenVectors.Column(index))];
    }

    /// <summary>N_y.</summary>
    public int Outputs { get; }

    /// <summary>N_x.</summary>
    public int Inputs { get; }

    /// <summary>λ_j &gt; 0 of every direction that moves.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>Writes W₀, N_y × N_x, column-major.</summary>
    /// <exception cref="ArgumentException">There is not room for exactly N_y · N_x entries.</exception>
    public void WriteStart(Span<double> map)
    {
        if (map.Length != initial.Length)
        {
            throw new ArgumentException(
                $"W has {initial.Length} entries, but there is room for {map.Length}.",
                nameof(map)
            );
        }
        initial.CopyTo(map);
    }

    /// <summary>Adds what was learned along one direction.</summary>
    /// <param name="direction">j, 0-based.</param>
    /// <param name="learned">φ_j.</param>
    /// <param name="map">W, changed.</param>
    public void Add(int direction, double learned, Span<double> map)
    {
        ReadOnlySpan<double> slope = slopes.AsSpan(direction * Outputs, Outputs);
        ReadOnlySpan<double> along = directions.AsSpan(direction * Inputs, Inputs);
        for (int column = 0; column < Inputs; column++)
        {
            double factor = learned * along[column];
            Span<double> sum = map.Slice(column * Outputs, Outputs);
            for (int row = 0; row < sum.Length; row++)
            {
                sum[row] += factor * slope[row];
            }
        }
    }

    private static void RequireSemidefinite(double[] variances, double zero, ScaledMatrix sigmaX)
    {
        double least = variances.Min();
        if (least < -zero)
        {
            throw new ArgumentException(
                $"Σ^x must be positive semidefinite, but has the eigenvalue {sigmaX.Restore(least)}.",
                nameof(sigmaX)
            );
        }
    }

    private static void RequireNothingBeyond(Matrix<double> sigmaYX, Matrix<double> directions, IEnumerable<int> still)
    {
        ScaledMatrix correlation = ScaledMatrix.Of(sigmaYX);
        double leak = still
            .Select(index => (correlation.Values * directions.Column(index)).L2Norm())
            .DefaultIfEmpty()
            .Max();
        if (leak > LargestLeak * ScaledMatrix.FrobeniusNorm(correlation.Values))
        {
            throw new ArgumentException(
                "Σ^yx must vanish where Σ^x does: no output can covary with an input that never varies. In a direction of "
                    + $"no input variance Σ^yx has length {correlation.Restore(leak)}.",
                nameof(sigmaYX)
            );
        }
    }
}
