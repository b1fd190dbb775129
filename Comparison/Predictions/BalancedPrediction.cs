using System.Globalization;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>The balanced two-layer solution of every mode, from a start that is prescribed or read off the weights.</summary>
/// <remarks>Source: Saxe, McClelland and Ganguli, arXiv:1312.6120; see <see cref="BalancedTwoLayerMode"/>.</remarks>
/// <param name="initialStrength">a₀ of every mode; a prescribed one must not be negative.</param>
public sealed class BalancedPrediction(InitialStrength initialStrength) : IPrediction
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their own squares.
    private const double Rounding = 1e-12;

    /// <inheritdoc/>
    public string Name => "balanced" + initialStrength.Suffix;

    /// <inheritdoc/>
    public string Legend => initialStrength.Legend("a");

    /// <inheritdoc/>
    public Forecast Predict(PredictionContext context)
    {
        SingularModes modes = context.Task.Modes;
        if (context.Depth != 2)
        {
            return new Forecast.None(
                Text(
                    $"The balanced two-layer solution needs exactly one hidden layer (L = 2), but this network has L = {context.Depth}."
                )
            );
        }
        double[] strengths = Strengths(modes, context.StartingWeights);
        var solutions = ModeSolutions.Balanced(modes, strengths, context.TimeConstant, context.Depth);
        if (solutions is not ClosedForm<IReadOnlyList<IModeSolution>>.Found found)
        {
            return new Forecast.None(((ClosedForm<IReadOnlyList<IModeSolution>>.None)solutions).Because);
        }
        return ModeCurves.Of(
            modes,
            found.Solution,
            Standing.Exact,
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
            _ => StartingStrengths.GrowingPart(modes, weights),
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
            "balanced weights: W₂ᵀW₂ = W₁W₁ᵀ",
            imbalance <= allowed,
            Text($"largest difference {imbalance:g3}")
        );
        double coupling = StartingStrengths.AlignmentDefect(modes, weights);
        yield return new Assumption(
            "weights aligned with the modes: W(0) = Σ a₀uvᵀ",
            coupling <= allowed,
            Text($"largest part of W(0) that couples modes {coupling:g3}")
        );
        double[] growing = StartingStrengths.GrowingPart(modes, weights);
        yield return new Assumption(
            "the formula is given the strength that grows, P/4 = ¼|W₁v + W₂ᵀu|²",
            given.Zip(growing).All(pair => Math.Abs(pair.First - pair.Second) <= allowed),
            Text($"given {Listed(given)}, this start has {Listed(growing)}")
        );
        if (given.Any(strength => strength <= 0))
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

    private static string Listed(double[] values) =>
        values.Distinct().Count() == 1
            ? Text($"{values[0]:g3}")
            : string.Join(", ", values.Select(value => Text($"{value:g3}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
