using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Agreement;

/// <summary>The error table of one run: a row per theory and observable; mean and spread over the seeds of an ensemble.</summary>
public static class RunErrors
{
    /// <summary>Compares every prediction with what was seen, at the simulation's own times.</summary>
    public static IEnumerable<ErrorRow> Of(RunResult run)
    {
        Trial first = run.Trials[0];
        for (int theory = 0; theory < first.Predictions.Count; theory++)
        {
            if (first.Predictions[theory].Forecast is not Forecast.Curves curves)
            {
                continue;
            }
            foreach (string observable in curves.Observables.Where(name => first.Samples.IndexOf(name) >= 0))
            {
                if (Row(run, theory, observable, StandingOf(run, theory)) is ErrorRow row)
                {
                    yield return row;
                }
            }
        }
    }

    private static ErrorRow? Row(RunResult run, int theory, string observable, string standing)
    {
        Measured[] measured =
        [
            .. run
                .Trials.Where(trial => trial.Samples.RowCount > 0)
                .Select(trial => Measure(trial, trial.Predictions[theory], observable)),
        ];
        return measured.Length == 0
            ? null
            : new ErrorRow(run.Plan.Name, run.Plan.Theories[theory].Name, standing, observable)
            {
                MaximumDifference = Over(measured, trial => trial.Difference.Largest)!.Value,
                TimeOfMaximum = Over(measured, trial => trial.Difference.TimeOfLargest)!.Value,
                RootMeanSquare = Over(measured, trial => trial.Difference.RootMeanSquare)!.Value,
                Final = Over(measured, trial => trial.Difference.Final)!.Value,
                HalfRiseSimulated = Over(measured, trial => trial.Simulated),
                HalfRisePredicted = Over(measured, trial => trial.Predicted),
                HalfRiseShift = Over(measured, trial => trial.Simulated - trial.Predicted),
            };
    }

    /// <summary>What the theory claims, and whether every trial gives it what it needs.</summary>
    private static string StandingOf(RunResult run, int theory)
    {
        Forecast.Curves[] curves =
        [
            .. run.Trials.Select(trial => trial.Predictions[theory].Forecast).OfType<Forecast.Curves>(),
        ];
        string standing = curves[0].Standing.ToString().ToLowerInvariant();
        return curves.All(curve => curve.Assumptions.All(assumption => assumption.Holds))
            ? standing
            : $"{standing} (assumptions fail)";
    }

    private static Measured Measure(Trial trial, PredictedTrial predicted, string observable)
    {
        ReadOnlySpan<double> times = trial.Samples["time"];
        ReadOnlySpan<double> simulated = trial.Samples[observable];
        ReadOnlySpan<double> prediction = trial.Samples[predicted.ColumnOf(observable)];
        var curves = (Forecast.Curves)predicted.Forecast;
        int index = curves.Observables.ToList().IndexOf(observable);
        double[] values = new double[curves.Observables.Count];
        double target = trial.Targets[observable];
        return new Measured(
            CurveDifference.Between(times, simulated, prediction),
            HalfRise.Of(times, simulated, target),
            HalfRise.Of(
                times,
                prediction,
                target,
                time =>
                {
                    curves.At(time, values);
                    return values[index];
                }
            )
        );
    }

    /// <summary>Mean and spread over the seeds; none if a seed has none.</summary>
    private static Estimate? Over(Measured[] measured, Func<Measured, double?> number)
    {
        double?[] numbers = [.. measured.Select(number)];
        return numbers.All(value => value is not null)
            ? Estimate.Over([.. numbers.Select(value => value!.Value)])
            : null;
    }

    private readonly record struct Measured(CurveDifference Difference, double? Simulated, double? Predicted);
}
