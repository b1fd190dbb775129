using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>All weight matrices of a network at one moment, as windows on its flat state.</summary>
/// <param name="Sizes">The layers.</param>
/// <param name="State">All weights: W_1 … W_L one after the other, each column-major.</param>
public readonly record struct NetworkView(LayerSizes Sizes, ReadOnlyMemory<double> State)
{
    /// <summary>W_{layer+1}.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public WeightView this[int layer] => new(State[Sizes[layer]], Sizes.Rows(layer), Sizes.Columns(layer));

    /// <summary>Copies of W_1 … W_L, input side first.</summary>
    public IReadOnlyList<Matrix<double>> ToMatrices()
    {
        NetworkView network = this;
        return [.. Enumerable.Range(0, Sizes.Depth).Select(layer => network[layer].ToMatrix())];
    }
}
