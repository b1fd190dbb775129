using Dynamics.Theory;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The balanced solution of every mode at any depth, from a start that is prescribed or read off the weights.</summary>
/// <remarks>
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120; see <see cref="ModeSolutions"/>. Measured means what grows: of two
/// layers ¼|W₁v + W₂ᵀu|², of more the tangent-matched strength, which makes the curve a heuristic for any start, unless the start is
/// balanced and aligned itself. It is the solution of the flow, with its weight decay: of a descent it is the limit of small steps.
/// </remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class BalancedPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <summary>u(0) that the formula is given.</summary>
    public InitialStrength InitialStrength => initialStrength;

    /// <inheritdoc/>
    public string Name => "balanced" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<double> clock = RunClock.TimeConstantOfDecaying(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        var start = new ModeStart(initialStrength, context);
        return ModeCurves.Of(
            start.Modes,
            ModeSolutions.Balanced(start.Modes, start.Strengths, tau, context.Depth, RunClock.WeightDecay(context)),
            start.IsMatched ? Standing.Heuristic : StepSize.OfFlow(context),
            solutions =>
                [
                    .. start.IsMatched ? start.ForAny() : start.ForBalanced(solutions, context.Learning.End),
                    .. StepSize.ForFlow(context, tau),
                ],
            PredictedSharpness.OfBalanced(context, start.Modes, start.Strengths)
        );
    }
}
