using Dynamics.Simulation.Integration;

namespace SimulationTests.Integration;

/// <summary>dy/dt = 2ty has y = exp(t²). Depends on t on purpose: a wrong node C[i] is invisible otherwise.</summary>
internal sealed class Growth : IVectorField
{
    public int Dimension => 1;

    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) =>
        derivative[0] = 2 * time * state[0];
}

/// <summary>A point on the unit circle, turning once in 2π.</summary>
internal sealed class Rotation : IVectorField
{
    public int Dimension => 2;

    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        derivative[0] = -state[1];
        derivative[1] = state[0];
    }
}

/// <summary>dy/dt = y² from y(0) = 1 has y = 1/(1 − t): infinite at t = 1.</summary>
internal sealed class BlowUp : IVectorField
{
    public int Dimension => 1;

    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) =>
        derivative[0] = state[0] * state[0];
}
