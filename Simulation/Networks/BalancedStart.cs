using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Random but balanced weights: W_{l+1}ᵀW_{l+1} = W_l W_lᵀ up to rounding, for any depth.</summary>
/// <remarks>
/// W_l = Q_l S^{1/L} Q_{l−1}ᵀ, Q_l (N_l × r) uniform with orthonormal columns, r the narrowest width and S the r largest
/// singular values of an N_y × N_x matrix G of N(0, variance) entries. So W_L⋯W_1 = Q_L S Q_0ᵀ has the law of G where no
/// hidden layer is narrower than both ends (bases and singular values of G are independent), else that of its best
/// approximation of rank r. Biases are 0. Streams: Q_l from (seed, "balanced", l), G from (seed, "balancedStrengths", 0).
/// Without the turned hidden bases: Arora, Cohen, Golowich and Hu, arXiv:1810.02281.
/// </remarks>
public sealed class BalancedStart : ISeededStart
{
    /// <param name="variance">Variance of one entry of the whole map W_L⋯W_1; finite and not negative.</param>
    /// <param name="seed">Any integer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variance is negative or not finite.</exception>
    public BalancedStart(double variance, int seed)
    {
        if (!(variance >= 0 && double.IsFinite(variance)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(variance),
                variance,
                "The variance must be finite and not negative."
            );
        }
        Variance = variance;
        Seed = seed;
    }

    /// <summary>Variance of one entry of W_L⋯W_1.</summary>
    public double Variance { get; }

    /// <inheritdoc/>
    public int Seed { get; }

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new BalancedStart(Variance, seed);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        int modes = sizes.Widths.Min();
        double[] shares =
        [
            .. StrengthsOfGaussian(sizes).Take(modes).Select(strength => Math.Pow(strength, 1.0 / sizes.Depth)),
        ];
        Matrix<double> below = Basis(sizes, level: 0, modes);
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            Matrix<double> above = Basis(sizes, layer + 1, modes);
            Matrix<double> weight = above * Matrix<double>.Build.DiagonalOfDiagonalArray(shares) * below.Transpose();
            weight.ToColumnMajorArray().CopyTo(weights[sizes[layer]]);
            weights[sizes.Bias(layer)].Clear();
            below = above;
        }
    }

    private Matrix<double> Basis(LayerSizes sizes, int level, int modes) =>
        OrthonormalColumns.Draw(new RandomStream(Seed, "balanced", level), sizes.Widths[level], modes);

    // Of standard normal numbers first, so that no variance is too small for the solver.
    private double[] StrengthsOfGaussian(LayerSizes sizes)
    {
        double[] gaussian = new double[checked(sizes.Outputs * sizes.Inputs)];
        new RandomStream(Seed, "balancedStrengths", 0).FillNormal(gaussian, deviation: 1);
        var solver = new SingularValueSolver(sizes.Outputs, sizes.Inputs);
        double[] strengths = new double[solver.Count];
        solver.Solve(gaussian, strengths);
        return [.. strengths.Select(strength => Math.Sqrt(Variance) * strength)];
    }
}
