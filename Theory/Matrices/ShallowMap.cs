using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Matrices;

/// <summary>The whole map W(t) of a linear network without hidden layers, for any Σ^x and any start.</summary>
/// <remarks>
/// Solves τ dW/dt = Σ^yx − W Σ^x: W(t) = W* + (W₀ − W*) e^{−Σ^x t/τ} with W*Σ^x = Σ^yx, evaluated as
/// W₀ + Σ_j φ_j(t) (Σ^yx − W₀Σ^x) q_j q_jᵀ, φ_j = (1 − e^{−λ_j t/τ})/λ_j, over the eigenvectors q_j of Σ^x: exact at t = 0,
/// and still where λ_j = 0. Error about 1e-15 κ ‖W‖ with κ the ratio of the largest to the smallest λ that is not 0.
/// </remarks>
public sealed class ShallowMap
{
    // An eigenvalue this small beside the largest, times the size, is the rounding of a 0.
    private const double Rounding = 4.4e-16;

    // What rounding of Σ^yx, given to 17 digits, may leave in a direction without input variance.
    private const double LargestLeak = 1e-10;

    private readonly double[] initial; // W₀, column-major
    private readonly double[] slopes; // (Σ^yx − W₀Σ^x) q_j for every moving j, column-major
    private readonly double[] directions; // q_j for every moving j, column-major
    private readonly double[] eigenvalues; // λ_j > 0 of every moving j
    private readonly double timeConstant;

    /// <param name="sigmaYX">Σ^yx = E[y xᵀ], N_y × N_x. Not kept.</param>
    /// <param name="sigmaX">Σ^x = E[x xᵀ], N_x × N_x, symmetric, positive semidefinite. Not kept.</param>
    /// <param name="initialMap">W₀, N_y × N_x. Not kept.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, an entry is not finite, Σ^x is not symmetric positive semidefinite, Σ^yx does not vanish where
    /// Σ^x does, or τ is not positive.
    /// </exception>
    public ShallowMap(Matrix<double> sigmaYX, Matrix<double> sigmaX, Matrix<double> initialMap, double timeConstant)
    {
        Require.Moments(sigmaYX: sigmaYX, sigmaX: sigmaX);
        Require.Finite(initialMap, "The initial map", nameof(initialMap));
        this.timeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
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

    /// <summary>Writes W(t), N_y × N_x, column-major, without allocation.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <param name="map">N_y · N_x places.</param>
    /// <exception cref="ArgumentException">The time is negative or not finite, or the places are too few or too many.</exception>
    public void MapAt(double time, Span<double> map)
    {
        Require.Time(time);
        if (map.Length != initial.Length)
        {
            throw new ArgumentException(
                $"W(t) has {initial.Length} entries, but there is room for {map.Length}.",
                nameof(map)
            );
        }
        initial.CopyTo(map);
        for (int mode = 0; mode < eigenvalues.Length; mode++)
        {
            double learned = StableFunctions.OneMinusExp(eigenvalues[mode] / timeConstant * time) / eigenvalues[mode];
            ReadOnlySpan<double> slope = slopes.AsSpan(mode * Outputs, Outputs);
            ReadOnlySpan<double> direction = directions.AsSpan(mode * Inputs, Inputs);
            for (int column = 0; column < Inputs; column++)
            {
                AddScaled(learned * direction[column], slope, map.Slice(column * Outputs, Outputs));
            }
        }
    }

    /// <summary>W(t), N_y × N_x.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public Matrix<double> MapAt(double time)
    {
        double[] map = new double[initial.Length];
        MapAt(time, map);
        return Matrix<double>.Build.Dense(Outputs, Inputs, map);
    }

    private static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sum)
    {
        for (int row = 0; row < sum.Length; row++)
        {
            sum[row] += factor * values[row];
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
