using System.Globalization;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The flow that full-batch descent of balanced modes follows to second order in the rate, at any depth from two layers.</summary>
/// <remarks>
/// da/dn = ηf − ½η²f f'; see <see cref="ModifiedFlowMode"/>. "balancedDescent" is exact, and η² away; the flow is
/// η away. Measured and overlap as in <see cref="BalancedPrediction"/>.
/// </remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class ModifiedFlowPrediction(InitialStrength initialStrength) : IPrediction
{
    /// <inheritdoc/>
    public string Name => "modifiedFlow" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a", "modified flow");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        if (context.Depth == 1)
        {
            return new Forecast.None(
                "The modified flow is for two layers and more, but this network has L = 1. Take \"shallowDescent\", which is exact."
            );
        }
        ClosedForm<DescentContext> known = DescentContext.OfFullBatch(
            context,
            "The modified flow follows steps",
            ofFlow: "balanced"
        );
        if (known is not ClosedForm<DescentContext>.Found { Solution: var descent })
        {
            return new Forecast.None(((ClosedForm<DescentContext>.None)known).Because);
        }
        if (descent.Settings.Schedule is not RateSchedule.Constant)
        {
            return new Forecast.None(
                "The modified flow is that of one rate, but here it changes from epoch to epoch. Take \"balancedDescent\", the "
                    + "exact map at any schedule."
            );
        }
        double rate = descent.Rates(0);
        var start = new ModeStart(initialStrength, context);
        SingularModes modes = start.Modes;
        double largest = Enumerable
            .Range(0, modes.Count)
            .Min(mode =>
                ModifiedFlowMode.LargestRate(
                    context.Depth,
                    modes.SingularValues[mode],
                    modes.InputVariances[mode],
                    start.Strengths[mode]
                )
            );
        if (modes.SharesInputDirections && rate >= largest)
        {
            return new Forecast.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"At {rate:g3} units of flow time a step the modified flow comes to rest on its way; it needs less than {largest:g3}. "
                ) + "Take \"balancedDescent\", the exact map."
            );
        }
        return ModeCurves.Of(
            modes,
            ModeSolutions.PerMode(
                modes,
                start.Strengths,
                IModeSolution (s, d, u0) =>
                    d == 0 // s is 0 too, and nothing moves
                        ? new NullMode(context.Depth, d, decay: 0, u0, timeConstant: 1)
                        : new ModifiedFlowMode(context.Depth, s, d, u0, rate)
            ),
            start.IsMatched ? Standing.Heuristic : Standing.Asymptotic,
            solutions =>
                [
                    .. start.IsMatched ? start.ForAny() : start.ForBalanced(solutions, context.Learning.End),
                    StepSize.IsSmall(context, timeConstant: 1 / rate),
                ],
            PredictedSharpness.OfBalanced(context, modes, start.Strengths)
        );
    }
}
