using System.Globalization;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Theory;

namespace Dynamics.Comparison.Reports;

/// <summary>Why a run diverged, and what keeps it from it, in a sentence without its full stop.</summary>
internal static class DivergenceNote
{
    /// <summary>The limit that was broken, where one is known; else the setting that is to be made smaller.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">The run.</param>
    /// <param name="trial">The trial that diverged.</param>
    public static string Of(LearningTask task, RunPlan plan, Trial trial)
    {
        if (trial.Outcome is Outcome.Diverged { Step: 0 })
        {
            return "Take smaller initial weights";
        }
        if (RatesNote.BrokenLimit(task, plan) is string rate)
        {
            return $"Broken limit: {rate}";
        }
        if (plan.Learning is DescentSettings descent)
        {
            return AtStart(task, plan, trial, descent) ?? "Try a smaller rate";
        }
        FlowSteps steps = FlowSteps.Of(task, plan, plan.StartingWeights(task, trial.Seed))!;
        return steps.BrokenLimit is string limit ? $"Broken limit: {limit}. {steps.Remedy(plan)}"
            : steps.Step is null ? steps.Remedy(plan)
            : "Try a smaller step or smaller initial weights";
    }

    /// <summary>A rate below the limit at the solution may be far beyond that at large initial weights; null where it is not.</summary>
    private static string? AtStart(LearningTask task, RunPlan plan, Trial trial, DescentSettings descent)
    {
        if (
            !plan.ArchitectureFor(task).IsLinear
            || plan.Hidden.Count == 0
            || !descent.IsFullBatch(task.Items!.Count)
            || RunClock.TimeConstant(task, descent with { Schedule = new RateSchedule.Constant() })
                is not ClosedForm<double>.Found { Solution: double tau }
        )
        {
            return null;
        }
        double curvature = LargestCurvature.At(task, plan.StartingWeights(task, trial.Seed));
        double limit = 2 * descent.Rate * tau / curvature;
        return descent.Rate > limit
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"At the initial weights a step is stable only below a rate of about {limit:g3}; here {descent.Rate:g6}. Try smaller initial weights or a smaller rate"
            )
            : null;
    }
}
