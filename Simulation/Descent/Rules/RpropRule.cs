namespace Dynamics.Simulation.Descent.Rules;

/// <summary>A step per weight that grows while the sign of its gradient stays; remembers the steps, then the gradients.</summary>
/// <remarks>
/// Where the sign turned, the weight rests in this update, and the gradient is remembered as 0, so that the step neither grows
/// nor shrinks in the next: PyTorch's form, Rprop without a way back. The rate is the first step, and means nothing later.
/// </remarks>
/// <param name="rprop">Factors and limits of the steps.</param>
/// <param name="count">Number of weights.</param>
internal sealed class RpropRule(Optimiser.Rprop rprop, int count) : IUpdateRule
{
    /// <inheritdoc/>
    public int Memories => 2;

    /// <inheritdoc/>
    public void Begin(Span<double> memory, double rate) => memory[..count].Fill(rate);

    /// <inheritdoc/>
    public void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update)
    {
        Span<double> steps = memory[..count];
        Span<double> previous = memory[count..];
        for (int weight = 0; weight < count; weight++)
        {
            double slope = gradient[weight];
            double agreement = slope * previous[weight];
            double factor =
                agreement > 0 ? rprop.Grow
                : agreement < 0 ? rprop.Shrink
                : 1;
            steps[weight] = Math.Clamp(steps[weight] * factor, rprop.Smallest, rprop.Largest);
            slope = agreement < 0 ? 0 : slope;
            // What is not a number stays so: then the run has diverged.
            weights[weight] -=
                slope > 0 ? steps[weight]
                : slope < 0 ? -steps[weight]
                : slope;
            previous[weight] = slope;
        }
    }
}
