using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent.Rules;

/// <summary>Means of gradients and of their squares, corrected for having begun at 0; remembers m, then v.</summary>
/// <remarks>
/// θ ← θ − η m̂/(√v̂ + ε), where m̂ = m/(1 − β₁ᵏ) and v̂ = v/(1 − β₂ᵏ). The number of the update is a function of the epoch, so
/// that nothing else has to be remembered.
/// </remarks>
/// <param name="adam">β₁, β₂ and ε.</param>
/// <param name="count">Number of weights.</param>
internal sealed class AdamRule(Optimiser.Adam adam, int count) : IUpdateRule
{
    private readonly double[] scratch = new double[count];

    /// <inheritdoc/>
    public int Memories => 2;

    /// <inheritdoc/>
    public void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update)
    {
        Span<double> mean = memory[..count];
        Span<double> square = memory[count..];
        SquareAverage.Update(square, gradient, adam.SecondSmoothing, scratch);
        TensorPrimitives.Multiply(mean, adam.FirstSmoothing, mean);
        TensorPrimitives.MultiplyAdd(gradient, 1 - adam.FirstSmoothing, mean, mean);
        TensorPrimitives.Sqrt<double>(square, scratch);
        TensorPrimitives.Divide(scratch, Math.Sqrt(1 - Math.Pow(adam.SecondSmoothing, update)), scratch);
        TensorPrimitives.Add(scratch, adam.Epsilon, scratch);
        TensorPrimitives.Divide(mean, scratch, gradient);
        double corrected = rate / (1 - Math.Pow(adam.FirstSmoothing, update));
        TensorPrimitives.MultiplyAdd(gradient, -corrected, weights, weights);
    }
}
