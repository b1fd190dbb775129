using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>When a curve arrives at a part of its target, or from when on it stays there, as it is read sample by sample.</summary>
/// <remarks>
/// The part of a target that is not 0 is counted from 0, as in half of a strength; of what has to vanish, a loss, from its start.
/// </remarks>
internal struct Arrival
{
    private readonly double target;
    private readonly double level; // the value to reach
    private readonly bool rises; // towards it
    private readonly bool settles;

    /// <param name="measure">What part, and whether it has to stay.</param>
    /// <param name="start">The simulation's first value.</param>
    /// <param name="target">What the curve tends to.</param>
    public Arrival(SweepMeasure.TimeTo measure, double start, double target)
    {
        this.target = target;
        level = target == 0 ? (1 - measure.Fraction) * start : measure.Fraction * target;
        rises = level <= target;
        settles = measure.Settles;
    }

    /// <summary>When it arrived; NaN if it has not.</summary>
    public double Time { get; private set; } = double.NaN;

    /// <summary>Reads the next sample.</summary>
    public void See(double time, double value)
    {
        bool isThere =
            settles ? Math.Abs(value - target) <= Math.Abs(level - target)
            : rises ? value >= level
            : value <= level;
        if (!isThere && settles)
        {
            Time = double.NaN;
        }
        else if (isThere && double.IsNaN(Time))
        {
            Time = time;
        }
    }
}
