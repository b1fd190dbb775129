using System.Globalization;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;

namespace Dynamics.Comparison.Reports;

/// <summary>Where full-batch descent of a linear network stops being stable, and on which side of it a run is, in words.</summary>
internal static class StabilityNote
{
    /// <summary>The note on one run; empty unless it is a descent of a linear network, down a squared error.</summary>
    public static string Of(LearningTask task, RunPlan plan)
    {
        if (plan.Learning is not DescentSettings descent || EpochsPerFlowTime(task, plan) is not double tau)
        {
            return "";
        }
        return StabilityLimit.OfTask(plan.Hidden.Count + 1, task.Modes, task.SigmaX) switch
        {
            ClosedForm<double>.Found found => Of(descent, found.Solution, descent.Rate * tau * found.Solution)
                + (
                    !descent.IsFullBatch(task.Items!.Count)
                        ? " It binds full batches only: steps of fewer items need not obey it."
                        : ""
                ),
            ClosedForm<double>.None none => $"No stability limit of full batches is known: {none.Because}",
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    /// <summary>η_c as a learning rate; null where it is not known.</summary>
    public static double? LimitingRate(LearningTask task, RunPlan plan) =>
        EpochsPerFlowTime(task, plan) is double tau
        && StabilityLimit.OfTask(plan.Hidden.Count + 1, task.Modes, task.SigmaX) is ClosedForm<double>.Found limit
            ? ((DescentSettings)plan.Learning).Rate * tau * limit.Solution
            : null;

    /// <summary>τ of a descent of a linear network, down a squared error; null for all other runs.</summary>
    private static double? EpochsPerFlowTime(LearningTask task, RunPlan plan) =>
        plan.Learning is DescentSettings { WeightDecay: 0 } descent
        && plan.ArchitectureFor(task).IsLinear
        && RunClock.TimeConstant(task, descent with { Schedule = new RateSchedule.Constant() })
            is ClosedForm<double>.Found { Solution: double tau }
            ? tau
            : null;

    private static string Of(DescentSettings descent, double limit, double limitingRate)
    {
        double[] rates = [.. Enumerable.Range(0, Math.Max(1, descent.Epochs)).Select(descent.RateIn)];
        (double least, double most) = (rates.Min(), rates.Max());
        string given = least == most ? Text($"rate of {most:g4} is") : Text($"rates from {least:g4} to {most:g4} are");
        string side =
            most < limitingRate ? "below it"
            : least < limitingRate && least < most ? "below it in some epochs only"
            : "beyond it";
        return Text(
                $"Stability limit of full batches: η_c = {limit:g4} units of flow time a step, the least over modes at the balanced "
            )
            + Text(
                $"solution, the flattest. An epoch of this run is worth that at a learning rate of {limitingRate:g4}; "
            )
            + $"this run's {given} {side}.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
