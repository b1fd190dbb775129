using Dynamics.Comparison.Observation;
using Dynamics.Theory;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>The loss as a staircase: a plateau of ½Σ s²/d over the modes not yet learned, a step at every half-rise.</summary>
/// <remarks>The limit of small starts of the balanced solution; see <see cref="LearningPhases"/>. It speaks of the loss alone.</remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class StaircasePrediction(InitialStrength initialStrength) : IPrediction
{
    // Below this part of its target a mode costs as much as one that has not begun, to the eye.
    private const double SmallStart = 0.01;

    /// <inheritdoc/>
    public string Name => "staircase" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a", "staircase");

    /// <inheritdoc/>
    public bool NeedsModes => true;

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        SingularModes modes = context.Task.Modes;
        ClosedForm<double> clock = RunClock.TimeConstant(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        if (context.Depth == 1)
        {
            return new Forecast.None(
                "A shallow network learns all modes at once, so that its loss has no plateaus. Take \"shallow\"."
            );
        }
        var start = new ModeStart(initialStrength, context, followsNullModes: false);
        return ModeSolutions.Balanced(modes, start.Strengths, tau, context.Depth) switch
        {
            ClosedForm<IReadOnlyList<IModeSolution>>.Found found => Staircase(context, start, found.Solution, tau),
            ClosedForm<IReadOnlyList<IModeSolution>>.None none => new Forecast.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    private static Forecast.Curves Staircase(
        PredictionContext context,
        ModeStart start,
        IReadOnlyList<IModeSolution> solutions,
        double timeConstant
    )
    {
        SingularModes modes = context.Task.Modes;
        var phases = new LearningPhases(modes, [.. solutions.Cast<IMonotoneMode>()]);
        double largest = start
            .Strengths.Select((strength, mode) => strength * modes.InputVariances[mode] / modes.SingularValues[mode])
            .Max();
        return new Forecast.Curves(
            start.IsMatched ? Standing.Heuristic : Standing.Asymptotic,
            [
                new Assumption(
                    FormattableString.Invariant($"a small start, a₀ ≤ {SmallStart} s, and the truer the smaller"),
                    largest <= SmallStart,
                    FormattableString.Invariant($"largest a₀/s {largest:g3}")
                ),
                .. start.IsMatched ? start.ForAny() : start.ForBalanced(solutions, context.Learning.End),
                .. StepSize.ForFlow(context, timeConstant),
            ],
            [ObservedColumns.Loss],
            (time, values) => values[0] = phases.StaircaseAt(time)
        );
    }
}
