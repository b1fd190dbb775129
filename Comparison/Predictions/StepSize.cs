using System.Globalization;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;

namespace Dynamics.Comparison.Predictions;

/// <summary>How large the steps of a descent are for a formula that is true of small ones.</summary>
/// <remarks>
/// η is the flow time of an epoch and η_c the stability limit of full batches, beyond which nothing of the flow is left. Of two
/// layers and white inputs η/η_c is ηs of the strongest mode, of one layer ½ηd.
/// </remarks>
internal static class StepSize
{
    /// <summary>What a solution of the flow claims of a run: of a descent it is only the limit of small steps.</summary>
    public static Standing OfFlow(PredictionContext context) =>
        context.Learning is DescentSettings ? Standing.Asymptotic : Standing.Exact;

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

    /// <summary>That the steps are small, with the number that says how small.</summary>
    /// <param name="context">A descent whose modes move independently.</param>
    /// <param name="timeConstant">τ in epochs, 1/η.</param>
    public static Assumption IsSmall(PredictionContext context, double timeConstant)
    {
        if (
            StabilityLimit.OfTask(context.Depth, context.Task.Modes, context.Task.SigmaX)
            is not ClosedForm<double>.Found { Solution: double limit }
        )
        {
            throw new ArgumentException(
                "There is no stability limit where modes do not move independently.",
                nameof(context)
            );
        }
        double ratio = 1 / (timeConstant * limit);
        return new Assumption(
            "small steps: η < η_c, and the truer the smaller η/η_c",
            ratio < 1,
            string.Create(CultureInfo.InvariantCulture, $"η/η_c = {ratio:g3}")
        );
    }
}
