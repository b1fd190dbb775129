using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Reports;

/// <summary>What the curvature of its loss demands of the steps of a flow, before it runs.</summary>
/// <remarks>
/// An explicit method is stable for step · λ &lt; x, x its <see cref="ButcherTableau.RealStabilityLimit"/> and λ the largest rate of the
/// flow. Errors that a longer step makes along the fastest direction grow, however little happens along it.
/// </remarks>
/// <param name="Method">The method.</param>
/// <param name="Rate">λ, the largest curvature over τ, in 1/time.</param>
/// <param name="IsAtStart">Whether that is the curvature at the initial weights, which lies above that at the solution.</param>
/// <param name="Step">The fixed step; null of an adaptive method.</param>
/// <param name="Until">The end of the run.</param>
internal sealed record FlowSteps(ButcherTableau Method, double Rate, bool IsAtStart, double? Step, double Until)
{
    // Of a small network a million steps take seconds.
    private const double Many = 1e7;
    private const double WorthAWord = 1e6;

    // A limit that is broken by rounding is met.
    private const double Rounding = 1e-9;

    /// <summary>Estimates it; null for a descent.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">The run.</param>
    /// <param name="start">W_1(0) … W_L(0).</param>
    public static FlowSteps? Of(LearningTask task, RunPlan plan, IReadOnlyList<Matrix<double>> start)
    {
        if (plan.Learning is not FlowSettings flow)
        {
            return null;
        }
        double solution = LargestCurvature.AtSolution(task, start.Count) ?? 0;
        double initial = LargestCurvature.At(task, start);
        return new FlowSteps(
            flow.Steps.Tableau,
            (Math.Max(solution, initial) + flow.WeightDecay) / flow.TimeConstant,
            IsAtStart: initial > solution * (1 + Rounding),
            (flow.Steps as StepRule.Fixed)?.Step,
            flow.Until
        );
    }

    /// <summary>The limit of step · λ₁.</summary>
    public double Limit => Method.RealStabilityLimit;

    /// <summary>Steps to the end: of the step that is given, or at least of the largest that is stable.</summary>
    public double Count => Until / (Step ?? Limit / Rate);

    /// <summary>Whether a fixed step is too long for the curvature.</summary>
    public bool IsUnstable => Step is double step && step * Rate > Limit * (1 + Rounding);

    /// <summary>The limit that a fixed step breaks, in words; null where it breaks none.</summary>
    public string? BrokenLimit =>
        IsUnstable
            ? Text(
                $"explicit {Method.Name} is stable for step · λ₁ < {Limit:g4}; here {Step * Rate:g6}{(IsAtStart ? " at the initial weights" : "")}"
            )
            : null;

    /// <summary>What is to be known before the run starts; null where nothing is.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">The run.</param>
    public string? Notice(LearningTask task, RunPlan plan) =>
        IsUnstable
            ? plan.MayDiverge
                ? null
                : $"may diverge: {BrokenLimit}. {Remedy(plan)}."
            : Count >= Many
                ? $"{Stiffness(task, plan)}."
                : null;

    /// <summary>For a run that was interrupted or ran out of steps; empty where its steps are few.</summary>
    public string WhyLong(LearningTask task, RunPlan plan) =>
        Count >= WorthAWord && !IsUnstable ? $" The run {Stiffness(task, plan)}." : "";

    /// <summary>What makes a diverging run stable.</summary>
    public string Remedy(RunPlan plan)
    {
        string step = Text($"Take a step below {Limit / Rate:g3}");
        return Step is null ? "Try smaller initial weights, or smaller tolerances"
            : IsAtStart && plan.Hidden.Count > 0 ? $"{step}, or smaller initial weights"
            : $"{step}, or \"method\": \"dormandPrince\"";
    }

    private string Stiffness(LearningTask task, RunPlan plan)
    {
        string steps = Text($"about {Count:0.#e+0} steps");
        string held = Step is not null
            ? $"takes {steps} of the size that is given"
            : Text(
                $"is stiff: the largest curvature{(IsAtStart ? " at the initial weights" : "")}, λ₁ = {Rate:g3}, holds {Method.Name} to steps of "
            ) + Text($"{Limit / Rate:g2} (step · λ₁ < {Limit:g4}), and t = {Until:g6} takes {steps}");
        return $"{held}. {WithoutSteps(task, plan)}";
    }

    private string WithoutSteps(LearningTask task, RunPlan plan) =>
        plan.Hidden.Count == 0 ? "The closed form \"shallow\" with \"initialStrength\": \"measured\" needs none"
        : plan.Hidden.Count == 1 && task.Moments.IsWhite && !IsAtStart ? "The closed form \"matrix\" needs none"
        : IsAtStart ? "Smaller initial weights or an earlier end need fewer"
        : "An earlier end needs fewer; whitened inputs (\"preprocess\") make λ₁ smaller";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
