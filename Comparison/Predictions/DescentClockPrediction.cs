using System.Globalization;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The balanced flow of two layers, read off a clock that runs as descent does: in full batch, or one-hot items one at a time.</summary>
/// <remarks>
/// st/τ is replaced by n ln(1 + ηs) in full batch, a heuristic for any start, and by n(ηs − (ηs)²/4) for one-hot items
/// one at a time, asymptotic for small ηs; see <see cref="DescentClock"/>. Its time is the epoch.
/// </remarks>
/// <param name="initialStrength">a₀ of every mode; a prescribed one must not be negative.</param>
public sealed class DescentClockPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <inheritdoc/>
    public string Name => "descentClock" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a", "descent clock");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<DescentContext> known = DescentContext.Of(
            context,
            "The descent clock counts steps",
            ofFlow: "balanced"
        );
        if (known is not ClosedForm<DescentContext>.Found { Solution.Settings: var descent })
        {
            return new Forecast.None(((ClosedForm<DescentContext>.None)known).Because);
        }
        if (context.Depth != 2)
        {
            return new Forecast.None(
                $"The descent clock is for two layers (L = 2), but this network has L = {context.Depth}. "
                    + (
                        context.Depth == 1
                            ? "Of one layer \"balancedDescent\" is exact in full batch."
                            : "Deeper, a mode's plateau is no exponential growth, and the flow is nearer: take \"balanced\"; or "
                                + "\"balancedDescent\", the exact map in full batch."
                    )
            );
        }
        ClosedForm<double> clock = RunClock.TimeConstant(context); // ticks alike in every epoch, or not at all
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        var start = new ModeStart(initialStrength, context);
        return descent.IsFullBatch(context.Task.Items!.Count) ? InFullBatch(context, start, tau)
            : descent is { Batch: 1, Order: not ItemOrder.Drawn } && context.Task.Items.IsOneHot
                ? ItemByItem(context, start, tau)
            : new Forecast.None(
                "The descent clock is known for full batches and for one-hot items one at a time, but here a step sees "
                    + $"{StepSize.ItemsOf(descent, context.Task.Items.Count)}"
                    + (context.Task.Items.IsOneHot ? "" : ", which are not one-hot")
                    + $". {StepSize.WayToFullBatch(descent)}, or take \"balanced\", the limit of small steps."
            );
    }

    private static Forecast InFullBatch(PredictionContext context, ModeStart start, double tau)
    {
        return ModeCurves.Of(
            start.Modes,
            ModeSolutions.PerMode(
                start.Modes,
                start.Strengths,
                IModeSolution (s, d, a0) =>
                    s == 0 ? new NullMode(depth: 2, d, decay: 0, a0, tau) : DescentClock.OfFullBatch(s, d, a0, 1 / tau)
            ),
            Standing.Heuristic,
            _ => [.. start.ForAny(), StepSize.IsSmall(context, tau)]
        );
    }

    // The formula counts in sums over items, whichever the task's moments are: of one-hot items d is 1 there.
    private static Forecast ItemByItem(PredictionContext context, ModeStart start, double tau)
    {
        SingularModes modes = start.Modes;
        double fastest = modes.SingularValues[0] / tau;
        if (fastest >= 2)
        {
            return new Forecast.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock of one item at a time, ηs − (ηs)²/4, is for small steps, but the strongest mode has ηs = {fastest:g3} an epoch. "
                ) + "Take a smaller rate."
            );
        }
        return ModeCurves.Of(
            modes,
            ModeSolutions.PerMode(
                modes,
                start.Strengths,
                IModeSolution (s, d, a0) =>
                    s == 0
                        ? new NullMode(depth: 2, d, decay: 0, a0, tau)
                        : DescentClock.OfOneHotItems(s / d, a0, d / tau)
            ),
            start.IsAligned ? Standing.Asymptotic : Standing.Heuristic,
            solutions =>
                [
                    .. start.IsAligned ? start.ForBalanced(solutions, context.Learning.End) : start.ForAny(),
                    StepSize.IsSmall(context, tau),
                ]
        );
    }
}
