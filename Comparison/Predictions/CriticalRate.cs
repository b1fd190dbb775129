using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Predictions;

/// <summary>The learning rate beyond which full-batch descent leaves the balanced solution of its task.</summary>
/// <remarks>
/// <see cref="StabilityLimit.OfTask"/>, a flow time per step, as the rate of a step of all items: it depends on the loss, on
/// what the moments mean and on the number of items and outputs. Of one layer with a bias it is
/// 2/λ₁ of the inputs [x, 1]. Batches of fewer items may survive beyond it. Momentum raises it,
/// as <see cref="MomentumStability.LargestStableRate"/> says; other optimisers have none.
/// </remarks>
public static class CriticalRate
{
    /// <summary>η_c, or why there is none.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network: linear, with a bias only where it has no hidden layer, or there is none.</param>
    /// <param name="descent">The descent; neither its rate nor its batch nor its schedule matter.</param>
    public static ClosedForm<double> Of(
        LearningTask task,
        Simulation.Networks.Architecture architecture,
        DescentSettings descent
    )
    {
        bool isAffine = InputsWithConstant.IsAffineLayer(architecture);
        if (!architecture.IsLinear && !isAffine)
        {
            return new ClosedForm<double>.None(
                "A stability limit is known only of linear networks, with biases only where they have no hidden layer."
            );
        }
        if (descent is not { Optimiser: Optimiser.Plain or Optimiser.Momentum, WeightDecay: 0 })
        {
            return new ClosedForm<double>.None(
                "A stability limit is known of plain descent and of momentum, without weight decay."
            );
        }
        DescentSettings ofOne = descent with
        {
            Rate = 1,
            Batch = task.Items!.Count,
            Schedule = new RateSchedule.Constant(),
            Optimiser = new Optimiser.Plain(),
            Averaging = 0,
        };
        return (
            RunClock.TimeConstant(task, ofOne),
            isAffine
                ? new ClosedForm<double>.Found(2 / InputsWithConstant.SpectrumOf(task).Eigenvalues[0])
                : StabilityLimit.OfTask(architecture.Sizes.Depth, task.Modes, task.SigmaX)
        ) switch
        {
            (ClosedForm<double>.Found clock, ClosedForm<double>.Found limit) => new ClosedForm<double>.Found(
                With(descent.Optimiser, clock.Solution * limit.Solution)
            ),
            (ClosedForm<double>.None none, _) => none,
            (_, ClosedForm<double>.None none) => none,
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    /// <summary>Whether it is a fact about a run as it is: a full-batch descent of a network that has one.</summary>
    public static bool IsMeant(LearningTask task, RunPlan run) =>
        run.Learning is DescentSettings { Order: not ItemOrder.Drawn } descent
        && descent.Batch == task.Items?.Count
        && Of(task, run.ArchitectureFor(task), descent) is ClosedForm<double>.Found;

    private static double With(Optimiser optimiser, double plain) =>
        optimiser is Optimiser.Momentum momentum
            ? MomentumStability.LargestStableRate(
                curvature: 2 / plain,
                momentum.Coefficient,
                momentum.IsNesterov ? MomentumKind.Nesterov : MomentumKind.HeavyBall
            )
            : plain;
}
