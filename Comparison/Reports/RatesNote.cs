using System.Globalization;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Reports;

/// <summary>What is known of the rate of a full-batch descent before it runs: its limit, its best values, and whether it is broken.</summary>
internal static class RatesNote
{
    // A rate that was computed to be the limit.
    private const double Rounding = 1e-12;

    /// <summary>Paragraphs on a descent without hidden layers: κ, the limit and the best choices.</summary>
    public static IEnumerable<string> Of(LearningTask task, LinearDescent descent)
    {
        if (descent.Settings.Optimiser is Optimiser.Newton newton)
        {
            yield return "A step of Newton's method divides the gradient along every eigenmode by its curvature"
                + (newton.Damping == 0 ? "" : Text($" plus {newton.Damping:g6}"))
                + Text($": at a rate of {descent.Settings.Rate:g6}, κ does not matter")
                + (newton.Damping == 0 ? "." : " where that is little.");
            yield break;
        }
        double[] curvatures = [.. task.Spectrum.Eigenvalues.Select(descent.Curvature)];
        double[] positive = [.. curvatures.Where(curvature => curvature > 0)];
        yield return Text(
            $"The loss has curvatures from {positive[^1]:g6} to {positive[0]:g6}, κ = {positive[0] / positive[^1]:g6}"
        )
            + (
                positive.Length == curvatures.Length
                    ? "."
                    : Text($", and {curvatures.Length - positive.Length} of 0, whose errors stay as they are.")
            );
        yield return Limit(descent, positive[0]);
        if (QuadraticRates.Of(positive) is ClosedForm<QuadraticRates>.Found { Solution: var rates })
        {
            yield return "Best for this spectrum: "
                + $"plain descent {Choice(rates.Plain)}; heavy ball {Choice(rates.HeavyBall)}; Nesterov {Choice(rates.Nesterov)}.";
        }
        if (descent.IsConstant)
        {
            yield return Text(
                $"This run: {Kind(descent)}η = {descent.Settings.Rate:g6}{Beta(descent.Momentum)}, contraction {Contraction(positive, descent):g6} per update."
            );
        }
    }

    /// <summary>A sentence that names the limit a diverged run broke; null where none is known, or none was broken.</summary>
    public static string? BrokenLimit(LearningTask task, RunPlan plan)
    {
        if (RatesSummary.Known(task, plan) is { } descent)
        {
            double curvature = descent.EffectiveCurvature(task.Spectrum.Eigenvalues[0]);
            double most = LargestRate(descent);
            double stable = MomentumStability.LargestStableRate(curvature, descent.Momentum, descent.Kind);
            return most < stable
                ? null
                : Text(
                    $"{Condition(descent)}; here ηλ₁ = {most * curvature:g6}, and the rate must be below {stable:g6}"
                );
        }
        return
            plan.Learning is DescentSettings settings
            && settings.Batch == task.Items!.Count
            && CriticalRate.Of(task, plan.ArchitectureFor(task), settings)
                is ClosedForm<double>.Found { Solution: double limit }
            && settings.Rate >= limit
            ? Text($"no solution is stable at a rate above η_c = {limit:g6}; here η = {settings.Rate:g6}")
            : null;
    }

    private static string Limit(LinearDescent descent, double curvature)
    {
        double stable = MomentumStability.LargestStableRate(curvature, descent.Momentum, descent.Kind);
        double most = LargestRate(descent);
        return Text(
                $"{Capital(Condition(descent))}, that is below a rate of {stable:g6}; this run has ηλ₁ = {most * curvature:g6}, "
            )
            + (
                Math.Abs(most - stable) <= Rounding * stable ? "at it, where that error does not shrink."
                : most < stable ? "below it."
                : "**beyond it**."
            );
    }

    private static double LargestRate(LinearDescent descent) =>
        Enumerable.Range(0, Math.Max(1, descent.Settings.Epochs)).Max(descent.Settings.RateIn);

    private static string Condition(LinearDescent descent) =>
        Kind(descent)
        + "is stable for ηλ < "
        + (
            descent.Momentum == 0 ? "2"
            : descent.Kind == MomentumKind.Nesterov
                ? Text($"(2 + 2β)/(1 + 2β) = {(2 + 2 * descent.Momentum) / (1 + 2 * descent.Momentum):g6}")
            : Text($"2 + 2β = {2 + 2 * descent.Momentum:g6}")
        );

    private static string Kind(LinearDescent descent) =>
        descent.Settings.Optimiser is Optimiser.Newton ? "Newton's method "
        : descent.Settings.Optimiser is not Optimiser.Momentum ? "plain descent "
        : descent.Kind == MomentumKind.Nesterov ? "Nesterov's momentum "
        : "the heavy ball ";

    private static double Contraction(double[] curvatures, LinearDescent descent)
    {
        try
        {
            return MomentumStability.Contraction(curvatures, descent.Choice);
        }
        catch (ArgumentException)
        {
            return double.PositiveInfinity; // a rate beyond all that can be followed
        }
    }

    private static string Choice(RatedChoice rated) =>
        Text($"η = {rated.Choice.LearningRate:g6}{Beta(rated.Choice.Momentum)} (contraction {rated.Contraction:g6})");

    private static string Beta(double momentum) => momentum == 0 ? "" : Text($", β = {momentum:g6}");

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
