using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>One number of a curve, whether it was simulated or predicted.</summary>
internal static class CurveMeasure
{
    /// <summary>The number of one trial's simulation, or of what a theory says at its sample times.</summary>
    /// <param name="measure">Anything but an error, a variance or a critical rate, which are not numbers of one curve.</param>
    /// <param name="trial">The trial; at least one sample.</param>
    /// <param name="column">The column.</param>
    /// <param name="ending">Of a theory's column, <c>@theory</c>; empty for the simulation.</param>
    public static double Of(SweepMeasure measure, Trial trial, string column, string ending)
    {
        ReadOnlySpan<double> times = trial.Samples["time"];
        ReadOnlySpan<double> seen = trial.Samples[column];
        ReadOnlySpan<double> values = trial.Samples[column + ending];
        double target = trial.Targets.GetValueOrDefault(column, double.NaN);
        return measure switch
        {
            SweepMeasure.TimeTo timeTo => TimeTo(times, values, new Arrival(timeTo, seen[0], target, times.Length)),
            SweepMeasure.Final => values[^1],
            SweepMeasure.Rate => ContractionRate.Of(times, values, target),
            SweepMeasure.Stable stable => IsStable(values, target, stable.Limit * Math.Abs(seen[0] - target)) ? 1 : 0,
            _ => throw new ArgumentException($"{measure.Name} is no number of one curve.", nameof(measure)),
        };
    }

    private static double TimeTo(ReadOnlySpan<double> times, ReadOnlySpan<double> values, Arrival arrival)
    {
        for (int index = 0; index < values.Length; index++)
        {
            arrival.See(times[index], values[index]);
        }
        return arrival.Time;
    }

    // Not "> allowed": a NaN is not stable.
    private static bool IsStable(ReadOnlySpan<double> values, double target, double allowed)
    {
        foreach (double value in values)
        {
            if (!(Math.Abs(value - target) <= allowed))
            {
                return false;
            }
        }
        return true;
    }
}
