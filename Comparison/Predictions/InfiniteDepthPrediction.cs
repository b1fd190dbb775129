using Dynamics.Theory;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The limit of infinite depth in the place of a deep network: the balanced modes of L → ∞, in its time τ/L.</summary>
/// <remarks>τ du/dt = L u²(s − d u); see <see cref="InfinitelyDeepMode"/>. How far a network is from it shows how deep is deep.</remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class InfiniteDepthPrediction(InitialStrength initialStrength) : IPrediction
{
    // At 100 layers a mode that starts from 1 % of its target is half learned 7 % earlier than in the limit.
    private const int DeepEnough = 100;

    /// <inheritdoc/>
    public string Name => "infiniteDepth" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a", "infinite depth");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<double> clock = RunClock.TimeConstant(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        var start = new ModeStart(initialStrength, context);
        return ModeCurves.Of(
            start.Modes,
            ModeSolutions.PerMode(
                start.Modes,
                start.Strengths,
                (s, d, u0) => new InfinitelyDeepMode(s, d, u0, tau / context.Depth)
            ),
            start.IsMatched ? Standing.Heuristic : Standing.Asymptotic,
            solutions =>
                [
                    new Assumption(
                        $"depth: L ≥ {DeepEnough}, and the truer the larger",
                        context.Depth >= DeepEnough,
                        FormattableString.Invariant($"L = {context.Depth}")
                    ),
                    .. start.IsMatched ? start.ForAny() : start.ForBalanced(solutions, context.Learning.End),
                    .. StepSize.ForFlow(context, tau),
                ]
        );
    }
}
