namespace Dynamics.Comparison.Agreement;

/// <summary>The time at which a curve first rises through half of what it tends to.</summary>
public static class HalfRise
{
    /// <summary>First upward crossing of samples, linear between them.</summary>
    /// <param name="times">Sample times, ascending.</param>
    /// <param name="values">One value per time.</param>
    /// <param name="target">What the curve tends to; nothing rises to a target that is not positive.</param>
    /// <returns>The time, or null if there is no such crossing.</returns>
    public static double? Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double target)
    {
        double half = target / 2;
        int above = FirstCrossing(values, half, target);
        if (above < 0)
        {
            return null;
        }
        double share = (half - values[above - 1]) / (values[above] - values[above - 1]);
        return times[above - 1] + share * (times[above] - times[above - 1]);
    }

    /// <summary>First upward crossing of a curve known at every time, found by bisection between samples.</summary>
    /// <param name="times">Sample times, ascending.</param>
    /// <param name="values">The curve at those times.</param>
    /// <param name="target">What the curve tends to.</param>
    /// <param name="curve">The curve itself.</param>
    /// <returns>The time to the last bit, or null if no sample shows a crossing.</returns>
    public static double? Of(
        ReadOnlySpan<double> times,
        ReadOnlySpan<double> values,
        double target,
        Func<double, double> curve
    )
    {
        double half = target / 2;
        int above = FirstCrossing(values, half, target);
        if (above < 0)
        {
            return null;
        }
        (double below, double reached) = (times[above - 1], times[above]);
        while (true)
        {
            double middle = below + (reached - below) / 2;
            if (middle <= below || middle >= reached)
            {
                return reached;
            }
            (below, reached) = curve(middle) < half ? (middle, reached) : (below, middle);
        }
    }

    private static int FirstCrossing(ReadOnlySpan<double> values, double half, double target)
    {
        for (int index = 1; target > 0 && index < values.Length; index++)
        {
            if (values[index - 1] < half && values[index] >= half)
            {
                return index;
            }
        }
        return -1;
    }
}
