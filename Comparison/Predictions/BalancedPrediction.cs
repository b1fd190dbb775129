using System.Globalization;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The balanced solution of every mode at any depth, from a start that is prescribed or read off the weights.</summary>
/// <remarks>
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120; see <see cref="ModeSolutions"/>. Measured means what grows: of two
/// layers ¼|W₁v + W₂ᵀu|², of more the tangent-matched strength, which makes the curve a heuristic.
/// </remarks>
/// <param name="initialStrength">u(0) of every mode; a prescribed one must not be negative.</param>
public sealed class BalancedPrediction(InitialStrength initialStrength) : IPrediction
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their own squares.
    private const double Rounding = 1e-12;

    // The digits of rounding are another machine's on another machine: they are not printed.
    private const string NoneBeyondRounding = "no difference beyond rounding";

    /// <inheritdoc/>
    public string Name => "balanced" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a");

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        SingularModes modes = context.Task.Modes;
        ClosedForm<double> clock = RunClock.TimeConstant(context);
        if (clock is not ClosedForm<double>.Found { Solution: double tau })
        {
            return new Forecast.None(((ClosedForm<double>.None)clock).Because);
        }
        double[] strengths = Strengths(modes, context.StartingWeights);
        var solutions = ModeSolutions.Balanced(modes, strengths, tau, context.Depth);
        if (solutions is not ClosedForm<IReadOnlyList<IModeSolution>>.Found found)
        {
            return new Forecast.None(((ClosedForm<IReadOnlyList<IModeSolution>>.None)solutions).Because);
        }
        bool isMatched = context.Depth > 2 && initialStrength is InitialStrength.Measured;
        return ModeCurves.Of(
            modes,
            found.Solution,
            isMatched ? Standing.Heuristic : Standing.Exact,
            [.. Assumptions(modes, context.StartingWeights, strengths)]
        );
    }

    private double[] Strengths(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        initialStrength switch
        {
            InitialStrength.Prescribed prescribed =>
            [
                .. Enumerable.Repeat(prescribed.Value, modes.SingularValues.Count),
            ],
            InitialStrength.Overlap => StartingStrengths.Overlap(modes, weights),
            _ => Growing(modes, weights),
        };

    private static double[] Growing(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        weights.Count switch
        {
            1 => StartingStrengths.Overlap(modes, weights),
            2 => StartingStrengths.GrowingPart(modes, weights),
            _ => StartingStrengths.TangentMatched(modes, weights),
        };

    private static IEnumerable<Assumption> Assumptions(
        SingularModes modes,
        IReadOnlyList<Matrix<double>> weights,
        double[] given
    )
    {
        double scale = weights.Max(weight => weight.Enumerate().Max(Math.Abs));
        double allowed = Rounding * Math.Max(scale * scale, double.Epsilon);
        double imbalance = StartingStrengths.BalanceDefect(weights);
        yield return new Assumption(
            "balanced weights: W_{l+1}ᵀW_{l+1} = W_lW_lᵀ",
            imbalance <= allowed,
            imbalance <= allowed ? NoneBeyondRounding : Text($"largest difference {imbalance:g3}")
        );
        double coupling = StartingStrengths.AlignmentDefect(modes, weights);
        yield return new Assumption(
            "weights aligned with the modes: W(0) = Σ a₀uvᵀ",
            coupling <= allowed,
            coupling <= allowed ? NoneBeyondRounding : Text($"largest part of W(0) that couples modes {coupling:g3}")
        );
        double[] growing = Growing(modes, weights);
        string what = weights.Count switch
        {
            1 => "that is there, uᵀW(0)v",
            2 => "that grows, P/4 = ¼|W₁v + W₂ᵀu|²",
            _ => "that grows, matched to the tangent of the flow",
        };
        yield return new Assumption(
            $"the formula is given the strength {what}",
            given
                .Zip(growing)
                .All(pair => Math.Abs(pair.First - pair.Second) <= allowed + Rounding * Math.Abs(pair.First)),
            Text($"given {Listed(given)}, this start has {Listed(growing)}")
        );
        if (weights.Count > 1 && given.Any(strength => strength <= 0))
        {
            yield return new Assumption(
                "a₀ > 0: a mode that starts at or below 0 never learns",
                Holds: false,
                Text(
                    $"modes {string.Join(", ", Enumerable.Range(1, given.Length).Where(mode => given[mode - 1] <= 0))}"
                )
            );
        }
    }

    private static string Listed(double[] values)
    {
        string[] texts = [.. values.Select(value => Text($"{value:g3}"))];
        return texts.Distinct().Count() == 1 ? texts[0] : string.Join(", ", texts);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
