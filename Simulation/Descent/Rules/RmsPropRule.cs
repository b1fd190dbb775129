using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent.Rules;

/// <summary>v ← αv + (1 − α)g², θ ← θ − η g/(√v + ε); remembers v.</summary>
/// <param name="rmsProp">α and ε.</param>
/// <param name="count">Number of weights.</param>
internal sealed class RmsPropRule(Optimiser.RmsProp rmsProp, int count) : IUpdateRule
{
    private readonly double[] scratch = new double[count];

    /// <inheritdoc/>
    public int Memories => 1;

    /// <inheritdoc/>
    public void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update)
    {
        SquareAverage.Update(memory, gradient, rmsProp.Smoothing, scratch);
        TensorPrimitives.Sqrt<double>(memory, scratch);
        TensorPrimitives.Add(scratch, rmsProp.Epsilon, scratch);
        TensorPrimitives.Divide(gradient, scratch, gradient);
        TensorPrimitives.MultiplyAdd(gradient, -rate, weights, weights);
    }
}
