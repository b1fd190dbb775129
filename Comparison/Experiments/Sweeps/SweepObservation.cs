using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>What the run of a cell is looked at for: no more than its measures need of what costs much.</summary>
internal static class SweepObservation
{
    /// <summary>The run without maps, final weights, and costly observables that nothing is measured of.</summary>
    public static RunPlan Needed(RunPlan run, IReadOnlyList<SweepMeasure> measures) =>
        run with
        {
            Observe = [.. run.Observe.Where(seen => IsNeeded(seen, measures))],
        };

    private static bool IsNeeded(Observable seen, IReadOnlyList<SweepMeasure> measures) =>
        seen switch
        {
            Observable.Map or Observable.Weights => false,
            Observable.SingularValues => measures.Any(measure =>
                measure.Of == "singularValues" || measure.Of.StartsWith("sv", StringComparison.Ordinal)
            ),
            Observable.Conserved => measures.Any(measure => measure.Of == ObservedColumns.Conserved),
            Observable.Sharpness => measures.Any(measure => measure.Of == ObservedColumns.Sharpness),
            _ => true,
        };
}
