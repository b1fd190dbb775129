using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Every W_l is the gain times a random orthogonal matrix, drawn uniformly.</summary>
/// <remarks>
/// W_lᵀW_l = g² 1 where the layer is at least as wide as the one below, else W_l W_lᵀ = g² 1: all singular values are g.
/// Biases are 0. Layer l is made from the stream (seed, "orthogonal", l), a wide W_l as the transpose of a tall one.
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120.
/// </remarks>
public sealed class OrthogonalStart : ISeededStart
{
    /// <param name="gain">g, the singular value of every layer; finite and not negative.</param>
    /// <param name="seed">Any integer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is negative or not finite.</exception>
    public OrthogonalStart(double gain, int seed)
    {
        if (!(gain >= 0 && double.IsFinite(gain)))
        {
            throw new ArgumentOutOfRangeException(nameof(gain), gain, "The gain must be finite and not negative.");
        }
        Gain = gain;
        Seed = seed;
    }

    /// <summary>g, the singular value of every layer.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    public int Seed { get; }

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new OrthogonalStart(Gain, seed);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            (int rows, int columns) = (sizes.Rows(layer), sizes.Columns(layer));
            var stream = new RandomStream(Seed, "orthogonal", layer + 1);
            Matrix<double> tall = OrthonormalColumns.Draw(stream, Math.Max(rows, columns), Math.Min(rows, columns));
            Matrix<double> weight = Gain * (rows >= columns ? tall : tall.Transpose());
            weight.ToColumnMajorArray().CopyTo(weights[sizes[layer]]);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
