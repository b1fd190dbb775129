using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>When a curve arrives at a part of its target, or from when on it stays there, as it is read sample by sample.</summary>
/// <remarks>
/// The part of a target that is not 0 is counted from 0, as in half of a strength; of what has to vanish, a loss, from its start.
/// </remarks>
internal struct Arrival
{
    // A chaotic curve is near its target now and then, and leaves it again by a factor of two or so in every epoch. That it is
    // there at the last sample by chance is likely once in some hundred runs; at the last ten, once in a hundred thousand.
    private const int LongestProof = 10;

    private readonly int proof; // samples that have to be seen there
    private readonly double target;
    private readonly double level; // the value to reach
    private readonly bool rises; // towards it
    private readonly bool settles;
    private double first = double.NaN;
    private int seen;

    /// <param name="measure">What part, and whether it has to stay.</param>
    /// <param name="start">The simulation's first value.</param>
    /// <param name="target">What the curve tends to.</param>
    /// <param name="samples">
    /// How many there are. A curve has settled only if it is there at the last ten of them, of fewer than twenty at half.
    /// </param>
    public Arrival(SweepMeasure.TimeTo measure, double start, double target, int samples)
    {
        proof = measure.Settles ? Math.Clamp(samples / 2, 1, LongestProof) : 1;
        this.target = target;
        level = target == 0 ? (1 - measure.Fraction) * start : measure.Fraction * target;
        rises = level <= target;
        settles = measure.Settles;
    }

    /// <summary>When it arrived; NaN if it has not, or has not been there long enough to have settled.</summary>
    public readonly double Time => seen >= proof ? first : double.NaN;

    /// <summary>Reads the next sample.</summary>
    public void See(double time, double value)
    {
        bool isThere =
            settles ? Math.Abs(value - target) <= Math.Abs(level - target)
            : rises ? value >= level
            : value <= level;
        if (!isThere && settles)
        {
            (first, seen) = (double.NaN, 0);
        }
        else if (isThere || seen > 0)
        {
            first = seen == 0 ? time : first;
            seen++;
        }
    }
}
