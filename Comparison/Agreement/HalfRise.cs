namespace Dynamics.Comparison.Agreement;

/// <summary>The time at which a curve first rises through half of what it tends to.</summary>
public static class HalfRise
{
    /// <summary>First upward crossing of samples, linear between them.</summary>
    /// <remarks>Simulation and theory are treated alike, so that curves that coincide have no shift however sparse the samples.</remarks>
    /// <param name="times">Sample times, ascending.</param>
    /// <param name="values">One value per time.</param>
    /// <param name="target">What the curve tends to; nothing rises to a target that is not positive.</param>
    /// <returns>The time, or null if there is no such crossing.</returns>
    public static double? Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double target)
    {
        double half = target / 2;
        for (int index = 1; target > 0 && index < values.Length; index++)
        {
            (double below, double above) = (values[index - 1], values[index]);
            if (below < half && above >= half)
            {
                return times[index - 1] + (half - below) / (above - below) * (times[index] - times[index - 1]);
            }
        }
        return null;
    }
}
