namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The times 0, Δt, 2Δt, … that a fixed step meets.</summary>
internal static class StepGrid
{
    /// <summary>Whether a time is met, up to the rounding of both numbers as decimals.</summary>
    public static bool Meets(double time, double step)
    {
        double count = time / step;
        return Math.Abs(count - Math.Round(count)) <= 1e-9 + 1e-15 * count;
    }

    /// <summary>The times met just below and just above.</summary>
    public static (double Below, double Above) Neighbours(double time, double step)
    {
        double count = Math.Floor(time / step);
        return (count * step, (count + 1) * step);
    }
}
