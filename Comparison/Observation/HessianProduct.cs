using Dynamics.Simulation.Data;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Observation;

/// <summary>The Hessian of ½ tr[(W − W*)Σ^x(W − W*)ᵀ] in all weights of W = W_L⋯W_1, as its exact product with a direction.</summary>
/// <remarks>
/// The gradient E_lM_{l−1}ᵀ of layer l, M_l = W_l⋯W_1 and E_{l−1} = W_lᵀE_l from E_L = WΣ^x − Σ^yx, differentiated along the direction:
/// six products of matrices with N_x columns a layer. Pearlmutter, Neural Computation 6 (1994) 147. Owns its work memory: one thread.
/// </remarks>
internal sealed class HessianProduct
{
    private readonly LayerSizes sizes;
    private readonly SecondMoments moments;
    private readonly IMatrixProducts products;
    private readonly double[] weights;

    // By the number of layers below, 0 to L: M, E and what a step along the direction adds to them.
    private readonly double[][] maps;
    private readonly double[][] errors;
    private readonly double[][] mapSteps;
    private readonly double[][] errorSteps;

    /// <param name="sizes">The layers, without biases; inputs and outputs as in the moments.</param>
    /// <param name="moments">Σ^x and Σ^yx.</param>
    /// <param name="products">Who multiplies matrices.</param>
    public HessianProduct(LayerSizes sizes, SecondMoments moments, IMatrixProducts products)
    {
        (this.sizes, this.moments, this.products) = (sizes, moments, products);
        weights = new double[sizes.Count];
        (maps, errors, mapSteps, errorSteps) = (PerWidth(), PerWidth(), PerWidth(), PerWidth());
        for (int input = 0; input < sizes.Inputs; input++)
        {
            maps[0][input * sizes.Inputs + input] = 1;
        }

        double[][] PerWidth() => [.. sizes.Widths.Select(width => new double[width * sizes.Inputs])];
    }

    /// <summary>Number of weights.</summary>
    public int Dimension => weights.Length;

    /// <summary>Takes the weights at which the Hessian is asked for.</summary>
    /// <param name="state">W_1 … W_L one after the other, each column-major.</param>
    public void MoveTo(ReadOnlySpan<double> state)
    {
        state.CopyTo(weights);
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            Forward(weights, layer, maps[layer], maps[layer + 1]);
        }
        moments.SigmaYX.Span.CopyTo(errors[^1]);
        TimesSigmaX(maps[^1], errors[^1], beta: -1);
        for (int layer = sizes.Depth - 1; layer > 0; layer--)
        {
            Backward(weights, layer, errors[layer + 1], errors[layer]);
        }
    }

    /// <summary>Writes Hv.</summary>
    /// <param name="direction">v, laid out as the weights.</param>
    /// <param name="result">Hv, laid out alike.</param>
    public void Apply(ReadOnlySpan<double> direction, Span<double> result)
    {
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            Forward(direction, layer, maps[layer], mapSteps[layer + 1]);
            Forward(weights, layer, mapSteps[layer], mapSteps[layer + 1], beta: 1);
        }
        TimesSigmaX(mapSteps[^1], errorSteps[^1], beta: 0);
        for (int layer = sizes.Depth - 1; layer >= 0; layer--)
        {
            Outer(layer, errorSteps[layer + 1], maps[layer], result, beta: 0);
            Outer(layer, errors[layer + 1], mapSteps[layer], result, beta: 1);
            if (layer > 0)
            {
                Backward(direction, layer, errors[layer + 1], errorSteps[layer]);
                Backward(weights, layer, errorSteps[layer + 1], errorSteps[layer], beta: 1);
            }
        }
    }

    /// <summary>W_l of some state times what is below it.</summary>
    private void Forward(ReadOnlySpan<double> state, int layer, double[] below, double[] above, double beta = 0) =>
        products.Product(
            new ProductShape(sizes.Rows(layer), sizes.Inputs, sizes.Columns(layer), Beta: beta),
            state[sizes[layer]],
            below,
            above
        );

    /// <summary>W_lᵀ of some state times what is above it.</summary>
    private void Backward(ReadOnlySpan<double> state, int layer, double[] above, double[] below, double beta = 0) =>
        products.Product(
            new ProductShape(sizes.Columns(layer), sizes.Inputs, sizes.Rows(layer), TransposeA: true, Beta: beta),
            state[sizes[layer]],
            above,
            below
        );

    /// <summary>EMᵀ into the place of layer l.</summary>
    private void Outer(int layer, double[] error, double[] map, Span<double> result, double beta) =>
        products.Product(
            new ProductShape(sizes.Rows(layer), sizes.Columns(layer), sizes.Inputs, TransposeB: true, Beta: beta),
            error,
            map,
            result[sizes[layer]]
        );

    private void TimesSigmaX(double[] map, double[] result, double beta) =>
        products.Product(
            new ProductShape(sizes.Outputs, sizes.Inputs, sizes.Inputs, Beta: beta),
            map,
            moments.SigmaX.Span,
            result
        );
}
