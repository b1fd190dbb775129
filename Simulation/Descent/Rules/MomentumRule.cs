using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent.Rules;

/// <summary>z ← βz + g, θ ← θ − η z, or with Nesterov's look ahead θ ← θ − η(g + βz); remembers z.</summary>
internal sealed class MomentumRule(Optimiser.Momentum momentum) : IUpdateRule
{
    /// <inheritdoc/>
    public int Memories => 1;

    /// <inheritdoc/>
    public void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update)
    {
        TensorPrimitives.MultiplyAdd(memory, momentum.Coefficient, gradient, memory);
        if (momentum.IsNesterov)
        {
            TensorPrimitives.MultiplyAdd(memory, momentum.Coefficient, gradient, gradient);
            TensorPrimitives.MultiplyAdd(gradient, -rate, weights, weights);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(memory, -rate, weights, weights);
        }
    }
}
