using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>A map followed step by step, looked at through one number, at any time in steps.</summary>
/// <remarks>
/// Exact at whole steps; between two of them there is no descent, and the value is that on the straight line. It stands at one
/// place and walks from there, so that times asked in increasing order cost one walk in all and no memory; an earlier time walks
/// anew from the start. For one thread at a time.
/// </remarks>
/// <typeparam name="T">What the map moves.</typeparam>
internal sealed class StepWalk<T>
    where T : struct
{
    private readonly T start;
    private readonly Func<T, int, T> next;
    private readonly Func<T, double> value;
    private T now;
    private int steps;

    /// <param name="start">Where it starts.</param>
    /// <param name="next">From the state at a 0-based step to the next.</param>
    /// <param name="value">What is asked for.</param>
    public StepWalk(T start, Func<T, int, T> next, Func<T, double> value)
    {
        (this.start, this.next, this.value) = (start, next, value);
        now = start;
    }

    /// <summary>The value at a time counted in steps.</summary>
    /// <param name="time">From 0 to 2³¹ − 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside this range.</exception>
    public double At(double time)
    {
        Require.Time(time);
        if (time >= int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                $"More than {int.MaxValue - 1} steps are not counted."
            );
        }
        int whole = (int)time;
        if (whole < steps)
        {
            (steps, now) = (0, start);
        }
        for (; steps < whole; steps++)
        {
            now = next(now, steps);
        }
        double share = time - whole;
        // Apart, as a value beyond the range of a double would spoil even its neighbour.
        return share == 0 ? value(now) : (1 - share) * value(now) + share * value(next(now, steps));
    }
}
