using System.Globalization;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>A start as a formula per mode sees it: the strengths it is given, and what the weights at hand say to them.</summary>
internal sealed class ModeStart
{
    // Weights drawn or computed in double precision are balanced to about this, relative to their own squares.
    private const double Rounding = 1e-12;

    // What is left of a product of matrices where nothing should be, relative to their norms.
    private const double RoundingOfProduct = 1e-15;

    // Of its own size, what the two layers of a mode may differ by: what the mode does depends on the square of that.
    private const double Unequal = 1e-10;

    // Of the largest target: a mode that stays below this may start from anything.
    private const double Invisible = 1e-11;

    // The digits of rounding are another machine's on another machine: they are not printed.
    private const string NoneBeyondRounding = "no difference beyond rounding";

    private readonly IReadOnlyList<Matrix<double>> weights;
    private readonly SingularModes taught;
    private readonly double[] growing; // what grows in the weights, per mode
    private readonly double allowed; // of an imbalance
    private readonly double allowedOfStrengths;
    private readonly bool hasStrengths; // of more than two layers: the growing ones are its own, not matched
    private readonly double imbalance;
    private readonly double coupling;
    private readonly double outside;

    /// <param name="initialStrength">What the formula is to be given.</param>
    /// <param name="context">The task and the weights at the start.</param>
    /// <param name="followsNullModes">Whether the formula follows directions of this start with s = 0 too.</param>
    public ModeStart(InitialStrength initialStrength, PredictionContext context, bool followsNullModes = true)
    {
        taught = context.Task.Modes;
        Modes = taught;
        weights = context.StartingWeights;
        double scale = weights.Max(weight => weight.Enumerate().Max(Math.Abs));
        allowed = Rounding * Math.Max(scale * scale, double.Epsilon);
        imbalance = LayerBalance.Defect(weights);
        coupling = StartingStrengths.AlignmentDefect(taught, weights);
        growing = Growing(taught, weights);
        (outside, double nothing) = OutsideOf(taught, weights);
        allowedOfStrengths = Rounding * Math.Max(growing.Max(Math.Abs), outside);
        if (followsNullModes && outside > 0 && IsAligned && initialStrength is not InitialStrength.Prescribed)
        {
            SingularModes whole = taught.WithDirectionsOf(MapOf(weights), context.Task.SigmaX, nothing);
            Modes = whole.SharesInputDirections ? whole : taught;
            growing = Growing(Modes, weights);
        }
        if (context.Depth > 2)
        {
            double[] aligned = StartingStrengths.OfAligned(Modes, weights);
            hasStrengths = IsAligned && aligned.All(strength => strength > allowedOfStrengths);
            growing = hasStrengths ? aligned : growing;
            IsMatched = !hasStrengths && initialStrength is InitialStrength.Measured;
        }
        Strengths = initialStrength switch
        {
            InitialStrength.Prescribed prescribed => [.. Enumerable.Repeat(prescribed.Value, Modes.Count)],
            InitialStrength.Overlap => StartingStrengths.Overlap(Modes, weights),
            _ => growing,
        };
    }

    /// <summary>
    /// The modes the formula is to follow: those of the task and, where this start is balanced and aligned with them, the directions in which
    /// it has strength and Σ^yx has none, with s = 0. Not for a prescribed strength, which is another start.
    /// </summary>
    public SingularModes Modes { get; }

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
    /// <param name="solutions">What it says of every mode.</param>
    /// <param name="end">The last time it is asked for.</param>
    public IReadOnlyList<Assumption> ForBalanced(IReadOnlyList<IModeSolution> solutions, double end)
    {
        int[] visible = [.. RoundedModes().Where(mode => IsVisible(solutions[mode], end))];
        return
        [
            new Assumption(
                "balanced weights: W_{l+1}ᵀW_{l+1} = W_lW_lᵀ",
                imbalance <= allowed,
                imbalance <= allowed ? NoneBeyondRounding : Text($"largest difference {imbalance:g3}; {Sizes()}")
            ),
            IsSumOfModes(visible),
            .. OfStrengths(mode => !IsVisible(solutions[mode], end)),
        ];
    }

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
            .. OfStrengths(_ => true),
        ];

    /// <summary>How much of W(0) = W_L⋯W_1 lies where Σ^yx has nothing; 0 where it is rounding, whose size is Nothing.</summary>
    internal static (double Norm, double Nothing) OutsideOf(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        double nothing =
            RoundingOfProduct * LayerBalance.Norms(weights).Aggregate(1.0, (product, norm) => product * norm);
        double norm = modes.Outside(MapOf(weights)).ColumnNorms(2).L2Norm();
        return (norm <= nothing ? 0 : norm, nothing);
    }

    /// <summary>W_L⋯W_1.</summary>
    internal static Matrix<double> MapOf(IReadOnlyList<Matrix<double>> weights) =>
        weights.Aggregate((below, above) => above * below);

    private Assumption IsSumOfModes(int[] visible)
    {
        int followed = Modes.Count - taught.Count;
        bool leavesOut = outside > 0 && followed == 0;
        string[] parts =
        [
            .. coupling > allowedOfStrengths
                ? [Text($"largest part of W(0) that couples modes {coupling:g3}")]
                : Array.Empty<string>(),
            .. leavesOut
                ? [Text($"a part of W(0) of norm {outside:g3} lies where Σ^yx has nothing, and is not followed")]
                : Array.Empty<string>(),
            .. visible.Select(mode =>
                Text(
                    $"mode {mode + 1} starts from {growing[mode]:g3}, which rounding of stronger ones decides, and is seen before the end"
                )
            ),
        ];
        return new Assumption(
            "weights aligned with the modes: W(0) = Σ a₀uvᵀ",
            parts.Length == 0,
            parts.Length > 0 ? string.Join("; ", parts)
                : followed == 0 ? NoneBeyondRounding
                : Text(
                    $"{NoneBeyondRounding}; {followed} of these modes with s = 0, of norm {outside:g3}, which decays"
                )
        );
    }

    /// <summary>Modes whose own start is no larger than the rounding of stronger ones, as far as this start is aligned at all.</summary>
    private IEnumerable<int> RoundedModes()
    {
        if (!IsAligned || weights.Count == 1) // one layer is linear: what is rounding at the start stays it
        {
            return [];
        }
        double[] relative = StartingStrengths.RelativeCoupling(Modes, weights);
        double[] unequal =
            weights.Count == 2
                ? [.. TwoLayerStarts.Isolated(Modes, weights).Select(start => start.Decaying / start.Growing)]
                : OfDeepLayers();
        return Enumerable
            .Range(0, Modes.Count)
            .Where(mode => growing[mode] != 0 && !(relative[mode] <= Rounding && unequal[mode] <= Unequal));
    }

    /// <summary>How far the strength that the layers have by their tangent is from that of their product, in units of it; simple modes only.</summary>
    private double[] OfDeepLayers()
    {
        double[] matched = StartingStrengths.TangentMatched(Modes, weights);
        double[] aligned = StartingStrengths.OfAligned(Modes, weights);
        double[] unequal = [.. matched.Zip(aligned, (one, other) => Math.Abs(one - Math.Abs(other)) / one)];
        foreach (ModeGroup group in Modes.Groups.Where(group => group.IsDegenerate))
        {
            Array.Clear(unequal, group.First, group.Count);
        }
        return unequal;
    }

    private bool IsVisible(IModeSolution solution, double end)
    {
        double target = taught.SingularValues.Zip(taught.InputVariances, (s, d) => s / d).Max();
        return !(Math.Abs(solution.StrengthAt(end)) <= Invisible * target);
    }

    private IEnumerable<Assumption> OfStrengths(Func<int, bool> mayBeRounding)
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
            Enumerable.Range(0, Strengths.Length).All(mode => IsGiven(mode, mayBeRounding)),
            Text($"given {Listed(Strengths)}, this start has {Listed(growing)}")
        );
        if (weights.Count > 1 && Strengths.Take(taught.Count).Any(strength => strength <= 0))
        {
            yield return new Assumption(
                "a₀ > 0: a mode that starts at or below 0 never learns",
                Holds: false,
                Text(
                    $"modes {string.Join(", ", Enumerable.Range(1, taught.Count).Where(mode => Strengths[mode - 1] <= 0))}"
                )
            );
        }
    }

    /// <summary>Whether a strength is that of the start, in its own digits; of one layer, and of a mode never seen, in those of the strongest.</summary>
    private bool IsGiven(int mode, Func<int, bool> mayBeRounding)
    {
        double difference = Math.Abs(Strengths[mode] - growing[mode]);
        return difference <= Rounding * Math.Abs(Strengths[mode])
            || (
                difference <= allowedOfStrengths + Rounding * Math.Abs(Strengths[mode])
                && (weights.Count == 1 || mayBeRounding(mode))
            );
    }

    private static double[] Growing(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        weights.Count switch
        {
            1 => StartingStrengths.OfAligned(modes, weights),
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
