using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Predictions;

/// <summary>A full-batch descent of a network without hidden layers: on a quadratic, each eigenmode of Σ^x alone.</summary>
/// <param name="Settings">The descent.</param>
/// <remarks>
/// Newton's method, which here is Gauss–Newton too, moves an eigenmode of curvature κ as plain descent would move one of κ/(κ + damping): that
/// is its effective curvature.
/// </remarks>
/// <param name="Unit">c: the curvature along the eigenmode i of Σ^x is cλ_i + γ.</param>
/// <param name="Momentum">β; 0 for plain descent.</param>
/// <param name="Kind">What is done with the velocity.</param>
internal sealed record LinearDescent(DescentSettings Settings, double Unit, double Momentum, MomentumKind Kind)
{
    /// <summary>Recognises one; or says why a run is none.</summary>
    public static ClosedForm<LinearDescent> Of(LearningTask task, Architecture architecture, LearningRule learning)
    {
        if (WhyNot(task, architecture, learning) is string because)
        {
            return new ClosedForm<LinearDescent>.None(because);
        }
        var descent = (DescentSettings)learning;
        return DescentUnit.Of(task, descent) switch
        {
            ClosedForm<double>.Found { Solution: double unit } => new ClosedForm<LinearDescent>.Found(
                descent.Optimiser is Optimiser.Momentum momentum
                    ? new(
                        descent,
                        unit,
                        momentum.Coefficient,
                        momentum.IsNesterov ? MomentumKind.Nesterov : MomentumKind.HeavyBall
                    )
                    : new(descent, unit, Momentum: 0, MomentumKind.HeavyBall)
            ),
            ClosedForm<double>.None none => new ClosedForm<LinearDescent>.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    /// <summary>Whether the rate is the same in every epoch.</summary>
    public bool IsConstant => Settings.Schedule is RateSchedule.Constant;

    /// <summary>The curvature of the loss along an eigenmode of Σ^x, decay included.</summary>
    /// <param name="eigenvalue">λ_i of Σ^x.</param>
    public double Curvature(double eigenvalue) => Unit * eigenvalue + Settings.WeightDecay;

    /// <summary>The curvature that a step sees: that of the loss, but for Newton's method, which divides by it.</summary>
    /// <param name="eigenvalue">λ_i of Σ^x.</param>
    public double EffectiveCurvature(double eigenvalue) =>
        (Settings.Optimiser, Curvature(eigenvalue)) switch
        {
            (Optimiser.Newton, 0) => 0, // Left alone, as by a pseudo-inverse.
            (Optimiser.Newton newton, double curvature) => curvature / (curvature + newton.Damping),
            (_, double curvature) => curvature,
        };

    /// <summary>The rate and momentum, for Theory.</summary>
    public MomentumChoice Choice => new(Settings.Rate, Momentum, Kind);

    private static string? WhyNot(LearningTask task, Architecture architecture, LearningRule learning) =>
        learning is not DescentSettings descent
            ? "This is descent on a quadratic, step by step, but this run is a flow, which takes no steps. Its own solution is \"shallow\"."
        : !architecture.IsLinear
            ? "The loss is a quadratic only for a linear network without biases, but this one has "
                + (architecture.Sizes.HasBias ? "biases." : $"{architecture.Activation} units.")
        : architecture.Sizes.Depth != 1
            ? $"The loss is a quadratic only without hidden layers (L = 1), but this network has L = {architecture.Sizes.Depth}."
        : descent.Batch < task.Items!.Count
            ? $"The loss is one quadratic only in full batches, but here a step sees {descent.Batch} of {task.Items.Count} items. "
                + "Give \"batch\": \"all\"."
        : descent.Order is ItemOrder.Drawn
            ? "Items are drawn with replacement, so that no batch is the whole data and each has a quadratic of its own. "
                + "Take another \"order\"."
        : descent.Averaging > 0
            ? "The run is looked at in averages of its weights, which move by another law than the weights. Leave out \"averaging\"."
        : descent.Optimiser is not (Optimiser.Plain or Optimiser.Momentum or Optimiser.Newton)
            ? $"Its closed form is that of plain descent, momentum and Newton's method, but the steps of \"{descent.Optimiser.Name}\" are "
                + "not linear in the weights."
        : descent.Optimiser is Optimiser.Momentum && descent.Schedule is not RateSchedule.Constant
            ? "Momentum has its closed form at a constant rate, but this run's rate changes from epoch to epoch."
        : null;
}
