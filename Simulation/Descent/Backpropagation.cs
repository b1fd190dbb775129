using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>The error of a network carried back through it, module by module: loss, activation, linear layer.</summary>
/// <remarks>Owns its work memory: one instance, one thread. Nothing is allocated per batch.</remarks>
internal sealed class Backpropagation
{
    private readonly Architecture architecture;
    private readonly LinearLayer[] layers;

    // z of every layer, N_l × B, and φ(z), which is z itself where no activation follows.
    private readonly Memory<double>[] sums;
    private readonly Memory<double>[] values;

    // ∂loss by the values of a layer, and by those of the layer below it.
    private Memory<double> error;
    private Memory<double> errorBelow;

    /// <param name="architecture">The network.</param>
    /// <param name="capacity">Most items in a batch; positive.</param>
    /// <param name="products">Who multiplies batches.</param>
    /// <param name="lanes">Doubles in a vector of the kernels that take one item; 0 for products there too.</param>
    internal Backpropagation(Architecture architecture, int capacity, IMatrixProducts products, int lanes)
    {
        this.architecture = architecture;
        LayerSizes sizes = architecture.Sizes;
        layers = [.. Enumerable.Range(0, sizes.Depth).Select(l => new LinearLayer(sizes, l, products, lanes))];
        sums = [.. layers.Select((_, l) => AlignedMemory.Allocate(sizes.Rows(l) * capacity))];
        values = [.. sums.Select((z, l) => architecture.IsActivated(l) ? AlignedMemory.Allocate(z.Length) : z)];
        int widest = sizes.Widths.Skip(1).Max();
        error = AlignedMemory.Allocate(widest * capacity);
        errorBelow = AlignedMemory.Allocate(widest * capacity);
    }

    /// <summary>ŷ of a batch.</summary>
    /// <param name="state">The network.</param>
    /// <param name="batch">The items; targets are not looked at.</param>
    /// <returns>N_y × B, column-major; overwritten by the next batch.</returns>
    internal ReadOnlySpan<double> Forward(ReadOnlySpan<double> state, scoped in Batch batch)
    {
        for (int l = 0; l < layers.Length; l++)
        {
            Span<double> z = Part(sums[l], l, batch.Count);
            if (l > 0)
            {
                layers[l].Forward(state, Part(values[l - 1], l - 1, batch.Count), batch.Count, z);
            }
            else if (batch.OneHot.IsEmpty)
            {
                layers[l].Forward(state, batch.Inputs, batch.Count, z);
            }
            else
            {
                layers[l].Forward(state, batch.OneHot, z);
            }
            if (architecture.IsActivated(l))
            {
                architecture.Activation.Apply(z, Part(values[l], l, batch.Count));
            }
        }
        return Part(values[^1], layers.Length - 1, batch.Count);
    }

    /// <summary>One step of gradient descent, θ ← θ − η ∂loss/∂θ, all layers from the same θ.</summary>
    /// <param name="state">θ; moved.</param>
    /// <param name="batch">The items.</param>
    /// <param name="loss">What is descended.</param>
    /// <param name="rate">η.</param>
    /// <returns>The loss of the batch before the step.</returns>
    internal double Descend(Span<double> state, scoped in Batch batch, Loss loss, double rate) =>
        Move(state, batch, loss, rate, state);

    /// <summary>The gradient ∂loss/∂θ, laid out as the state.</summary>
    /// <param name="state">θ.</param>
    /// <param name="batch">The items.</param>
    /// <param name="loss">What is differentiated.</param>
    /// <param name="gradient">Filled; not the memory of the state.</param>
    /// <returns>The loss of the batch.</returns>
    internal double Differentiate(ReadOnlySpan<double> state, scoped in Batch batch, Loss loss, Span<double> gradient)
    {
        gradient.Clear();
        return Move(state, batch, loss, rate: -1, gradient);
    }

    /// <summary>Moves the state, or what is laid out as it, by −η ∂loss/∂θ.</summary>
    private double Move(ReadOnlySpan<double> state, scoped in Batch batch, Loss loss, double rate, Span<double> moved)
    {
        ReadOnlySpan<double> outputs = Forward(state, batch);
        double value = loss.Evaluate(outputs, batch.Targets, batch.Count, Part(error, layers.Length - 1, batch.Count));
        for (int l = layers.Length - 1; l > 0; l--)
        {
            Span<double> delta = Part(error, l, batch.Count);
            PassActivation(l, delta, batch.Count);
            Span<double> below = Part(errorBelow, l - 1, batch.Count);
            layers[l].Backward(state, Part(values[l - 1], l - 1, batch.Count), batch.Count, delta, rate, below, moved);
            (error, errorBelow) = (errorBelow, error);
        }
        Span<double> last = Part(error, 0, batch.Count);
        PassActivation(0, last, batch.Count);
        if (batch.OneHot.IsEmpty)
        {
            layers[0].Backward(state, batch.Inputs, batch.Count, last, rate, below: [], moved);
        }
        else
        {
            layers[0].Backward(batch.OneHot, last, rate, moved);
        }
        return value;
    }

    private void PassActivation(int layer, Span<double> delta, int count)
    {
        if (architecture.IsActivated(layer))
        {
            architecture.Activation.Backpropagate(
                Part(sums[layer], layer, count),
                Part(values[layer], layer, count),
                delta
            );
        }
    }

    private Span<double> Part(Memory<double> memory, int layer, int count) =>
        memory.Span[..(architecture.Sizes.Rows(layer) * count)];
}
