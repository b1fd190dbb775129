using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent.Curvature;

/// <summary>Products of the Hessian of a batch's loss, or of its Gauss–Newton part, with directions in weight space.</summary>
/// <remarks>
/// The derivative of the gradient along a direction, exact and at the price of two gradients: every line of backpropagation is
/// differentiated, as B. A. Pearlmutter has it (Fast exact multiplication by the Hessian, Neural Computation 6, 1994). The
/// Gauss–Newton part JᵀΛJ, with the derivatives J of the outputs by the weights and Λ those of the error by the outputs, is what
/// is left where the error itself is taken to be 0. Owns its work memory: one instance, one thread.
/// </remarks>
internal sealed class BatchCurvature
{
    private readonly LayerSizes sizes;
    private readonly CurvedLayer[] layers;
    private readonly double[] inputs;
    private readonly double[] scratch;
    private double[] error;
    private double[] errorBelow;

    // Of the place that was gone to last.
    private Loss loss;
    private int count;

    /// <param name="architecture">The network.</param>
    /// <param name="capacity">Most items in a batch; positive.</param>
    /// <param name="products">Who multiplies matrices.</param>
    internal BatchCurvature(Architecture architecture, int capacity, IMatrixProducts products)
    {
        sizes = architecture.Sizes;
        layers =
        [
            .. Enumerable.Range(0, sizes.Depth).Select(l => new CurvedLayer(architecture, l, capacity, products)),
        ];
        inputs = new double[sizes.Inputs * capacity];
        scratch = new double[sizes.Outputs * capacity];
        int widest = sizes.Widths.Max();
        error = new double[widest * capacity];
        errorBelow = new double[widest * capacity];
    }

    /// <summary>Goes to a place in weight space, and a batch.</summary>
    /// <param name="state">θ; the same is handed to <see cref="Multiply"/>.</param>
    /// <param name="batch">The items.</param>
    /// <param name="batchLoss">Whose second derivatives are asked for.</param>
    /// <param name="isGaussNewton">Whether those of the outputs are left out.</param>
    internal void Begin(ReadOnlySpan<double> state, scoped in Batch batch, Loss batchLoss, bool isGaussNewton)
    {
        (loss, count) = (batchLoss, batch.Count);
        CopyInputs(batch);
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l].Forward(state, Given(l), count);
        }
        Span<double> e = error.AsSpan(0, sizes.Outputs * count);
        loss.Evaluate(layers[^1].Value(count), batch.Targets, count, e);
        if (isGaussNewton)
        {
            e.Clear();
        }
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            Span<double> here = error.AsSpan(0, sizes.Rows(l) * count);
            layers[l].Backward(state, count, here, errorBelow.AsSpan(0, sizes.Columns(l) * count));
            (error, errorBelow) = (errorBelow, error);
        }
    }

    /// <summary>H v.</summary>
    /// <param name="state">θ, as it was when this place was gone to.</param>
    /// <param name="direction">v, laid out as the weights.</param>
    /// <param name="result">H v; filled.</param>
    internal void Multiply(ReadOnlySpan<double> state, ReadOnlySpan<double> direction, Span<double> result)
    {
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l].ForwardChange(state, direction, Given(l), GivenChange(l), count);
        }
        Span<double> change = error.AsSpan(0, sizes.Outputs * count);
        layers[^1].ValueChange(count).CopyTo(change);
        loss.Curve(layers[^1].Value(count), count, change, scratch);
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            Span<double> here = error.AsSpan(0, sizes.Rows(l) * count);
            Span<double> below = errorBelow.AsSpan(0, sizes.Columns(l) * count);
            layers[l].BackwardChange(state, direction, Given(l), GivenChange(l), count, here, result, below);
            (error, errorBelow) = (errorBelow, error);
        }
    }

    private ReadOnlySpan<double> Given(int layer) =>
        layer == 0 ? inputs.AsSpan(0, sizes.Inputs * count) : layers[layer - 1].Value(count);

    private ReadOnlySpan<double> GivenChange(int layer) => layer == 0 ? [] : layers[layer - 1].ValueChange(count);

    private void CopyInputs(scoped in Batch batch)
    {
        if (batch.OneHot.IsEmpty)
        {
            batch.Inputs.CopyTo(inputs);
            return;
        }
        Array.Clear(inputs);
        for (int index = 0; index < count; index++)
        {
            inputs[index * sizes.Inputs + batch.OneHot[index]] = 1;
        }
    }
}
