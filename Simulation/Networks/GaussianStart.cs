using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight drawn independently from N(0, variance); biases are 0.</summary>
/// <remarks>
/// Layer l (1-based, input side first) takes its draws column by column from the stream (seed, "weights", l), so a
/// network with one layer more has the same weights in the others.
/// </remarks>
public sealed class GaussianStart : ISeededStart
{
    /// <param name="variance">Variance of one weight; positive and finite, or 0 for a start at the origin.</param>
    /// <param name="seed">Any integer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variance is negative or not finite.</exception>
    public GaussianStart(double variance, int seed)
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

    /// <summary>Variance of one weight.</summary>
    public double Variance { get; }

    /// <inheritdoc/>
    public int Seed { get; }

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new GaussianStart(Variance, seed);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        double deviation = Math.Sqrt(Variance);
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            new RandomStream(Seed, "weights", layer + 1).FillNormal(weights[sizes[layer]], deviation);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
