namespace Dynamics.Simulation.Networks;

/// <summary>Every weight the same number; biases are 0. What not to do: hidden units that start alike stay alike.</summary>
/// <remarks>All units of a hidden layer get the same gradient at all times, so a layer of any width is worth one neuron.</remarks>
public sealed class ConstantStart : IStart
{
    /// <param name="value">c, every entry of every W_l; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public ConstantStart(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be finite.");
        }
        Value = value;
    }

    /// <summary>c.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            weights[sizes[layer]].Fill(Value);
            weights[sizes.Bias(layer)].Clear();
        }
    }
}
