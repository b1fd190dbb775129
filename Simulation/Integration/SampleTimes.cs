namespace Dynamics.Simulation.Integration;

/// <summary>When a run shows its state.</summary>
public abstract record SampleTimes
{
    private SampleTimes() { }

    /// <summary>At the start and after every step; of an adaptive method, after every accepted step.</summary>
    public sealed record EveryStep : SampleTimes;

    /// <summary>At 0, Interval, 2·Interval, … and at the end.</summary>
    /// <param name="Interval">Positive; a whole number of steps where the step is fixed.</param>
    public sealed record Every(double Interval) : SampleTimes;

    /// <summary>At 0 and at Count times evenly spaced in ln t, from the first step (adaptive: 1e-4 of the end) to the end.</summary>
    /// <param name="Count">At least 2. Where the step is fixed, times move to the nearest step and equal ones merge.</param>
    public sealed record Logarithmic(int Count) : SampleTimes;

    /// <summary>At the times given and no others.</summary>
    /// <param name="Times">Increasing, not negative, not after the end; each met by a step where the step is fixed.</param>
    public sealed record At(IReadOnlyList<double> Times) : SampleTimes;
}
