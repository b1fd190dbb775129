using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight drawn from N(0, 2/n_in), which keeps the size of signals through layers of rectified units.</summary>
/// <remarks>
/// Biases are 0. Layer l takes its draws column by column from the stream (seed, "he", l). Source: He, Zhang, Ren and Sun,
/// arXiv:1502.01852.
/// </remarks>
/// <param name="seed">Any integer.</param>
public sealed class HeStart(int seed) : ISeededStart
{
    /// <inheritdoc/>
    public int Seed => seed;

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new HeStart(seed);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double deviation = Math.Sqrt(2.0 / sizes.Columns(layer));
            new RandomStream(seed, "he", layer + 1).FillNormal(weights[sizes[layer]], deviation);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
