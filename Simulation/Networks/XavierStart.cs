using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Networks;

/// <summary>Every weight drawn with variance 2/(n_in + n_out), between the two that keep signals and gradients in size.</summary>
/// <remarks>
/// U(−√6/√(n_in + n_out), √6/√(n_in + n_out)), or N(0, 2/(n_in + n_out)) where asked for. Biases are 0. Layer l takes its
/// draws column by column from the stream (seed, "xavier", l). Source: Glorot and Bengio, AISTATS 2010.
/// </remarks>
/// <param name="seed">Any integer.</param>
/// <param name="isNormal">Whether weights are drawn from a normal law instead of a uniform one.</param>
public sealed class XavierStart(int seed, bool isNormal = false) : ISeededStart
{
    /// <inheritdoc/>
    public int Seed => seed;

    /// <summary>Whether weights are drawn from a normal law instead of a uniform one.</summary>
    public bool IsNormal => isNormal;

    /// <inheritdoc/>
    public ISeededStart WithSeed(int seed) => new XavierStart(seed, isNormal);

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double deviation = Math.Sqrt(2.0 / ((long)sizes.Columns(layer) + sizes.Rows(layer)));
            var stream = new RandomStream(seed, "xavier", layer + 1);
            if (isNormal)
            {
                stream.FillNormal(weights[sizes[layer]], deviation);
            }
            else
            {
                stream.FillUniform(weights[sizes[layer]], Math.Sqrt(3) * deviation);
            }
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
