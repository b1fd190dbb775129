namespace Dynamics.Simulation.Integration;

/// <summary>The right-hand side of an ordinary differential equation dy/dt = f(t, y).</summary>
public interface IVectorField
{
    /// <summary>Length of y.</summary>
    int Dimension { get; }

    /// <summary>Writes f(t, y).</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y, of length <see cref="Dimension"/>.</param>
    /// <param name="derivative">Filled with f(t, y); never the same memory as <paramref name="state"/>.</param>
    void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative);
}
