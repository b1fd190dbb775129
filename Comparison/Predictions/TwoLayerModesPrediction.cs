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

    // Of squares: what of them is rounding of the largest.
    private const double Negligible = 1e-24;

    // Of the largest target: a mode that stays below this may start from anything.
    private const double Invisible = 1e-11;

    // A start of which a quarter is more than this part of s does not wait until stronger modes are done.
    private const double SmallStart = 0.01;

    /// <inheritdoc/>
    public string Name => isSequential ? "sequential" : "twoInvariant";

    /// <inheritdoc/>
    public string Legend => isSequential ? "theory, modes in sequence" : "theory, two invariants";

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
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
        SingularModes modes = isSequential ? context.Task.Modes : ModesApart(context);
        TwoLayerStart[] starts = isSequential
            ? TwoLayerStarts.Sequential(modes, weights)
            : TwoLayerStarts.Isolated(modes, weights);
        Forecast forecast = ModeCurves.Of(
            modes,
            ModeSolutions.Unbalanced(modes, starts, tau),
            isSequential ? Standing.Asymptotic : StepSize.OfFlow(context),
            solutions =>
                [
                    isSequential
                        ? IsSmall(modes, starts, ModeStart.OutsideOf(modes, weights).Norm)
                        : IsSeparate(context, modes, solutions),
                    .. StepSize.ForFlow(context, tau),
                ]
        );
        return SaddleEnd.Of(forecast, context, tau);
    }

    /// <summary>The modes of a run's task, and what of its start lies beside them as modes with s = 0, where these move alone too.</summary>
    internal static SingularModes ModesApart(PredictionContext context)
    {
        SingularModes taught = context.Task.Modes;
        IReadOnlyList<Matrix<double>> weights = context.StartingWeights;
        (double outside, double nothing) = ModeStart.OutsideOf(taught, weights);
        if (outside == 0 || TwoLayerStarts.SharedHidden(taught, weights) > Rounding)
        {
            return taught;
        }
        SingularModes whole = taught.WithDirectionsOf(ModeStart.MapOf(weights), context.Task.SigmaX, nothing);
        return whole.SharesInputDirections && TwoLayerStarts.SharedHidden(whole, weights) <= Rounding ? whole : taught;
    }

    /// <summary>That every mode moves alone, and nothing beside them, with the number that says how nearly.</summary>
    /// <param name="context">The run.</param>
    /// <param name="modes">What is followed: <see cref="ModesApart"/>.</param>
    /// <param name="solutions">What is said of it.</param>
    internal static Assumption IsSeparate(
        PredictionContext context,
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions
    )
    {
        IReadOnlyList<Matrix<double>> weights = context.StartingWeights;
        double shared = TwoLayerStarts.SharedHidden(modes, weights);
        int followed = modes.Count - context.Task.Modes.Count;
        double outside = ModeStart.OutsideOf(context.Task.Modes, weights).Norm;
        int[] visible = shared <= Rounding ? [.. VisibleRounding(context, modes, solutions)] : [];
        string[] parts =
        [
            .. shared > Rounding
                ? [Text($"largest |cos| of an angle between them {shared:g3}")]
                : Array.Empty<string>(),
            .. outside > 0 && followed == 0
                ? [Text($"a part of W(0) of norm {outside:g3} lies where Σ^yx has nothing, and is not followed")]
                : Array.Empty<string>(),
            .. visible.Select(mode =>
                Text($"mode {mode + 1} starts from what rounding of stronger ones decides, and is seen before the end")
            ),
        ];
        return new Assumption(
            "modes share no hidden direction: W₁v_α and W₂ᵀu_α of one are orthogonal to all others",
            parts.Length == 0,
            parts.Length > 0 ? string.Join("; ", parts)
                : followed == 0 ? "no overlap beyond rounding"
                : Text($"no overlap beyond rounding; {followed} of these modes with s = 0, of norm {outside:g3}")
        );
    }

    /// <summary>Modes that start from nothing but rounding beside the others, and are seen before the run ends.</summary>
    private static IEnumerable<int> VisibleRounding(
        PredictionContext context,
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions
    )
    {
        if (TwoLayerStarts.SharedHidden(modes, context.StartingWeights, rounding: 0) <= Rounding)
        {
            return [];
        }
        TwoLayerStart[] starts = TwoLayerStarts.Isolated(modes, context.StartingWeights);
        double longest = starts.Max(start => start.Growing + start.Decaying);
        double target = modes.SingularValues.Zip(modes.InputVariances, (s, d) => s == 0 ? 0 : s / d).Max();
        return Enumerable
            .Range(0, modes.Count)
            .Where(mode =>
                starts[mode].Growing + starts[mode].Decaying <= Negligible * longest
                && !(Math.Abs(solutions[mode].StrengthAt(context.Learning.End)) <= Invisible * target)
            );
    }

    private static Assumption IsSmall(SingularModes modes, TwoLayerStart[] starts, double outside)
    {
        double largest = starts
            .Select((start, mode) => Math.Max(start.BalancedStrength, outside) / modes.SingularValues[mode])
            .Max();
        return new Assumption(
            Text($"a small start, P/4 ≤ {SmallStart} s, and the truer the smaller"),
            largest <= SmallStart,
            Text($"largest P/4s {largest:g3}")
        );
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
