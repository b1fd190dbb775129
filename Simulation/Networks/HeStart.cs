using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight drawn with variance g²/n_in: for g = √2, the size of signals is kept through rectified units.</summary>
/// <remarks>
/// N(0, g²/n_in), or U(±√3 g/√n_in) where asked for: the laws, not the numbers, of PyTorch's <c>kaiming_normal_</c> and
/// <c>kaiming_uniform_</c> with <c>mode="fan_in"</c>, whose g is that of <c>calculate_gain</c>: √2 for rectified units, 5/3
/// for tanh, 1 for linear ones. Biases are 0. Layer l takes its draws column by column from the stream (seed, "he", l).
/// Source: He, Zhang, Ren and Sun, arXiv:1502.01852.
/// </remarks>
public sealed class HeStart : ISeededStart
{
    /// <summary>√2, the gain of rectified units.</summary>
    public const double RectifierGain = 1.4142135623730951;

    /// <param name="seed">Any integer.</param>
    /// <param name="distribution">The law of one weight.</param>
    /// <param name="gain">g; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is negative or not finite.</exception>
    public HeStart(int seed, WeightDistribution distribution = WeightDistribution.Normal, double gain = RectifierGain)
    {
        (Seed, Distribution, Gain) = (seed, distribution, WeightDraw.RequireGain(gain));
    }

    /// <inheritdoc/>
    public int Seed { get; }

    /// <summary>The law of one weight.</summary>
    public WeightDistribution Distribution { get; }

    /// <summary>g, the deviation of a weight times √n_in.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new HeStart(seed, Distribution, Gain);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double deviation = Gain / Math.Sqrt(sizes.Columns(layer));
            new RandomStream(Seed, "he", layer + 1).Fill(weights[sizes[layer]], Distribution, deviation);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
