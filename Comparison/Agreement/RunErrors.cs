using Dynamics.Comparison.Experiments;
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
        foreach (string name in samples > 0 ? run.Plan.Theories.Select(theory => theory.Name) : [])
        {
            foreach (string observable in run.Trials[0].Targets.Keys)
            {
                Trial[] compared = [.. run.Trials.Where(trial => trial.Samples.IndexOf($"{observable}@{name}") >= 0)];
                if (compared.Length > 0)
                {
                    yield return Row(run, name, observable, [.. compared.Select(Compare)]);
                }

                Measured Compare(Trial trial) => Measure(trial, name, observable, samples);
            }
        }
    }

    // There are columns, so the theory has a curve and a validity.
    private static ErrorRow Row(RunResult run, string theory, string observable, Measured[] measured) =>
        new(run.Plan.Name, theory, run.ValidityOf(theory)!.ToString(), observable)
        {
            MaximumDifference = Over(measured, trial => trial.Difference.Largest)!.Value,
            TimeOfMaximum = Over(measured, trial => trial.Difference.TimeOfLargest)!.Value,
            RootMeanSquare = Over(measured, trial => trial.Difference.RootMeanSquare)!.Value,
            Final = Over(measured, trial => trial.Difference.Final)!.Value,
            HalfRiseSimulated = Over(measured, trial => trial.Simulated),
            HalfRisePredicted = Over(measured, trial => trial.Predicted),
            HalfRiseShift = Over(measured, trial => trial.Simulated - trial.Predicted),
        };

    private static Measured Measure(Trial trial, string theory, string observable, int samples)
    {
        samples = Math.Min(samples, trial.SamplesOf(theory));
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
