using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Agreement;

/// <summary>The error table of one run: a row per theory and observable; mean and spread over the seeds of an ensemble.</summary>
/// <remarks>Seeds of an ensemble are compared up to the last sample that all of them reached.</remarks>
public static class RunErrors
{
    /// <summary>Compares every prediction with what was seen, at the simulation's own times.</summary>
    public static IEnumerable<ErrorRow> Of(RunResult run)
    {
        int samples = run.Trials.Min(trial => trial.Samples.RowCount);
        for (int theory = 0; samples > 0 && theory < run.Plan.Theories.Count; theory++)
        {
            string name = run.Plan.Theories[theory].Name;
            foreach (string observable in run.Trials[0].Targets.Keys)
            {
                Trial[] compared = [.. run.Trials.Where(trial => trial.Samples.IndexOf($"{observable}@{name}") >= 0)];
                if (compared.Length > 0)
                {
                    yield return Row(run, theory, observable, [.. compared.Select(Compare)]);
                }

                Measured Compare(Trial trial) => Measure(trial, name, observable, samples);
            }
        }
    }

    private static ErrorRow Row(RunResult run, int theory, string observable, Measured[] measured) =>
        new(run.Plan.Name, run.Plan.Theories[theory].Name, StandingOf(run, theory), observable)
        {
            MaximumDifference = Over(measured, trial => trial.Difference.Largest)!.Value,
            TimeOfMaximum = Over(measured, trial => trial.Difference.TimeOfLargest)!.Value,
            RootMeanSquare = Over(measured, trial => trial.Difference.RootMeanSquare)!.Value,
            Final = Over(measured, trial => trial.Difference.Final)!.Value,
            HalfRiseSimulated = Over(measured, trial => trial.Simulated),
            HalfRisePredicted = Over(measured, trial => trial.Predicted),
            HalfRiseShift = Over(measured, trial => trial.Simulated - trial.Predicted),
        };

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

    private static Measured Measure(Trial trial, string theory, string observable, int samples)
    {
        ReadOnlySpan<double> times = trial.Samples["time"][..samples];
        ReadOnlySpan<double> simulated = trial.Samples[observable][..samples];
        ReadOnlySpan<double> predicted = trial.Samples[$"{observable}@{theory}"][..samples];
        double target = trial.Targets[observable];
        return new Measured(
            CurveDifference.Between(times, simulated, predicted),
            HalfRise.Of(times, simulated, target),
            HalfRise.Of(times, predicted, target)
        );
    }

    /// <summary>Mean and spread over the seeds; none if a seed has none.</summary>
    private static Estimate? Over(Measured[] measured, Func<Measured, double?> number) =>
        Estimate.OverAll(measured.Select(number));

    private readonly record struct Measured(CurveDifference Difference, double? Simulated, double? Predicted);
}
