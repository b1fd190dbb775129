using System.Numerics.Tensors;

namespace Dynamics.Simulation.Descent.Rules;

/// <summary>v ← ρv + (1 − ρ)g².</summary>
internal static class SquareAverage
{
    /// <param name="average">v; brought up to date.</param>
    /// <param name="gradient">g.</param>
    /// <param name="smoothing">ρ.</param>
    /// <param name="scratch">As long as both; overwritten.</param>
    internal static void Update(
        Span<double> average,
        ReadOnlySpan<double> gradient,
        double smoothing,
        Span<double> scratch
    )
    {
        TensorPrimitives.Multiply(gradient, gradient, scratch);
        TensorPrimitives.Multiply(average, smoothing, average);
        TensorPrimitives.MultiplyAdd(scratch, 1 - smoothing, average, average);
    }
}
