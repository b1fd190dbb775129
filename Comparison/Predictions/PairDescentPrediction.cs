using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>Full-batch descent of every mode of two layers from any start of it, step by step and exact, whatever its imbalance.</summary>
/// <remarks>
/// u' = u + ηeK + η²e²u, K' = K(1 + η²e²) + 4ηeu, e = s − d u; see <see cref="LayerPair"/>. Exact for modes that share nothing of the
/// hidden layer. Large rates are no limit: it overshoots, catapults and diverges as the descent does. Its time is the epoch.
/// </remarks>
public sealed class PairDescentPrediction : IPrediction
{
    /// <inheritdoc/>
    public string Name => "pairDescent";

    /// <inheritdoc/>
    public string Legend => "map of descent, two layers";

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        if (context.Depth != 2)
        {
            return new Forecast.None(
                $"The map of a pair is that of two layers, but this network has L = {context.Depth}. Take "
                    + (context.Depth == 1 ? "\"shallowDescent\"." : "\"balancedDescent\", of balanced weights.")
            );
        }
        ClosedForm<DescentContext> known = DescentContext.OfFullBatch(
            context,
            "This is the map of a step of descent",
            ofFlow: "twoInvariant"
        );
        if (known is not ClosedForm<DescentContext>.Found { Solution: var descent })
        {
            return new Forecast.None(((ClosedForm<DescentContext>.None)known).Because);
        }
        SingularModes modes = TwoLayerModesPrediction.ModesApart(context);
        TwoLayerStart[] starts = TwoLayerStarts.Isolated(modes, context.StartingWeights);
        int next = 0;
        return ModeCurves.Of(
            modes,
            ModeSolutions.PerMode(
                modes,
                [.. starts.Select(start => start.Strength)],
                (s, d, _) => new LayerPairPath(s, d, starts[next++], descent.Rates)
            ),
            Standing.Exact,
            solutions =>
                [
                    TwoLayerModesPrediction.IsSeparate(context, modes, solutions),
                    .. RoundingGrowth.Of(
                        modes,
                        solutions,
                        (mode, s, d) => new LayerPairPath(s, d, Nudged(starts[mode]), descent.Rates),
                        context.Learning.End
                    ),
                ]
        );
    }

    private static TwoLayerStart Nudged(TwoLayerStart start) =>
        new(start.Growing * RoundingGrowth.Nudge, start.Decaying * RoundingGrowth.Nudge)
        {
            Strength = start.Strength * RoundingGrowth.Nudge,
        };
}
