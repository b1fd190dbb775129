using System.Globalization;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The whole two-layer network at once, QQᵀ(t) from the start at hand; see <see cref="TwoLayerMap"/>.</summary>
/// <param name="lambda">λ that takes the place of W₂ᵀW₂ − W₁W₁ᵀ; null for its trace over h.</param>
public sealed class MatrixPrediction(double? lambda) : IPrediction
{
    // Weights drawn or computed in double precision are λ-balanced to about this, relative to their squares.
    private const double Rounding = 1e-12;

    /// <inheritdoc/>
    public string Name =>
        lambda switch
        {
            0 => "matrix",
            null => "matrix-trace",
            _ => "matrix-lambda",
        };

    /// <inheritdoc/>
    public string Legend =>
        lambda is double number
            ? string.Create(CultureInfo.InvariantCulture, $"theory, whole matrix, *λ* = {number:g3}")
            : "theory, whole matrix, *λ* of the trace";

    /// <summary>Whether a two-layer start is λ-balanced with some λ, on which this is exact with that λ.</summary>
    internal static bool IsOfOneLambda(PredictionContext context)
    {
        (Matrix<double> first, Matrix<double> second) = EffectiveUnits.Of(
            context.StartingWeights[0],
            context.StartingWeights[1]
        );
        return TwoLayerMap.BalanceOf(first, second).Defect <= RoundingOf(first, second);
    }

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        LearningTask task = context.Task;
        if (context.Depth != 2)
        {
            return new Forecast.None($"QQᵀ is that of two layers, but this network has L = {context.Depth}.");
        }
        double variance = task.SigmaX.Diagonal().Average();
        double colour = (task.SigmaX - variance * Matrix<double>.Build.DiagonalIdentity(task.SigmaX.RowCount))
            .Enumerate()
            .Max(Math.Abs);
        if (colour > 1e-10 * variance)
        {
            return new Forecast.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"QQᵀ needs white inputs, Σ^x = d1, but Σ^x differs from its mean variance {variance:g3} by up to {colour:g3}."
                )
            );
        }
        ClosedForm<double> clock = RunClock.TimeConstant(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        (Matrix<double> first, Matrix<double> second) = EffectiveUnits.Of(
            context.StartingWeights[0],
            context.StartingWeights[1]
        );
        (double traced, double defect) = TwoLayerMap.BalanceOf(first, second);
        // The digits of rounding are another machine's on another machine.
        traced = Math.Abs(traced) <= RoundingOf(first, second) ? 0 : traced;
        double given = lambda ?? traced;
        var solution = new TwoLayerMap(task.SigmaYX, variance, (first, second), given, tau);
        if (context.Learning.End > solution.LatestTime)
        {
            return new Forecast.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With λ = {given:g3} the solution moves so fast that it can be followed to t = {solution.LatestTime:g3} only, but the run ends at {context.Learning.End:g6}. Take a smaller λ."
                )
            );
        }
        Forecast.Curves curves = NetworkCurves.Of(
            context,
            StepSize.OfFlow(context),
            [
                .. AreAlike(context.StartingWeights[0].RowCount, first.RowCount),
                IsBalanced(first, second, given, traced, defect),
                .. StepSize.ForFlow(context, tau),
            ],
            (time, weights) => Write(solution.LayersAt(time), context.Architecture.Sizes, weights)
        );
        return SaddleEnd.Of(curves, context, tau);
    }

    /// <summary>W₁ and W₂ as a network's weights; units that were taken as one are a rotation of one unit and others of no weight.</summary>
    private static void Write(
        (Matrix<double> First, Matrix<double> Second) layers,
        LayerSizes sizes,
        Span<double> weights
    )
    {
        weights.Clear();
        Span<double> first = weights[sizes[0]];
        for (int input = 0; input < sizes.Inputs; input++)
        {
            layers.First.Column(input).AsArray().CopyTo(first[(input * sizes.Rows(0))..]);
        }
        layers.Second.ToColumnMajorArray().CopyTo(weights[sizes[1]]);
    }

    private static IEnumerable<Assumption> AreAlike(int units, int effective) =>
        effective == units
            ? []
            :
            [
                new Assumption(
                    "units that start alike stay alike, and are taken as one",
                    Holds: true,
                    $"{units} hidden units start as {effective} that differ"
                ),
            ];

    /// <summary>What an entry of W₂ᵀW₂ − W₁W₁ᵀ may be and still be nothing.</summary>
    private static double RoundingOf(Matrix<double> first, Matrix<double> second)
    {
        double scale = Math.Max(first.Enumerate().Max(Math.Abs), second.Enumerate().Max(Math.Abs));
        return Rounding * scale * scale * first.RowCount;
    }

    private static Assumption IsBalanced(
        Matrix<double> first,
        Matrix<double> second,
        double given,
        double traced,
        double defect
    )
    {
        double allowed = RoundingOf(first, second);
        return new Assumption(
            string.Create(CultureInfo.InvariantCulture, $"λ-balanced weights: W₂ᵀW₂ − W₁W₁ᵀ = λ1, λ = {given:g3}"),
            defect <= allowed && Math.Abs(given - traced) <= allowed,
            defect <= allowed
                ? string.Create(CultureInfo.InvariantCulture, $"it is {traced:g3} times 1")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"its trace over h is {traced:g3}, and it differs from that by up to {defect:g3}"
                )
        );
    }
}
