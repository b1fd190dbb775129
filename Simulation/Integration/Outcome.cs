namespace Dynamics.Simulation.Integration;

/// <summary>How a run ended. A run that fails numerically ends with its samples so far; it does not throw.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The end was reached.</summary>
    public sealed record Reached : Outcome;

    /// <summary>A weight, or a number that is computed from finite weights such as the loss, stopped being finite.</summary>
    /// <remarks>Common causes: a fixed step above 2/(fastest rate), a learning rate above the stability limit.</remarks>
    /// <param name="Time">End of the step that produced it.</param>
    /// <param name="Step">Number of that step, 1-based.</param>
    /// <param name="Entry">0-based place of the first such entry in the flat state; −1 where all of them are finite.</param>
    public sealed record Diverged(double Time, long Step, int Entry) : Outcome
    {
        /// <summary>What overflowed where all weights are finite, such as "the training loss"; null where a weight did.</summary>
        public string? Quantity { get; init; }

        /// <summary>A divergence of a number computed from finite weights.</summary>
        /// <param name="quantity">What overflowed.</param>
        /// <param name="time">When it was computed.</param>
        /// <param name="step">After, or in, which step; 1-based.</param>
        public static Diverged In(string quantity, double time, long step) =>
            new(time, step, Entry: -1) { Quantity = quantity };
    }

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
