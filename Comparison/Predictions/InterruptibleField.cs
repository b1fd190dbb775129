using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Predictions;

/// <summary>Lets an interruption end an integration between two evaluations, however far apart its samples are.</summary>
internal sealed class InterruptibleField(IVectorField inner, CancellationToken interruption) : IVectorField
{
    public int Dimension => inner.Dimension;

    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        interruption.ThrowIfCancellationRequested();
        inner.Evaluate(time, state, derivative);
    }
}
