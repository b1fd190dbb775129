using System.Globalization;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Reports;

/// <summary>An absolute tolerance that is too large for the initial weights, before the run.</summary>
internal static class ToleranceNotice
{
    // Of the initial weights: growth from them is then wrong by about as much.
    private const double Tolerable = 1e-3;

    /// <summary>The notice; null where the tolerance is small beside the initial weights, follows them, or there is none.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">The run.</param>
    public static string? Of(LearningTask task, RunPlan plan)
    {
        if (plan.Learning is not FlowSettings { Steps: StepRule.Adaptive { FollowsStart: false } rule })
        {
            return null;
        }
        double[] start = [.. plan.StartingWeights(task).SelectMany(weight => weight.ToColumnMajorArray())];
        double scale = FlowSettings.SmallestLayer(plan.ArchitectureFor(task).Sizes, start);
        return scale > 0 && rule.AbsoluteTolerance > Tolerable * scale
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"absoluteTolerance {rule.AbsoluteTolerance:g3} is {(rule.AbsoluteTolerance >= scale ? "above" : "not small beside")} the initial weights, {scale:g3} (the smallest over layers of the largest |weight|): their growth is not resolved. Leave it out, or give at most {(rule with { FollowsStart = true }).BesideStart(scale).AbsoluteTolerance:g3}."
            )
            : null;
    }
}
