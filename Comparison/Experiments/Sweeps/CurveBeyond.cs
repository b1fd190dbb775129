using Dynamics.Comparison.Predictions;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>A predicted curve after the simulation beside it diverged: where it would have been looked at, had it gone on.</summary>
internal static class CurveBeyond
{
    /// <summary>When a theory reaches a level after the last sample of a run that diverged; NaN if never.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="predicted">What the theory said of it.</param>
    /// <param name="column">Which curve.</param>
    /// <param name="level">The level.</param>
    /// <param name="end">The end of the run as it was planned.</param>
    public static double TimeTo(Trial trial, PredictedTrial predicted, string column, double level, double end)
    {
        ReadOnlySpan<double> times = trial.Samples["time"];
        if (
            trial.Outcome is null or Outcome.Reached
            || times.Length < 2
            || predicted.Forecast is not Forecast.Curves curves
        )
        {
            return double.NaN;
        }
        bool rises = level >= trial.Samples[column][0];
        (double last, double interval) = (times[^1], times[^1] - times[^2]);
        double[] values = new double[curves.Observables.Count];
        int place = curves.Observables.ToList().IndexOf(column);
        // Rounded up to the last sample: an end is one, up to the rounding of its own decimals.
        long samples = (long)Math.Ceiling((end - last) / interval - 1e-9);
        for (long sample = 1; sample <= samples; sample++)
        {
            double time = Math.Min(last + sample * interval, end);
            curves.At(time, values);
            if (rises ? values[place] >= level : values[place] <= level)
            {
                return time;
            }
        }
        return double.NaN;
    }
}
