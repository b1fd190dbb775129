using System.Runtime.ExceptionServices;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Experiments;

/// <summary>Carries out a scenario: every run, every seed, every prediction, every cell of every sweep.</summary>
public static class Experiment
{
    // Below this many weights a run never leaves one core, so that seeds may share the machine.
    internal const int LargestSideBySide = 1 << 14;

    /// <summary>Performs all runs of a scenario, then its sweeps.</summary>
    /// <param name="scenario">What to do.</param>
    /// <param name="progress">Is told how far the runs are, by several threads; null for nobody.</param>
    /// <param name="interruption">
    /// Ends the runs early; what was seen until then is in the results. Of a sweep that is not finished nothing is.
    /// </param>
    /// <exception cref="ArgumentException">A network, start or sample time does not fit the task.</exception>
    public static ExperimentResult Perform(
        Scenario scenario,
        IProgress<RunProgress>? progress = null,
        CancellationToken interruption = default
    ) => Perform(scenario, checkpoints: null, progress, interruption);

    internal static ExperimentResult Perform(
        Scenario scenario,
        CheckpointStore? checkpoints,
        IProgress<RunProgress>? progress,
        CancellationToken interruption
    ) =>
        Perform(
            scenario,
            field: null,
            checkpoints,
            progress is null ? null : new ProgressReporter(progress, TimeProvider.System),
            interruption
        ) with
        {
            Sweeps = PerformSweeps(scenario, progress, interruption),
        };

    internal static ExperimentResult Perform(
        Scenario scenario,
        FieldFactory? field,
        CheckpointStore? checkpoints = null,
        ProgressReporter? reporter = null,
        CancellationToken interruption = default
    )
    {
        RequireEqualMoments(scenario.Task);
        (int Run, RunPlan Plan, IStart Start)[] jobs =
        [
            .. scenario.Runs.SelectMany((plan, run) => Trials(plan).Select(trial => (run, trial.Plan, trial.Start))),
        ];
        var trials = new Trial[jobs.Length];
        int sideBySide = Math.Clamp(jobs.Length, 1, SideBySide(scenario));
        var options = new ParallelOptions { MaxDegreeOfParallelism = sideBySide };
        try
        {
            Parallel.For(
                0,
                jobs.Length,
                options,
                job =>
                {
                    using SingleThread alone = sideBySide > 1 ? SingleThread.Begin() : default;
                    RunPlan plan = jobs[job].Plan;
                    trials[job] = new TrialRun(scenario.Task, plan, jobs[job].Start, field)
                    {
                        Reporter = reporter,
                        HasSpareCore = sideBySide < Environment.ProcessorCount,
                        Checkpoint = checkpoints?.For(plan, jobs[job].Start),
                    }.Perform(interruption);
                }
            );
        }
        catch (AggregateException several)
        {
            // Each of them ends the scenario: the first says why.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
        return new ExperimentResult(
            scenario,
            [
                .. scenario.Runs.Select(
                    (plan, index) => new RunResult(plan, [.. trials.Where((_, job) => jobs[job].Run == index)])
                ),
            ]
        );
    }

    private static IReadOnlyList<SweepResult> PerformSweeps(
        Scenario scenario,
        IProgress<RunProgress>? progress,
        CancellationToken interruption
    ) =>
        [
            .. scenario
                .Sweeps.Select(sweep => new SweepRun(sweep, progress).Perform(interruption))
                .TakeWhile(result => result is not null)
                .OfType<SweepResult>(),
        ];

    /// <summary>The members of an ensemble, or the one trial of a run.</summary>
    /// <exception cref="ArgumentException">A run is repeated whose start has no seed.</exception>
    internal static IEnumerable<(RunPlan Plan, IStart Start)> Trials(RunPlan plan) =>
        Starts(plan).Select((start, index) => (OfTrial(plan, index), start));

    private static IEnumerable<IStart> Starts(RunPlan plan)
    {
        if (plan.Repeat == 1)
        {
            return [plan.Start];
        }
        return plan.Start is ISeededStart seeded
            ? Enumerable.Range(0, plan.Repeat).Select(index => seeded.WithSeed(checked(seeded.Seed + index)))
            : throw new ArgumentException(
                $"Run {plan.Name} is repeated {plan.Repeat} times, but its start has no seed.",
                nameof(plan)
            );
    }

    /// <summary>The plan of one member of an ensemble: where items are drawn, each draws its own, with the seed counted up as the start's.</summary>
    private static RunPlan OfTrial(RunPlan plan, int index) =>
        plan.Learning is DescentSettings descent
            ? plan with
            {
                Learning = descent with { Order = descent.Order.WithSeedShift(index) },
            }
            : plan;

    private static int SideBySide(Scenario scenario)
    {
        int largest = scenario
            .Runs.Select(plan =>
                new LayerSizes(scenario.Task.Moments.Inputs, plan.Hidden, scenario.Task.Moments.Outputs).Count
            )
            .DefaultIfEmpty(0)
            .Max();
        return largest <= LargestSideBySide ? Environment.ProcessorCount : 1;
    }

    /// <summary>Both witnesses must have been given the same task: Σ_α s_α u_α v_αᵀ against what Simulation holds.</summary>
    internal static void RequireEqualMoments(LearningTask task)
    {
        Matrix<double> theory = task.Modes.ReconstructSigmaYX();
        Matrix<double> simulation = Matrix<double>.Build.Dense(
            task.Moments.Outputs,
            task.Moments.Inputs,
            task.Moments.SigmaYX.ToArray()
        );
        double distance = (theory - simulation).Enumerate().Max(Math.Abs);
        double strongest = task.Modes.Count > 0 ? task.Modes.SingularValues[0] : 0;
        // Theory takes singular values that differ by less than 1e-8 as one; everything else is rounding.
        if (!(distance <= 1e-8 * strongest))
        {
            throw new InvalidOperationException(
                $"Theory and Simulation hold different Σ^yx: they differ by up to {distance}. This is a defect of Dynamics."
            );
        }
    }
}
