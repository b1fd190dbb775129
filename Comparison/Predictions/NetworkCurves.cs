using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Predictions;

/// <summary>From all weights of a predicted linear network, up to rotations of hidden units, to every observable of them.</summary>
/// <remarks>They are looked at exactly as simulated ones. What a rotation changes, the drift of the imbalance, is not predicted.</remarks>
internal static class NetworkCurves
{
    private static readonly Observable[] always = [Observable.Modes, Observable.SingularValues, Observable.Loss];

    /// <summary>What is the same for layers R W₁ and W₂Rᵀ.</summary>
    private static readonly Observable[] askedFor =
    [
        Observable.Entries,
        Observable.Hidden,
        Observable.Readout,
        Observable.Kernel,
        Observable.Sharpness,
        Observable.Curvature,
    ];

    /// <summary>The curves of predicted weights.</summary>
    /// <param name="context">The run, which says what is looked at.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs.</param>
    /// <param name="weightsAt">Writes W_1 … W_L one after the other, each column-major; NaN where they are unknown.</param>
    public static Forecast.Curves Of(
        PredictionContext context,
        Standing standing,
        IReadOnlyList<Assumption> assumptions,
        CurveEvaluator weightsAt
    )
    {
        LayerSizes sizes = context.Architecture.Sizes;
        var observer = new NetworkObserver(
            context.Task,
            context.Architecture,
            [.. always, .. askedFor.Intersect(context.Observe)]
        );
        double[] weights = new double[sizes.Count];
        NetworkView network = new(sizes, weights);
        weightsAt(0, weights);
        observer.SetStart(network);
        return new Forecast.Curves(
            standing,
            assumptions,
            observer.Columns,
            (time, values) =>
            {
                weightsAt(time, weights);
                if (double.IsNaN(weights[0]))
                {
                    values.Fill(double.NaN);
                    return;
                }
                observer.Observe(network, values);
            }
        );
    }
}
