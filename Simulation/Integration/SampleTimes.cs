namespace Dynamics.Simulation.Integration;

/// <summary>When a run shows its state. The start is always shown, and so is the end.</summary>
public abstract record SampleTimes
{
    private SampleTimes() { }

    /// <summary>After every step; after every accepted step of an adaptive method.</summary>
    public sealed record EveryStep : SampleTimes;

    /// <summary>At 0, Interval, 2·Interval, …</summary>
    /// <param name="Interval">Positive; a whole number of steps where the step is fixed.</param>
    public sealed record Every(double Interval) : SampleTimes;

    /// <summary>At 0 and at Count times from the first step (adaptive: 1e-4 of the end) to the end, evenly spaced in ln t.</summary>
    /// <param name="Count">At least 2. Where the step is fixed, times move to the nearest step and merge.</param>
    public sealed record Logarithmic(int Count) : SampleTimes;

    /// <summary>At the times given.</summary>
    /// <param name="Times">Increasing, not negative; each met by a step where the step is fixed.</param>
    public sealed record At(IReadOnlyList<double> Times) : SampleTimes;
}
