using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;

namespace Dynamics.Comparison.Predictions;

/// <summary>How a run's own time (t of a flow, epochs of a descent) and the time of the flow's theory go together.</summary>
public static class RunClock
{
    /// <summary>τ in the run's own unit of time, for the moments the task holds; or why there is none.</summary>
    /// <remarks>Of a flow its τ. Of a descent one over the flow time of an epoch, in which the flow has τ = 1.</remarks>
    public static ClosedForm<double> TimeConstant(LearningTask task, LearningRule learning) =>
        learning switch
        {
            FlowSettings flow => new ClosedForm<double>.Found(flow.TimeConstant),
            DescentSettings { Optimiser: not Optimiser.Plain } descent => new ClosedForm<double>.None(
                $"A step of \"{descent.Optimiser.Name}\" is not −η times a gradient, so that epochs have no time of the flow. Leave "
                    + "\"optimiser\" out for theories of gradient descent."
            ),
            DescentSettings { Averaging: > 0 } => new ClosedForm<double>.None(
                "What is seen of this run is a moving average of its weights, which lags behind any flow. Leave \"averaging\" out for "
                    + "theories of gradient descent."
            ),
            DescentSettings { Schedule: not RateSchedule.Constant } => new ClosedForm<double>.None(
                "The learning rate changes from epoch to epoch, so that epochs are not equally long in the time of the flow."
            ),
            DescentSettings descent => PerEpoch(task, descent) switch
            {
                ClosedForm<EpochTime>.Found found => new ClosedForm<double>.Found(
                    1 / InMomentsOf(task, found.Solution)
                ),
                ClosedForm<EpochTime>.None none => new ClosedForm<double>.None(none.Because),
                _ => throw new InvalidOperationException("An answer is found, or there is none."),
            },
            _ => new ClosedForm<double>.None("This learning rule has no clock."),
        };

    /// <summary>The same for a run that a theory of linear networks without weight decay is asked about.</summary>
    public static ClosedForm<double> TimeConstant(PredictionContext context) =>
        WeightDecay(context) is > 0 and double decay
            ? new ClosedForm<double>.None(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"This is a theory of a flow without weight decay, but this run's weights decay, γ = {decay:g6}. Take "
                )
                    + (context.Depth == 1 ? "\"shallow\"" : "\"balanced\" or \"reference\"")
                    + ", which know it."
            )
            : TimeConstantOfDecaying(context);

    /// <summary>γ of a run in the unit of Σ^yx; 0 where it has no clock.</summary>
    /// <remarks>
    /// Of a flow its own. Of a descent what takes as much per epoch: its weights lose γη of themselves per update, those of a flow
    /// with τ = 1 γ per unit of time, so it is γη times the updates of an epoch over its flow time.
    /// </remarks>
    public static double WeightDecay(PredictionContext context) =>
        context.Learning switch
        {
            FlowSettings flow => flow.WeightDecay,
            DescentSettings { WeightDecay: > 0 } descent
                when TimeConstant(context.Task, descent) is ClosedForm<double>.Found { Solution: double tau } =>
                descent.WeightDecay * descent.Rate * Updates(context.Task, descent) * tau,
            _ => 0,
        };

    private static int Updates(LearningTask task, DescentSettings descent) =>
        (task.Items!.Count + descent.Batch - 1) / descent.Batch;

    /// <summary>The same for a theory of linear networks that knows weight decay, <see cref="WeightDecay"/>.</summary>
    public static ClosedForm<double> TimeConstantOfDecaying(PredictionContext context) =>
        context.Architecture.IsLinear
            ? TimeConstant(context.Task, context.Learning)
            : new ClosedForm<double>.None(
                "This is a theory of linear networks without biases, but this network has "
                    + (context.Architecture.Sizes.HasBias ? "biases." : $"{context.Architecture.Activation} units.")
            );

    /// <summary>The flow time of an epoch where a flow of these moments has τ = 1.</summary>
    private static double InMomentsOf(LearningTask task, EpochTime epoch) =>
        task.Convention == MomentConvention.Mean
            ? FlowTime.FromSumToMean(epoch.Expected, task.Items!.Count)
            : epoch.Expected;

    private static ClosedForm<EpochTime> PerEpoch(LearningTask task, DescentSettings descent) =>
        FlowTime.PerEpoch(
            descent.Loss switch
            {
                Loss.MeanSquared => DescentLoss.MeanOverOutputs,
                Loss.HalfSquared => DescentLoss.HalfSumOfSquares,
                _ => DescentLoss.CrossEntropy,
            },
            descent.Rate,
            descent.Batch,
            task.Moments.Outputs,
            task.Items!.Count
        );

    /// <summary>The clock in a sentence, such as "one epoch = 0.01 units of flow time"; empty for a flow.</summary>
    public static string Describe(LearningTask task, LearningRule learning) =>
        (learning, TimeConstant(task, learning)) switch
        {
            (DescentSettings, ClosedForm<double>.Found found) => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"One epoch = {1 / found.Solution:g6} units of flow time (moments {(task.Convention == MomentConvention.Mean ? "averaged" : "summed")} over items, τ = 1)."
            ),
            (DescentSettings, ClosedForm<double>.None none) => none.Because,
            _ => "",
        };

    /// <summary>Flow time of each epoch of a descent by its 0-based number, whatever its schedule; or why there is none.</summary>
    public static ClosedForm<Func<int, double>> EpochTimes(PredictionContext context, DescentSettings descent) =>
        TimeConstant(context with { Learning = descent with { Schedule = new RateSchedule.Constant() } }) switch
        {
            ClosedForm<double>.Found { Solution: double tau } => new ClosedForm<Func<int, double>>.Found(epoch =>
                descent.RateIn(epoch) / descent.Rate / tau
            ),
            ClosedForm<double>.None none => new ClosedForm<Func<int, double>>.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
}
