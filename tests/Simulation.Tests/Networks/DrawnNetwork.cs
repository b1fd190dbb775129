using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Networks;

/// <summary>What a start wrote: every array was NaN before, so nothing can have been left out.</summary>
internal sealed class DrawnNetwork
{
    private readonly LayerSizes sizes;

    internal DrawnNetwork(IStart start, LayerSizes sizes)
    {
        this.sizes = sizes;
        State = [.. Enumerable.Repeat(double.NaN, sizes.Count)];
        start.Fill(sizes, State);
        State.ShouldAllBe(value => double.IsFinite(value));
    }

    internal double[] State { get; }

    internal double[] Weights(int layer) => State[sizes[layer]];

    internal double[] Bias(int layer) => State[sizes.Bias(layer)];

    internal Matrix<double> Layer(int layer) =>
        Matrix<double>.Build.Dense(sizes.Rows(layer), sizes.Columns(layer), Weights(layer));

    internal Matrix<double> Map() =>
        Enumerable.Range(0, sizes.Depth).Select(Layer).Aggregate((below, above) => above * below);

    /// <summary>W_{l+2}ᵀW_{l+2} − W_{l+1}W_{l+1}ᵀ, conserved by every linear flow.</summary>
    internal Matrix<double> Imbalance(int layer) =>
        Layer(layer + 1).TransposeThisAndMultiply(Layer(layer + 1)) - Layer(layer).TransposeAndMultiply(Layer(layer));

    internal static double Largest(Matrix<double> matrix) => matrix.ToColumnMajorArray().Max(Math.Abs);
}
