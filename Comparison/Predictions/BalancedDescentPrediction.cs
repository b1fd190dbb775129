using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>Full-batch descent of every mode from balanced, aligned weights, step by step and exact, at any depth and schedule.</summary>
/// <remarks>
/// a' = a + η a^{L−1}(s − d a^L), u = a^L; see <see cref="BalancedDescentMode"/>. Its time is the epoch; between epochs, where
/// there is no descent, the curves are straight lines. Measured and overlap as in <see cref="BalancedPrediction"/>.
/// </remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class BalancedDescentPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <inheritdoc/>
    public string Name => "balancedDescent" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a", "map of descent");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        ClosedForm<DescentContext> known = DescentContext.OfFullBatch(
            context,
            "This is the map of a step of descent",
            ofFlow: "balanced"
        );
        if (known is not ClosedForm<DescentContext>.Found { Solution: var descent })
        {
            return new Forecast.None(((ClosedForm<DescentContext>.None)known).Because);
        }
        var start = new ModeStart(initialStrength, context);
        BalancedDescentPath Path(double s, double d, double u0) => new(context.Depth, s, d, u0, descent.Rates);
        return ModeCurves.Of(
            start.Modes,
            ModeSolutions.PerMode(start.Modes, start.Strengths, Path),
            start.IsMatched ? Standing.Heuristic : Standing.Exact,
            solutions =>
                start.IsMatched
                    ? start.ForAny()
                    :
                    [
                        .. start.ForBalanced(solutions, context.Learning.End),
                        .. RoundingGrowth.Of(context, context.StartingWeights[0]),
                        .. RoundingGrowth.Of(
                            start.Modes,
                            solutions,
                            (mode, s, d) => Path(s, d, start.Strengths[mode] * RoundingGrowth.Nudge),
                            context.Learning.End
                        ),
                    ],
            PredictedSharpness.OfBalanced(context, start.Modes, start.Strengths)
        );
    }
}
