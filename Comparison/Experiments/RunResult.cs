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

    /// <summary>What a theory claims of this run: the weakest that it claims of any trial, and whether it stands for all of them.</summary>
    /// <param name="theory">Its label.</param>
    /// <returns>Null if it has a curve for no trial.</returns>
    public TheoryClaim? ClaimOf(string theory)
    {
        Forecast[] forecasts =
        [
            .. Trials.Select(trial => trial.Predictions.First(said => said.Plan.Name == theory).Forecast),
        ];
        Forecast.Curves[] curves = [.. forecasts.OfType<Forecast.Curves>()];
        return curves.Length == 0
            ? null
            : new TheoryClaim(
                curves.Max(curve => curve.Standing),
                Stands: curves.Length == forecasts.Length
                    && curves.All(curve => curve.Assumptions.All(assumption => assumption.Holds))
            );
    }
}

/// <summary>What a theory claims of a run.</summary>
/// <param name="Standing">The kind of truth.</param>
/// <param name="Stands">Whether every trial has a curve and gives it all it needs.</param>
public sealed record TheoryClaim(Standing Standing, bool Stands)
{
    /// <summary>The standing in a word, such as "exact".</summary>
    public string Word => Standing.ToString().ToLowerInvariant();
}
