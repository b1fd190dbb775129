using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>A predicted curve after the simulation beside it diverged: where it would have been looked at, had it gone on.</summary>
internal static class CurveBeyond
{
    /// <summary>When a theory arrives, at the samples of a run that diverged and at those it would have had; NaN if never.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="predicted">What the theory said of it.</param>
    /// <param name="column">Which curve.</param>
    /// <param name="measure">Where to.</param>
    /// <param name="run">The run as it was planned.</param>
    public static double TimeTo(
        Trial trial,
        PredictedTrial predicted,
        string column,
        SweepMeasure.TimeTo measure,
        RunPlan run
    )
    {
        ReadOnlySpan<double> times = trial.Samples["time"];
        if (Interval(run, times) is not double interval || predicted.Forecast is not Forecast.Curves curves)
        {
            return double.NaN;
        }
        (double last, double end) = (times[^1], run.Learning.End);
        // Rounded up to the last sample: an end is one, up to the rounding of its own decimals.
        long samples = (long)Math.Ceiling((end - last) / interval - 1e-9);
        int all = (int)Math.Min(times.Length + samples, int.MaxValue);
        var arrival = new Arrival(measure, trial.Samples[column][0], trial.Targets[column], all);
        double[] values = new double[curves.Observables.Count];
        int place = curves.Observables.ToList().IndexOf(column);
        ReadOnlySpan<double> seen = trial.Samples[$"{column}@{predicted.Plan.Name}"];
        for (int sample = 0; sample < times.Length; sample++)
        {
            arrival.See(times[sample], seen[sample]);
        }
        for (long sample = 1; sample <= samples; sample++)
        {
            double time = Math.Min(last + sample * interval, end);
            curves.At(time, values);
            if (!double.IsFinite(values[place]))
            {
                // It overflowed: a first passage stays, but nothing settles there.
                arrival.See(time, double.NaN);
                break;
            }
            arrival.See(time, values[place]);
        }
        return arrival.Time;
    }

    /// <summary>Between two samples: as planned, or as last seen where they were not even; null where neither is known.</summary>
    private static double? Interval(RunPlan run, ReadOnlySpan<double> times) =>
        (run.Sample, run.Learning) switch
        {
            (SampleTimes.Every every, _) => every.Interval,
            (SampleTimes.EveryStep, DescentSettings) => 1,
            (SampleTimes.EveryStep, FlowSettings { Steps: StepRule.Fixed rule }) => rule.Step,
            _ => times.Length < 2 ? null : times[^1] - times[^2],
        };
}
