using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments;

/// <summary>All that was seen and predicted in a scenario.</summary>
/// <param name="Scenario">What was to be done.</param>
/// <param name="Runs">One result per run, in order.</param>
public sealed record ExperimentResult(Scenario Scenario, IReadOnlyList<RunResult> Runs)
{
    /// <summary>One result per finished sweep, in order.</summary>
    public IReadOnlyList<SweepResult> Sweeps { get; init; } = [];

    /// <summary>Whether every trial of every run reached its end, or one it may have, and every sweep was finished.</summary>
    public bool IsComplete => Sweeps.Count == Scenario.Sweeps.Count && Runs.All(run => run.Trials.All(run.EndsAsItMay));

    /// <summary>How far every theory is from every run.</summary>
    public IReadOnlyList<ErrorRow> Errors => errors ??= [.. Runs.SelectMany(RunErrors.Of)];

    private IReadOnlyList<ErrorRow>? errors;
}

/// <summary>One run, or an ensemble over seeds.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Trials">One per seed, in order.</param>
public sealed record RunResult(RunPlan Plan, IReadOnlyList<Trial> Trials)
{
    /// <summary>Whether this is an ensemble over seeds.</summary>
    public bool IsEnsemble => Trials.Count > 1;

    /// <summary>Whether a trial reached its end, or diverged as it may.</summary>
    public bool EndsAsItMay(Trial trial) =>
        trial.Outcome is Outcome.Reached || (Plan.MayDiverge && trial.Outcome is Outcome.Diverged);

    /// <summary>The validity of a theory for this run: the weakest over all trials; where a trial has no curve, it fails.</summary>
    /// <param name="theory">Its label.</param>
    /// <returns>Null if it has a curve for no trial.</returns>
    public Validity? ValidityOf(string theory)
    {
        Forecast[] forecasts =
        [
            .. Trials.Select(trial => trial.Predictions.First(said => said.Plan.Name == theory).Forecast),
        ];
        Validity[] validities = [.. forecasts.OfType<Forecast.Curves>().Select(curves => curves.Validity)];
        if (validities.Length == 0)
        {
            return null;
        }
        Validity weakest = Validity.Weakest(validities);
        return weakest with { Holds = weakest.Holds && validities.Length == forecasts.Length };
    }
}
