using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Agreement;

/// <summary>One step size in a convergence study.</summary>
/// <param name="Step">Δt.</param>
/// <param name="Error">Largest |run − truth| over all strengths of modes and all samples.</param>
/// <param name="Order">log₂ of the previous error over this one; null for the first step and once rounding is reached.</param>
public sealed record ConvergenceRow(double Step, double Error, double? Order);

/// <summary>How the error of a fixed-step run falls as its step is halved.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Method">Name of its method, with its order.</param>
/// <param name="Truth">What it was held against.</param>
/// <param name="Rows">One per step size, each half the one before.</param>
public sealed record ConvergenceStudy(
    string Run,
    ButcherTableau Method,
    string Truth,
    IReadOnlyList<ConvergenceRow> Rows
)
{
    // The reference must not show beside the errors it measures; rounding forbids asking for less.
    private const double ReferenceTolerance = 1e-13;

    // An error this close to the rounding of the strengths has no order any more.
    private const double RoundingFloor = 1e-12;

    /// <summary>Halves the step of a run again and again.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">A run with fixed steps; of an ensemble, the first seed.</param>
    /// <param name="halvings">How often; at least 1.</param>
    /// <param name="interruption">Ends the study with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// The study against the plan's first exact theory whose assumptions all hold; without one, against the same flow at
    /// relative tolerance 1e-13.
    /// </returns>
    /// <exception cref="ArgumentException">The run has no fixed step, or there is nothing to halve.</exception>
    public static ConvergenceStudy Of(
        LearningTask task,
        RunPlan plan,
        int halvings,
        CancellationToken interruption = default
    )
    {
        if (plan.Learning is not FlowSettings { Steps: StepRule.Fixed rule } flow)
        {
            throw new ArgumentException(
                $"Run {plan.Name} has no step to halve: it is not a flow in fixed steps.",
                nameof(plan)
            );
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(halvings, 1);
        if (!(flow.Until > 0))
        {
            throw new ArgumentException($"Run {plan.Name} ends at t = 0: there is no step to halve.", nameof(plan));
        }
        RunPlan watched = plan with
        {
            Observe = [Observable.Modes],
            Sample = FixedTimes(plan.Sample, rule),
            Repeat = 1,
        };
        (string truth, Table trueSamples) = FindTruth(task, watched, flow, interruption);
        List<ConvergenceRow> rows = [];
        for (int k = 0; k <= halvings; k++)
        {
            double step = Math.ScaleB(rule.Step, -k);
            RunPlan finer = WithSteps(watched, flow, rule with { Step = step });
            double error = Samples(task, finer, interruption) is { } samples
                ? LargestDifference(task, samples, trueSamples)
                : double.PositiveInfinity;
            double? order =
                rows.Count > 0 && IsMeaningful(rows[^1].Error) && IsMeaningful(error)
                    ? Math.Log2(rows[^1].Error / error)
                    : null;
            rows.Add(new ConvergenceRow(step, error, order));
        }
        return new ConvergenceStudy(plan.Name, rule.Method, truth, rows);
    }

    private static bool IsMeaningful(double error) => error > RoundingFloor && double.IsFinite(error);

    /// <summary>"Every step" means the steps of the run as planned, also for finer runs.</summary>
    private static SampleTimes FixedTimes(SampleTimes sample, StepRule.Fixed rule) =>
        sample is SampleTimes.EveryStep or SampleTimes.Logarithmic ? new SampleTimes.Every(rule.Step) : sample;

    private static RunPlan WithSteps(RunPlan plan, FlowSettings flow, StepRule steps) =>
        plan with
        {
            Learning = flow with { Steps = steps },
            Theories = [],
        };

    private static (string Name, Table Samples) FindTruth(
        LearningTask task,
        RunPlan plan,
        FlowSettings flow,
        CancellationToken interruption
    )
    {
        var reference = new StepRule.Adaptive(ButcherTableau.DormandPrince, ReferenceTolerance, ReferenceTolerance);
        Trial trial = new TrialRun(
            task,
            WithSteps(plan, flow, reference) with
            {
                Theories = plan.Theories,
            },
            plan.Start
        ).Perform(interruption);
        PredictedTrial? exact = trial.Predictions.FirstOrDefault(predicted =>
            predicted.Forecast is Forecast.Curves { Standing: Standing.Exact } curves
            && curves.Assumptions.All(assumption => assumption.Holds)
        );
        string[] strengths = exact is null
            ? []
            :
            [
                .. ObservedColumns
                    .Strengths(task.Modes)
                    .Where(name => trial.Samples.IndexOf(exact.ColumnOf(name)) >= 0),
            ];
        if (exact is null || strengths.Length == 0)
        {
            return ($"the flow at relative tolerance {ReferenceTolerance:g1}", trial.Samples);
        }
        var predicted = new Table(["time", .. strengths], trial.Samples.RowCount);
        for (int row = 0; row < trial.Samples.RowCount; row++)
        {
            predicted.Add([
                trial.Samples[row, 0],
                .. strengths.Select(name => trial.Samples[row, trial.Samples.IndexOf(exact.ColumnOf(name))]),
            ]);
        }
        return ($"closed form {exact.Plan.Name}", predicted);
    }

    /// <summary>Null of a run that does not reach its end.</summary>
    private static Table? Samples(LearningTask task, RunPlan plan, CancellationToken interruption)
    {
        Trial trial = new TrialRun(task, plan, plan.Start).Perform(interruption);
        interruption.ThrowIfCancellationRequested();
        return trial.Outcome is Outcome.Reached ? trial.Samples : null;
    }

    /// <summary>∞ where one of them ended before the other.</summary>
    private static double LargestDifference(LearningTask task, Table run, Table truth)
    {
        if (run.RowCount != truth.RowCount)
        {
            return double.PositiveInfinity;
        }
        return ObservedColumns
            .Strengths(task.Modes)
            .Where(name => truth.IndexOf(name) >= 0)
            .Max(name => CurveDifference.Between(truth["time"], run[name], truth[name]).Largest);
    }
}
