using System.Numerics.Tensors;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Flow;

/// <summary>Gradient flow of a deep linear network on squared error, all layers at once.</summary>
/// <remarks>
/// τ dW_l/dt = (W_L⋯W_{l+1})ᵀ (Σ^yx − WΣ^x) (W_{l−1}⋯W_1)ᵀ with W = W_L⋯W_1, for any depth L ≥ 1. For L = 2 and L = 1
/// these are the mean weight updates of Saxe, McClelland and Ganguli, arXiv:1312.6120. One evaluation takes 3(L − 1)
/// matrix products, one more when Σ^x ≠ 1. With a weight decay γ every layer's right side has −γW_l too: the imbalance
/// W_{l+1}ᵀW_{l+1} − W_lW_lᵀ, conserved without, then shrinks as e^{−2γt/τ}.
/// </remarks>
public sealed class GradientFlowField : IVectorField
{
    private readonly LayerSizes sizes;
    private readonly SecondMoments moments;
    private readonly IMatrixProducts products;
    private readonly double rate;

    // maps[l] = W_{l+1}⋯W_1 for 0 < l; the first is W_1 itself. The last exists only where the residual needs W by itself.
    private readonly double[][] maps;
    private readonly double[] residual;

    // The error carried back from the output to layer l, and to the layer below it.
    private double[] back;
    private double[] backBelow;

    /// <param name="sizes">The layers; inputs and outputs as in the moments.</param>
    /// <param name="moments">Σ^x and Σ^yx.</param>
    /// <param name="timeConstant">τ; positive and finite.</param>
    /// <param name="products">Who multiplies matrices.</param>
    /// <exception cref="ArgumentException">The network does not fit the task, or τ is not positive and finite.</exception>
    public GradientFlowField(LayerSizes sizes, SecondMoments moments, double timeConstant, IMatrixProducts products)
    {
        if (sizes.Inputs != moments.Inputs || sizes.Outputs != moments.Outputs)
        {
            throw new ArgumentException(
                $"The network has {sizes.Inputs} inputs and {sizes.Outputs} outputs, but the task has "
                    + $"{moments.Inputs} and {moments.Outputs}.",
                nameof(sizes)
            );
        }
        if (!(timeConstant > 0 && double.IsFinite(timeConstant)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeConstant),
                timeConstant,
                "The time constant must be positive and finite."
            );
        }
        this.sizes = sizes;
        this.moments = moments;
        this.products = products;
        rate = 1 / timeConstant;
        int widestBack = sizes.Widths.Skip(1).Max() * sizes.Inputs;
        maps = [.. Enumerable.Range(0, sizes.Depth).Select(NewMap)];
        residual = new double[sizes.Outputs * sizes.Inputs];
        back = sizes.Depth > 2 ? new double[widestBack] : [];
        backBelow = sizes.Depth > 2 ? new double[widestBack] : [];

        double[] NewMap(int layer) =>
            layer > 0 && (layer < sizes.Depth - 1 || !moments.IsWhite)
                ? new double[sizes.Rows(layer) * sizes.Inputs]
                : [];
    }

    /// <summary>γ of loss + ½γ Σ‖W_l‖²; finite and not negative, 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double WeightDecay
    {
        get;
        init =>
            field =
                value >= 0 && double.IsFinite(value)
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "The weight decay must be finite and not negative."
                    );
    }

    /// <inheritdoc/>
    public int Dimension => sizes.Count;

    /// <inheritdoc/>
    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        for (int layer = 1; layer < sizes.Depth - 1; layer++)
        {
            MultiplyInto(layer, state, maps[layer]);
        }
        FillResidual(state);
        CarryBack(state, derivative);
        if (WeightDecay > 0)
        {
            TensorPrimitives.MultiplyAdd(state, -rate * WeightDecay, derivative, derivative);
        }
    }

    /// <summary>Σ^yx − WΣ^x.</summary>
    private void FillResidual(ReadOnlySpan<double> state)
    {
        moments.SigmaYX.Span.CopyTo(residual);
        int last = sizes.Depth - 1;
        if (!moments.IsWhite)
        {
            ReadOnlySpan<double> map = state[sizes[0]];
            if (last > 0)
            {
                MultiplyInto(last, state, maps[last]);
                map = maps[last];
            }
            products.Product(
                new ProductShape(sizes.Outputs, sizes.Inputs, sizes.Inputs, Alpha: -1, Beta: 1),
                map,
                moments.SigmaX.Span,
                residual
            );
        }
        else if (last > 0)
        {
            // W = W_L (W_{L−1}⋯W_1) is subtracted as it is formed.
            products.Product(
                new ProductShape(sizes.Outputs, sizes.Inputs, sizes.Columns(last), Alpha: -1, Beta: 1),
                state[sizes[last]],
                MapBelow(last, state),
                residual
            );
        }
        else
        {
            for (int index = 0; index < residual.Length; index++)
            {
                residual[index] -= state[index];
            }
        }
    }

    /// <summary>Walks from the output to the input, leaving each layer's derivative behind.</summary>
    private void CarryBack(ReadOnlySpan<double> state, Span<double> derivative)
    {
        ReadOnlySpan<double> error = residual;
        for (int layer = sizes.Depth - 1; layer > 0; layer--)
        {
            products.Product(
                new ProductShape(sizes.Rows(layer), sizes.Columns(layer), sizes.Inputs, TransposeB: true, Alpha: rate),
                error,
                MapBelow(layer, state),
                derivative[sizes[layer]]
            );
            // Into W_1 the error arrives as its derivative: no product follows.
            bool arrives = layer == 1;
            Span<double> below = arrives
                ? derivative[sizes[0]]
                : backBelow.AsSpan(0, sizes.Columns(layer) * sizes.Inputs);
            products.Product(
                new ProductShape(
                    sizes.Columns(layer),
                    sizes.Inputs,
                    sizes.Rows(layer),
                    TransposeA: true,
                    Alpha: arrives ? rate : 1
                ),
                state[sizes[layer]],
                error,
                below
            );
            (back, backBelow) = (backBelow, back);
            error = below;
        }
        if (sizes.Depth == 1)
        {
            for (int index = 0; index < residual.Length; index++)
            {
                derivative[index] = rate * residual[index];
            }
        }
    }

    /// <summary>W_{layer+1}⋯W_1 = W_{layer+1} (W_layer⋯W_1).</summary>
    private void MultiplyInto(int layer, ReadOnlySpan<double> state, Span<double> map) =>
        products.Product(
            new ProductShape(sizes.Rows(layer), sizes.Inputs, sizes.Columns(layer)),
            state[sizes[layer]],
            MapBelow(layer, state),
            map
        );

    private ReadOnlySpan<double> MapBelow(int layer, ReadOnlySpan<double> state) =>
        layer == 1 ? state[sizes[0]] : maps[layer - 1];
}
