using System.Diagnostics;
using System.Globalization;
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;

namespace Dynamics.Comparison.Commands;

/// <summary>One scenario of a command: read, performed and written.</summary>
/// <param name="path">The file, as given.</param>
/// <param name="scenario">What they say.</param>
internal sealed class ScenarioJob(string path, Scenario scenario)
{
    public string Path => path;

    public Scenario Scenario => scenario;

    /// <exception cref="ScenarioException">The file or an override is wrong.</exception>
    public static ScenarioJob Read(ScenarioReader reader, string path, IReadOnlyList<string> overrides)
    {
        Scenario scenario = reader.Read(path, overrides);
        return new ScenarioJob(path, scenario);
    }

    /// <summary>Refuses, before anything is written, to go on from a checkpoint of other settings.</summary>
    /// <exception cref="ScenarioException">There is one.</exception>
    /// <exception cref="OutputException">There is one that cannot be read.</exception>
    public void RequireSameCheckpoint(string output, LinearAlgebraInfo linearAlgebra) =>
        CheckpointStore.RequireSame(
            path,
            System.IO.Path.Combine(System.IO.Path.GetFullPath(output), scenario.Name),
            Settings(linearAlgebra)
        );

    /// <summary>Runs the scenario and writes its folder; an unfinished one is kept beside it, marked partial.</summary>
    /// <param name="output">Folder of all results.</param>
    /// <param name="linearAlgebra">For the record.</param>
    /// <param name="request">Whether to go on from a checkpoint, and how often to save one.</param>
    /// <param name="keepsAgreeing">Whether files of earlier results that agree with the new ones stay as they are.</param>
    /// <param name="progress">Is told how far the runs are; null for nobody.</param>
    /// <param name="interruption">Ends the runs early.</param>
    /// <exception cref="ScenarioException">It is to go on from a checkpoint of other settings.</exception>
    /// <exception cref="OutputException">The results cannot be written, or a checkpoint cannot be read.</exception>
    public ScenarioOutcome Perform(
        string output,
        LinearAlgebraInfo linearAlgebra,
        CheckpointRequest request,
        bool keepsAgreeing,
        IProgress<RunProgress>? progress,
        CancellationToken interruption
    )
    {
        DateTimeOffset started = DateTimeOffset.Now;
        long clock = Stopwatch.GetTimestamp();
        using ResultFolder folder = ResultFolder.Begin(output, scenario.Name);
        var checkpoints = CheckpointStore.Open(path, folder.FullPath, Settings(linearAlgebra), request);
        // Before the run: there may be days until its end.
        foreach (string notice in new[] { NoticeOf(checkpoints), CheckpointsOfSweeps(request) }.OfType<string>())
        {
            Message.Notice(notice).Show();
        }
        foreach (string steps in Steps())
        {
            Message.Notice(steps).Show();
        }
        ExperimentResult result = Experiment.Perform(scenario, checkpoints, progress, interruption);
        BudgetSummary? budgets = InterruptibleBudgets.Of(result, progress, interruption);
        bool isWhole = result.IsComplete && budgets is not null;
        IReadOnlyList<string> notices = ScenarioReport.Write(
            result,
            scenario.SourceText,
            folder,
            budgets ?? new BudgetSummary([]),
            interruption
        );
        CopyInputs(folder);
        Manifest manifest = ScenarioReport.ManifestOf(result, scenario.SourceText);
        var record = new RunRecord(started, DateTimeOffset.Now, LinearAlgebraOptions.Describe(linearAlgebra));
        int files = isWhole ? folder.Complete(manifest, record, keepsAgreeing) : folder.KeepPartial(manifest, record);
        Message[] stops =
        [
            .. result.Runs.SelectMany(run => Stops(run, isWhole ? folder.FullPath : folder.PartialPath)),
            .. UnfinishedSweeps(result).Select(Message.Notice),
            .. InterruptibleBudgets.NoticeOf(path, result.IsComplete && !isWhole, folder),
            .. CloseCheckpoint(result, checkpoints).Select(Message.Notice),
        ];
        string[] misses = [.. ToleranceMiss.Of(result).Select(Describe)];
        return new ScenarioOutcome(
            scenario,
            result.Errors,
            files,
            Stopwatch.GetElapsedTime(clock),
            [
                .. FailedAssertions()
                    .Concat(scenario.Task.Notices.Select(notice => $"{path}: {notice}"))
                    .Concat(notices)
                    .Concat(Refusals(result))
                    .Concat(Overflows(result))
                    .Select(Message.Notice),
                .. stops,
                .. misses.Select(Message.Error),
            ],
            isWhole ? folder.Earlier?.Summary ?? "new" : "not complete",
            result.Runs.Any(IsNumericalStop) ? ExitCode.NumericalStop
                : misses.Length > 0 ? ExitCode.Disagreement
                : ExitCode.Done
        );
    }

    private CheckpointSettings Settings(LinearAlgebraInfo linearAlgebra) =>
        CheckpointSettings.Of(scenario, LinearAlgebraOptions.Describe(linearAlgebra));

    /// <summary>Nothing is left to do once every trial has ended, in whatever way, and every sweep; else says where to go on.</summary>
    private IEnumerable<string> CloseCheckpoint(ExperimentResult result, CheckpointStore checkpoints)
    {
        bool areSweepsDone = result.Sweeps.Count == scenario.Sweeps.Count;
        if (areSweepsDone && result.Runs.All(run => run.Trials.All(trial => trial.Outcome is not null)))
        {
            checkpoints.Remove();
        }
        else if (checkpoints.Exists)
        {
            string sweeps = areSweepsDone ? "" : " Sweeps have no checkpoints and begin at their first cell.";
            yield return $"{path}: its checkpoint is in {checkpoints.Place}. --resume goes on from it.{sweeps}";
        }
        else if (checkpoints.Every is not null)
        {
            string why = scenario.Runs.Count == 0 ? ": sweeps have none" : "";
            yield return $"{path}: no checkpoint was saved{why}. The next run begins at its beginning.";
        }
    }

    /// <summary>What is to be known of checkpoints; of sweeps alone nothing, unless there is a checkpoint all the same.</summary>
    private string? NoticeOf(CheckpointStore checkpoints) =>
        scenario.Runs.Count > 0 || Directory.Exists(checkpoints.Place) ? checkpoints.Notice : null;

    /// <summary>What checkpoints do not save, where some are asked for; null where they save everything.</summary>
    private string? CheckpointsOfSweeps(CheckpointRequest request) =>
        scenario.Sweeps.Count == 0 || request is { Every: null, Resume: false } ? null
        : scenario.Runs.Count == 0
            ? $"{path}: sweeps have no checkpoints, and the scenario has no other runs: nothing can be resumed, and an interrupted sweep begins at its first cell."
        : $"{path}: sweeps have no checkpoints: only the runs that are no part of a sweep are saved and resumed.";

    /// <summary>Puts the matrices of a scenario beside it, so that the folder can be run again; not over a result.</summary>
    private void CopyInputs(ResultFolder folder)
    {
        string from = System.IO.Path.GetDirectoryName(path) ?? "";
        foreach (string file in scenario.InputFiles.Skip(1).Select(input => input.Path).Distinct())
        {
            bool staysInside = !System.IO.Path.IsPathRooted(file) && !file.Split('/', '\\').Contains("..");
            if (staysInside && !File.Exists(folder.StagedPath(file)))
            {
                folder.WriteVerbatim(file, File.ReadAllBytes(System.IO.Path.Combine(from, file)));
            }
        }
    }

    /// <summary>Sweeps that an interruption left without a result. A cell that diverged is a result.</summary>
    private IEnumerable<string> UnfinishedSweeps(ExperimentResult result) =>
        scenario
            .Sweeps.Skip(result.Sweeps.Count)
            .Select(sweep =>
                $"{path}: sweeps.{sweep.Name}: interrupted before all of its {sweep.Cells.Count} cells were done. None is kept."
            );

    private static bool IsNumericalStop(RunResult run) =>
        run.Trials.Any(trial => trial.Outcome is not null && !run.EndsAsItMay(trial));

    /// <summary>Σ^x where it is said to be the identity but is not: sampled inputs never are, quite.</summary>
    private IEnumerable<string> FailedAssertions() =>
        scenario.Task.ContradictsWhiteInputs
            ?
            [
                $"{path}: task.sigmaX: is asserted to be the identity, but differs from it by up to "
                    + $"{Text(scenario.Task.WhitenessDefect)}. Theories get Σ^x as it is.",
            ]
            : [];

    /// <summary>Theories that have no curve for a run, and why.</summary>
    private IEnumerable<string> Refusals(ExperimentResult result) =>
        from run in result.Runs
        from predicted in run.Trials[0].Predictions
        where predicted.Forecast is Forecast.None
        select $"{path}: runs.{run.Plan.Name}: theory {predicted.Plan.Name}: none. "
            + ((Forecast.None)predicted.Forecast).Because;

    /// <summary>Theories whose numbers overflow before the run ends.</summary>
    private IEnumerable<string> Overflows(ExperimentResult result) =>
        from run in result.Runs
        from predicted in run.Trials[0].Predictions
        where predicted.Forecast is Forecast.Curves
        let end = ((Forecast.Curves)predicted.Forecast).Assumptions.FirstOrDefault(TheoryOverflow.Is)
        where end is not null
        select $"{path}: runs.{run.Plan.Name}: theory {predicted.Plan.Name}: {end.Measured}.";

    private IEnumerable<Message> Stops(RunResult run, string place)
    {
        foreach (Trial trial in run.Trials)
        {
            string? what = trial.Outcome switch
            {
                Outcome.Diverged diverged =>
                    $"{Divergence(run.Plan, diverged)}: {diverged.Quantity ?? EntryName(run.Plan, diverged.Entry)} is not finite. "
                        + DivergenceNote.Of(scenario.Task, run.Plan, trial),
                Outcome.StepTooSmall small =>
                    $"stopped at t = {Text(small.Time)} after {small.Step} steps: the tolerances ask for a step of "
                        + $"{Text(small.StepSize)}, which no longer changes the time. Try larger tolerances",
                Outcome.StepLimit limit =>
                    $"stopped at t = {Text(limit.Time)}: {limit.Step} steps were tried, the most there may be."
                        + (
                            WhyLong(run.Plan, trial) is { Length: > 0 } why
                                ? why.TrimEnd('.')
                                : " Try larger tolerances or an earlier end"
                        ),
                null when run.Plan.Learning is DescentSettings =>
                    $"interrupted after epoch {Text(trial.Samples.RowCount > 0 ? trial.Samples["time"][^1] : 0)}",
                null => $"interrupted at t = {Text(trial.Samples.RowCount > 0 ? trial.Samples["time"][^1] : 0)}."
                    + WhyLong(run.Plan, trial).TrimEnd('.'),
                _ => null,
            };
            if (what is not null)
            {
                string seed = run.IsEnsemble ? $" (seed {trial.Seed})" : "";
                string asItMay = run.EndsAsItMay(trial) ? " This run may diverge." : "";
                int count = trial.Samples.RowCount;
                yield return new Message(
                    IsNotice: trial.Outcome is null || run.EndsAsItMay(trial),
                    $"{path}: runs.{run.Plan.Name}{seed}: {what.TrimEnd('.')}.{asItMay} "
                        + $"{(count == 1 ? "Its one sample is" : $"Its {count} samples are")} kept in {place}."
                );
            }
        }
    }

    private string WhyLong(RunPlan plan, Trial trial) =>
        FlowSteps.Of(scenario.Task, plan, plan.StartingWeights(scenario.Task, trial.Seed))?.WhyLong(scenario.Task, plan)
        ?? "";

    /// <summary>Flows whose steps will be many, too long to be stable, or too coarse for the initial weights: known before they run.</summary>
    private IEnumerable<string> Steps() =>
        from run in scenario.Runs
        where run.Learning is Simulation.Flow.FlowSettings
        let steps = FlowSteps.Of(scenario.Task, run, run.StartingWeights(scenario.Task))
        from notice in new[]
        {
            steps?.Notice(scenario.Task, run),
            ToleranceNotice.Of(scenario.Task, run),
        }.OfType<string>()
        select $"{path}: runs.{run.Name}: {notice}";

    private string Describe(ToleranceMiss miss)
    {
        string place = $"{path}: runs.{miss.Run.Name}: theory {miss.Theory.Name}";
        string tolerance = Text(miss.Theory.Tolerance.GetValueOrDefault());
        string seed = miss.Run.Repeat > 1 ? $" (seed {miss.Seed})" : "";
        string time = miss.Run.Learning is DescentSettings ? "epoch" : "t =";
        return miss.Observable is null
            ? $"{place} has a tolerance of {tolerance} but no curve."
            : $"{place} must be within {tolerance} of the simulation, but differs by {Text(miss.Worst.Largest)} in "
                + $"{miss.Observable} at {time} {Text(miss.Worst.TimeOfLargest)}{seed}.";
    }

    private string EntryName(RunPlan plan, int entry)
    {
        Simulation.Networks.LayerSizes sizes = plan.ArchitectureFor(scenario.Task).Sizes;
        (int layer, int row, int column) = sizes.Locate(entry);
        return column == sizes.Columns(layer)
            ? $"entry {row + 1} of b_{layer + 1}"
            : $"entry ({row + 1}, {column + 1}) of W_{layer + 1}";
    }

    /// <summary>Where a run diverged, in the words of its learning rule.</summary>
    private static string Divergence(RunPlan plan, Outcome.Diverged diverged) =>
        diverged.Step == 0 ? "diverged at its initial weights"
        : plan.Learning is DescentSettings
            ? $"diverged in epoch {Math.Ceiling(diverged.Time)}, in update {diverged.Step} of the run"
        : $"diverged at t = {Text(diverged.Time)} in step {diverged.Step}";

    private static string Text(double value) => value.ToString("g6", CultureInfo.InvariantCulture);
}
