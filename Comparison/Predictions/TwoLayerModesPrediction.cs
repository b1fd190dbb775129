using System.Globalization;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The two-layer solution of every mode from any start of it: P and M are read off the weights, whatever their imbalance.</summary>
/// <remarks>
/// Exact for modes that share nothing of the hidden layer; see <see cref="UnbalancedTwoLayerMode"/>. Sequential gives every mode
/// what the stronger ones leave of P, which is exact in the limit of small starts.
/// </remarks>
/// <param name="isSequential">Whether the modes take their part of the start in turn, the strongest first.</param>
public sealed class TwoLayerModesPrediction(bool isSequential) : IPrediction
{
    // Inner products of hidden vectors below this part of their lengths are rounding.
    private const double Rounding = 1e-12;

    // A start of which a quarter is more than this part of s does not wait until stronger modes are done.
    private const double SmallStart = 0.01;

    /// <inheritdoc/>
    public string Name => isSequential ? "sequential" : "twoInvariant";

    /// <inheritdoc/>
    public string Legend => isSequential ? "theory, modes in sequence" : "theory, two invariants";

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        SingularModes modes = context.Task.Modes;
        if (context.Depth != 2)
        {
            return new Forecast.None(
                $"P and M are those of two layers, but this network has L = {context.Depth}. Take \"balanced\" with a measured strength."
            );
        }
        ClosedForm<double> clock = RunClock.TimeConstant(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        IReadOnlyList<Matrix<double>> weights = context.StartingWeights;
        TwoLayerStart[] starts = isSequential
            ? TwoLayerStarts.Sequential(modes, weights)
            : TwoLayerStarts.Isolated(modes, weights);
        Forecast forecast = ModeCurves.Of(
            modes,
            ModeSolutions.Unbalanced(modes, starts, tau),
            isSequential ? Standing.Asymptotic : StepSize.OfFlow(context),
            () =>
                [isSequential ? IsSmall(modes, starts) : IsSeparate(modes, weights), .. StepSize.ForFlow(context, tau)]
        );
        return SaddleEnd.Of(forecast, context, tau);
    }

    /// <summary>That every mode moves alone, with the number that says how nearly.</summary>
    internal static Assumption IsSeparate(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        double shared = TwoLayerStarts.SharedHidden(modes, weights);
        return new Assumption(
            "modes share no hidden direction: W₁v_α and W₂ᵀu_α of one are orthogonal to all others",
            shared <= Rounding,
            shared <= Rounding
                ? "no overlap beyond rounding"
                : string.Create(CultureInfo.InvariantCulture, $"largest |cos| of an angle between them {shared:g3}")
        );
    }

    private static Assumption IsSmall(SingularModes modes, TwoLayerStart[] starts)
    {
        double largest = starts.Select((start, mode) => start.BalancedStrength / modes.SingularValues[mode]).Max();
        return new Assumption(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a small start, P/4 ≤ {SmallStart} s, and the truer the smaller"
            ),
            largest <= SmallStart,
            string.Create(CultureInfo.InvariantCulture, $"largest P/4s {largest:g3}")
        );
    }
}
