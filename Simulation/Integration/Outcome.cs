namespace Dynamics.Simulation.Integration;

/// <summary>How a run ended. A run that fails numerically ends with its samples so far; it does not throw.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The end was reached.</summary>
    public sealed record Reached : Outcome;

    /// <summary>A number stopped being finite.</summary>
    /// <remarks>Common causes: a fixed step above 2/(fastest rate), a learning rate above the stability limit.</remarks>
    /// <param name="Time">End of the step that produced it.</param>
    /// <param name="Step">Number of that step, 1-based.</param>
    /// <param name="Entry">0-based place of the first such entry in the flat state.</param>
    public sealed record Diverged(double Time, long Step, int Entry) : Outcome;

    /// <summary>The tolerances asked for steps that no longer change the time.</summary>
    /// <remarks>Common causes: a solution that blows up in finite time, tolerances below rounding.</remarks>
    /// <param name="Time">Where the run stood.</param>
    /// <param name="Step">Number of accepted steps.</param>
    /// <param name="StepSize">The step that was too small.</param>
    public sealed record StepTooSmall(double Time, long Step, double StepSize) : Outcome;

    /// <summary>An adaptive run used up the steps it was allowed.</summary>
    /// <param name="Time">Where the run stood.</param>
    /// <param name="Step">Number of steps tried.</param>
    public sealed record StepLimit(double Time, long Step) : Outcome;
}
