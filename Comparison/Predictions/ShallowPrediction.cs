using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The exact solution of a network without hidden layers, as a whole matrix, for any Σ^x.</summary>
/// <remarks>
/// W(t) = W* + (W(0) − W*)e^{−Σ^xt/τ}, under weight decay γ with Σ^x + γ1 for Σ^x, in W* too. A prescribed strength replaces W(0) by b₀ Σ u vᵀ, as the course sheet does; otherwise
/// W(0) is the start at hand and the curves are exact.
/// </remarks>
/// <param name="initialStrength">b₀ of every mode, of any sign; measured and overlap both mean the start at hand.</param>
public sealed class ShallowPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <summary>u(0) that the formula is given.</summary>
    public InitialStrength InitialStrength => initialStrength;

    /// <inheritdoc/>
    public string Name => "shallow" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("b");

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        LearningTask task = context.Task;
        if (context.Depth != 1)
        {
            return new Forecast.None(
                $"The shallow solution needs a network without hidden layers (L = 1), but this network has L = {context.Depth}."
            );
        }
        ClosedForm<double> clock = RunClock.TimeConstantOfDecaying(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        (Matrix<double> start, Assumption isGiven) = ShallowStart.Of(initialStrength, context);
        // Σ^yx − WΣ^x − γW: decay is white noise on the inputs, of variance γ.
        Matrix<double> sigmaX =
            task.SigmaX + RunClock.WeightDecay(context) * Matrix<double>.Build.DiagonalIdentity(task.SigmaX.RowCount);
        var solution = new ShallowMap(task.SigmaYX, sigmaX, start, tau);
        return MapCurves.Of(
            task,
            StepSize.OfFlow(context),
            [isGiven, .. StepSize.ForFlow(context, tau)],
            solution.MapAt,
            context.Observe
        );
    }
}
