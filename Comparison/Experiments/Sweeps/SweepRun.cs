using System.Runtime.ExceptionServices;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>Performs all cells of a sweep, side by side where they are small; keeps their measures and nothing else.</summary>
/// <param name="plan">What is to be done.</param>
/// <param name="progress">Is told, as of one run of the sweep's name; null for nobody.</param>
internal sealed class SweepRun(SweepPlan plan, IProgress<RunProgress>? progress)
{
    private readonly Lock gate = new();
    private int done;

    /// <summary>Runs to the end; null if interrupted before.</summary>
    /// <exception cref="ArgumentException">A network, start or sample time does not fit its task.</exception>
    public SweepResult? Perform(CancellationToken interruption)
    {
        if (interruption.IsCancellationRequested)
        {
            return null;
        }
        foreach (LearningTask task in plan.Cells.Select(cell => cell.Task).Distinct())
        {
            Experiment.RequireEqualMoments(task);
        }
        var cells = new CellResult?[plan.Cells.Count];
        int sideBySide = plan.Cells.Max(Weights) <= Experiment.LargestSideBySide ? Environment.ProcessorCount : 1;
        Report(0);
        try
        {
            Parallel.For(
                0,
                cells.Length,
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide },
                (index, state) =>
                {
                    using SingleThread alone = sideBySide > 1 ? SingleThread.Begin() : default;
                    cells[index] = Perform(plan.Cells[index], interruption);
                    if (cells[index] is null)
                    {
                        state.Stop();
                        return;
                    }
                    CountDone();
                }
            );
        }
        catch (AggregateException several)
        {
            // Each of them ends the sweep: the first says why.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
        return cells.Contains(null) ? null : SweepResult.Of(plan, cells!);
    }

    private CellResult? Perform(SweepCell cell, CancellationToken interruption)
    {
        List<Trial> trials = [];
        foreach ((RunPlan run, IStart start) in Experiment.Trials(SweepObservation.Needed(cell.Run, plan.Measures)))
        {
            if (interruption.IsCancellationRequested)
            {
                return null;
            }
            Trial trial = new TrialRun(cell.Task, run, start).Perform(interruption);
            if (trial.Outcome is null)
            {
                return null;
            }
            trials.Add(trial);
        }
        return new CellMeasures(cell, trials).Take(plan.Measures);
    }

    private void CountDone()
    {
        lock (gate)
        {
            done++;
            Report((double)done / plan.Cells.Count);
        }
    }

    private void Report(double share) => progress?.Report(new RunProgress(plan.Name, 1, null, share, null));

    private static int Weights(SweepCell cell) => cell.Run.ArchitectureFor(cell.Task).Sizes.Count;
}
