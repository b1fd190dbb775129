using System.Globalization;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>A start as a formula per mode sees it: the strengths it is given, and what the weights at hand say to them.</summary>
internal sealed class ModeStart
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their own squares.
    private const double Rounding = 1e-12;

    // The digits of rounding are another machine's on another machine: they are not printed.
    private const string NoneBeyondRounding = "no difference beyond rounding";

    private readonly IReadOnlyList<Matrix<double>> weights;
    private readonly double[] growing; // what grows in the weights, per mode
    private readonly double allowed; // of an imbalance
    private readonly double allowedOfStrengths;
    private readonly bool hasStrengths; // of more than two layers: the growing ones are its own, not matched
    private readonly double imbalance;
    private readonly double coupling;

    /// <param name="initialStrength">What the formula is to be given.</param>
    /// <param name="context">The task and the weights at the start.</param>
    public ModeStart(InitialStrength initialStrength, PredictionContext context)
    {
        SingularModes modes = context.Task.Modes;
        weights = context.StartingWeights;
        double scale = weights.Max(weight => weight.Enumerate().Max(Math.Abs));
        allowed = Rounding * Math.Max(scale * scale, double.Epsilon);
        imbalance = LayerBalance.Defect(weights);
        coupling = StartingStrengths.AlignmentDefect(modes, weights);
        growing = Growing(modes, weights);
        allowedOfStrengths = Rounding * growing.Max(Math.Abs);
        if (context.Depth > 2)
        {
            double[] aligned = StartingStrengths.OfAligned(modes, weights);
            hasStrengths = IsAligned && aligned.All(strength => strength > allowedOfStrengths);
            growing = hasStrengths ? aligned : growing;
            IsMatched = !hasStrengths && initialStrength is InitialStrength.Measured;
        }
        Strengths = initialStrength switch
        {
            InitialStrength.Prescribed prescribed => [.. Enumerable.Repeat(prescribed.Value, modes.Count)],
            InitialStrength.Overlap => StartingStrengths.Overlap(modes, weights),
            _ => growing,
        };
    }

    /// <summary>u(0) of every mode, as the formula is given it.</summary>
    public double[] Strengths { get; }

    /// <summary>
    /// Whether the strengths are those of another start, matched to this one's tangent: a heuristic (L ≥ 3, measured). Not where this
    /// start is balanced and aligned itself, with strengths above 0: those are measured, and exact.
    /// </summary>
    public bool IsMatched { get; }

    /// <summary>Whether the weights are balanced and aligned with the modes, but for rounding.</summary>
    public bool IsAligned => imbalance <= allowed && coupling <= allowedOfStrengths;

    /// <summary>What a formula of balanced, aligned weights needs to be exact.</summary>
    public IReadOnlyList<Assumption> ForBalanced() =>
        [
            new Assumption(
                "balanced weights: W_{l+1}ᵀW_{l+1} = W_lW_lᵀ",
                imbalance <= allowed,
                imbalance <= allowed ? NoneBeyondRounding : Text($"largest difference {imbalance:g3}; {Sizes()}")
            ),
            new Assumption(
                "weights aligned with the modes: W(0) = Σ a₀uvᵀ",
                coupling <= allowedOfStrengths,
                coupling <= allowedOfStrengths
                    ? NoneBeyondRounding
                    : Text($"largest part of W(0) that couples modes {coupling:g3}")
            ),
            .. OfStrengths(),
        ];

    /// <summary>What an estimate needs that puts the balanced start growing at the same rate in the place of any other.</summary>
    public IReadOnlyList<Assumption> ForAny() =>
        [
            new Assumption(
                "any start: a balanced one takes its place",
                Holds: true,
                IsAligned ? "this one is balanced and aligned"
                    : imbalance <= allowed
                        ? Text($"this one is balanced; the largest part of W(0) that couples modes is {coupling:g3}")
                    : Text(
                        $"this one's largest imbalance is {imbalance:g3}, and {coupling:g3} couples modes; {Sizes()}"
                    )
            ),
            .. OfStrengths(),
        ];

    private IEnumerable<Assumption> OfStrengths()
    {
        string what = weights.Count switch
        {
            1 => "that is there, uᵀW(0)v",
            2 => "that grows, P/4 = ¼|W₁v + W₂ᵀu|²",
            _ when hasStrengths => "that is there, uᵀW(0)v of balanced, aligned weights",
            _ => "that grows, matched to the tangent of the flow",
        };
        yield return new Assumption(
            $"the formula is given the strength {what}",
            Strengths
                .Zip(growing)
                .All(pair =>
                    Math.Abs(pair.First - pair.Second) <= allowedOfStrengths + Rounding * Math.Abs(pair.First)
                ),
            Text($"given {Listed(Strengths)}, this start has {Listed(growing)}")
        );
        if (weights.Count > 1 && Strengths.Any(strength => strength <= 0))
        {
            yield return new Assumption(
                "a₀ > 0: a mode that starts at or below 0 never learns",
                Holds: false,
                Text(
                    $"modes {string.Join(", ", Enumerable.Range(1, Strengths.Length).Where(mode => Strengths[mode - 1] <= 0))}"
                )
            );
        }
    }

    private static double[] Growing(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        weights.Count switch
        {
            1 => StartingStrengths.Overlap(modes, weights),
            2 => StartingStrengths.GrowingPart(modes, weights),
            _ => StartingStrengths.TangentMatched(modes, weights),
        };

    private string Sizes() =>
        $"‖W_l‖ = {Listed(LayerBalance.Norms(weights))}; "
        + $"‖W_{{l+1}}ᵀW_{{l+1}} − W_lW_lᵀ‖ = {Listed(LayerBalance.Imbalances(weights))}";

    // Longer lists no one reads; the CSV has every strength.
    private const int MostListed = 12;

    private static string Listed(double[] values)
    {
        string[] texts = [.. values.Select(value => Text($"{value:g3}"))];
        return texts.Distinct().Count() == 1 ? texts[0]
            : texts.Length <= MostListed ? string.Join(", ", texts)
            : $"{string.Join(", ", texts[..4])}, …, {texts[^1]}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
