using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight and bias drawn from U(−1/√n_in, 1/√n_in), n_in the width below the layer.</summary>
/// <remarks>
/// The law of torch.nn.Linear (PyTorch 1.0 and later), not its numbers. One weight has variance 1/(3 n_in). Layer l takes
/// its weights column by column from the stream (seed, "torchDefault", l) and its biases from (seed, "torchDefaultBias", l).
/// </remarks>
/// <param name="seed">Any integer.</param>
public sealed class TorchDefaultStart(int seed) : ISeededStart
{
    /// <inheritdoc/>
    public int Seed => seed;

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new TorchDefaultStart(seed);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double bound = 1 / Math.Sqrt(sizes.Columns(layer));
            new RandomStream(seed, "torchDefault", layer + 1).FillUniform(weights[sizes[layer]], bound);
            new RandomStream(seed, "torchDefaultBias", layer + 1).FillUniform(weights[sizes.Bias(layer)], bound);
        }
    }
}
