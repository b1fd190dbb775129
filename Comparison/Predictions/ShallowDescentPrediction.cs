using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Full-batch descent of a network without hidden layers as a whole matrix, step by step and exact, for any Σ^x and schedule.</summary>
/// <remarks>
/// W_n = W* + (W₀ − W*) Π (1 − η_kΣ^x), see <see cref="ShallowDescentMap"/>. Its time is the epoch; between epochs the curves are
/// those of a map on the straight line.
/// </remarks>
/// <param name="initialStrength">b₀ of every mode, of any sign; measured and overlap both mean the start at hand.</param>
public sealed class ShallowDescentPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <inheritdoc/>
    public string Name => "shallowDescent" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("b", "map of descent");

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        if (context.Depth != 1)
        {
            return new Forecast.None(
                $"This map is that of a network without hidden layers (L = 1), but this network has L = {context.Depth}. "
                    + "Of deeper ones \"balancedDescent\" is exact for balanced, aligned weights."
            );
        }
        ClosedForm<DescentContext> known = DescentContext.OfFullBatch(
            context,
            "This is the map of a step of descent",
            ofFlow: "shallow"
        );
        if (known is not ClosedForm<DescentContext>.Found { Solution: var descent })
        {
            return new Forecast.None(((ClosedForm<DescentContext>.None)known).Because);
        }
        LearningTask task = context.Task;
        (Matrix<double> start, Assumption isGiven) = ShallowStart.Of(initialStrength, context);
        var solution = new ShallowDescentMap(task.SigmaYX, task.SigmaX, start, descent.Rates);
        return MapCurves.Of(
            task,
            Standing.Exact,
            [isGiven, .. RoundingGrowth.Of(context, start)],
            solution.MapAt,
            context.Observe
        );
    }
}
