using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight drawn with variance 2g²/(n_in + n_out), between the two that keep signals and gradients in size.</summary>
/// <remarks>
/// U(±g√6/√(n_in + n_out)), or N(0, 2g²/(n_in + n_out)) where asked for: the laws, not the numbers, of PyTorch's
/// <c>xavier_uniform_</c> and <c>xavier_normal_</c>. Biases are 0. Layer l takes its draws column by column from the stream
/// (seed, "xavier", l). Source: Glorot and Bengio, AISTATS 2010.
/// </remarks>
public sealed class XavierStart : ISeededStart
{
    /// <param name="seed">Any integer.</param>
    /// <param name="distribution">The law of one weight.</param>
    /// <param name="gain">g, a factor of all weights; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is negative or not finite.</exception>
    public XavierStart(int seed, WeightDistribution distribution = WeightDistribution.Uniform, double gain = 1)
    {
        (Seed, Distribution, Gain) = (seed, distribution, WeightDraw.RequireGain(gain));
    }

    /// <inheritdoc/>
    public int Seed { get; }

    /// <summary>The law of one weight.</summary>
    public WeightDistribution Distribution { get; }

    /// <summary>g, a factor of all weights.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new XavierStart(seed, Distribution, Gain);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double deviation = Gain * Math.Sqrt(2.0 / ((long)sizes.Columns(layer) + sizes.Rows(layer)));
            new RandomStream(Seed, "xavier", layer + 1).Fill(weights[sizes[layer]], Distribution, deviation);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
