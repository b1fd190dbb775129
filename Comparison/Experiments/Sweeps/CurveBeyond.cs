using Dynamics.Comparison.Predictions;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>A predicted curve after the simulation beside it diverged: where it would have been looked at, had it gone on.</summary>
internal static class CurveBeyond
{
    /// <summary>When a theory arrives, at the samples of a run that diverged and at those it would have had; NaN if never.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="predicted">What the theory said of it.</param>
    /// <param name="column">Which curve.</param>
    /// <param name="arrival">Where to.</param>
    /// <param name="end">The end of the run as it was planned.</param>
    public static double TimeTo(Trial trial, PredictedTrial predicted, string column, Arrival arrival, double end)
    {
        ReadOnlySpan<double> times = trial.Samples["time"];
        if (times.Length < 2 || predicted.Forecast is not Forecast.Curves curves)
        {
            return double.NaN;
        }
        (double last, double interval) = (times[^1], times[^1] - times[^2]);
        double[] values = new double[curves.Observables.Count];
        int place = curves.Observables.ToList().IndexOf(column);
        ReadOnlySpan<double> seen = trial.Samples[$"{column}@{predicted.Plan.Name}"];
        for (int sample = 0; sample < times.Length; sample++)
        {
            arrival.See(times[sample], seen[sample]);
        }
        // Rounded up to the last sample: an end is one, up to the rounding of its own decimals.
        long samples = (long)Math.Ceiling((end - last) / interval - 1e-9);
        for (long sample = 1; sample <= samples; sample++)
        {
            double time = Math.Min(last + sample * interval, end);
            curves.At(time, values);
            arrival.See(time, values[place]);
        }
        return arrival.Time;
    }
}
