using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments;

/// <summary>All that was seen and predicted in a scenario.</summary>
/// <param name="Scenario">What was to be done.</param>
/// <param name="Runs">One result per run, in order.</param>
public sealed record ExperimentResult(Scenario Scenario, IReadOnlyList<RunResult> Runs)
{
    /// <summary>Whether every trial of every run reached its end.</summary>
    public bool IsComplete => Runs.All(run => run.Trials.All(trial => trial.Outcome is Outcome.Reached));

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
}
