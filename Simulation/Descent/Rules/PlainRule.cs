using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent.Rules;

/// <summary>θ ← θ − η g.</summary>
internal sealed class PlainRule : IUpdateRule
{
    /// <inheritdoc/>
    public int Memories => 0;

    /// <inheritdoc/>
    public void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update) =>
        TensorPrimitives.MultiplyAdd(gradient, -rate, weights, weights);
}
