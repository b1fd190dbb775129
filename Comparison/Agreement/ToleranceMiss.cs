using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Agreement;

/// <summary>A theory that is further from a run than its tolerance allows.</summary>
/// <param name="Run">The run.</param>
/// <param name="Theory">The theory, with its tolerance.</param>
/// <param name="Seed">Seed of the worst trial; null for a start that is not drawn.</param>
/// <param name="Observable">The worst column; null if the theory has no curve at all.</param>
/// <param name="Worst">How far it is there.</param>
public sealed record ToleranceMiss(RunPlan Run, TheoryPlan Theory, int? Seed, string? Observable, CurveDifference Worst)
{
    /// <summary>All theories of an experiment that miss their tolerance, in every seed, observable and sample.</summary>
    public static IEnumerable<ToleranceMiss> Of(ExperimentResult result) =>
        from run in result.Runs
        from theory in run.Plan.Theories
        where theory.Tolerance is not null
        let worst = FarthestOf(run, theory)
        where !(worst.Worst.Largest <= theory.Tolerance)
        select worst;

    private static ToleranceMiss FarthestOf(RunResult run, TheoryPlan theory)
    {
        var worst = new ToleranceMiss(run.Plan, theory, null, null, new CurveDifference(double.NaN, 0, 0, 0));
        foreach (Trial trial in run.Trials.Where(trial => trial.Samples.RowCount > 0))
        {
            foreach (string observable in trial.Targets.Keys)
            {
                string predicted = $"{observable}@{theory.Name}";
                if (trial.Samples.IndexOf(predicted) < 0)
                {
                    continue;
                }
                int samples = trial.SamplesOf(theory.Name);
                var difference = CurveDifference.Between(
                    trial.Samples["time"][..samples],
                    trial.Samples[observable][..samples],
                    trial.Samples[predicted][..samples]
                );
                // A NaN is further away than every number.
                if (worst.Observable is null || !(difference.Largest <= worst.Worst.Largest))
                {
                    worst = worst with { Seed = trial.Seed, Observable = observable, Worst = difference };
                }
                if (double.IsNaN(difference.Largest))
                {
                    return worst;
                }
            }
        }
        return worst;
    }
}
