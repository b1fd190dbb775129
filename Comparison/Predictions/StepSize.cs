using System.Globalization;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>How large the steps of gradient descent are for a theory that is true in the limit of small ones.</summary>
/// <remarks>
/// Every theory of the flow takes its standing and its condition on the steps from here. η is the flow time of an epoch and η_c the
/// stability limit of full batches, beyond which nothing of the flow is left. Of two layers and white inputs η/η_c is ηs of the
/// strongest mode, of one layer ½ηd; where Σ^x shares no directions with the modes it is η over 2/λ₁ at the balanced solution W*.
/// </remarks>
internal static class StepSize
{
    /// <summary>The standing of a solution of the flow beside a run: beside gradient descent it is only the limit of small steps.</summary>
    /// <param name="context">The run.</param>
    /// <param name="besideFlow">The standing beside a flow.</param>
    public static Standing OfFlow(PredictionContext context, Standing besideFlow = Standing.Exact) =>
        context.Learning is DescentSettings ? Standing.Asymptotic : besideFlow;

    /// <summary>What a solution of the flow needs of the steps; nothing where the run is a flow itself.</summary>
    /// <param name="context">The run.</param>
    /// <param name="timeConstant">τ in epochs, 1/η.</param>
    public static IEnumerable<Assumption> ForFlow(PredictionContext context, double timeConstant) =>
        context.Learning is DescentSettings ? [IsSmall(context, timeConstant)] : [];

    /// <summary>What one step learns from, such as "3 of 8 items".</summary>
    public static string ItemsOf(DescentSettings descent, int items) =>
        $"{descent.Batch} of {items} items" + (descent.Order is ItemOrder.Drawn ? " drawn with replacement" : "");

    /// <summary>How all items come into every step, for the end of a refusal.</summary>
    public static string WayToFullBatch(DescentSettings descent) =>
        "Give \"batch\": \"all\"" + (descent.Order is ItemOrder.Drawn ? " and another \"order\"" : "");

    /// <summary>That the steps are small, with the number that measures them.</summary>
    /// <param name="context">Gradient descent of a linear network.</param>
    /// <param name="timeConstant">τ in epochs, 1/η.</param>
    public static Assumption IsSmall(PredictionContext context, double timeConstant)
    {
        LearningTask task = context.Task;
        double? ofModes = StabilityLimit.OfTask(context.Depth, task.Modes, task.SigmaX)
            is ClosedForm<double>.Found { Solution: double known }
            ? known
            : null;
        // Of the solution W = 0 two or more layers have no curvature; the initial map then has the largest on the way.
        bool isZero = task.Modes.Count == 0;
        Matrix<double> map = isZero ? context.StartingWeights.Aggregate((below, above) => above * below) : task.BestMap;
        double limit = ofModes ?? StabilityLimit.OfBalancedMap(context.Depth, map, task.SigmaX);
        double ratio = 1 / (timeConstant * limit);
        return new Assumption(
            "small steps: η < η_c, and the truer the smaller η/η_c",
            ratio < 1,
            string.Create(
                CultureInfo.InvariantCulture,
                $"η/η_c = {ratio:g3}{(ofModes is null ? $", η_c = 2/λ₁ at the {(isZero ? "initial map, balanced" : "balanced solution")}" : "")}"
            )
        );
    }
}
