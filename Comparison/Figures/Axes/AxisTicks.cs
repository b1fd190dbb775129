using Dynamics.Comparison.Figures.Layout;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Axes;

/// <summary>A labelled tick.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Label">Its label, in the notation of <see cref="RichText"/>.</param>
internal readonly record struct Tick(double Value, string Label);

/// <summary>The ticks of an axis.</summary>
/// <param name="Major">Labelled ticks, ascending.</param>
/// <param name="Minor">Values of unlabelled ticks.</param>
/// <param name="Factor">What all labels are multiplied by, such as <c>×10^{-5}</c>; empty for 1.</param>
internal sealed record AxisTicks(IReadOnlyList<Tick> Major, IReadOnlyList<double> Minor, string Factor)
{
    /// <summary>No ticks.</summary>
    public static AxisTicks None { get; } = new([], [], "");

    /// <summary>Width of the widest label, points.</summary>
    public double LabelWidth { get; } = Major.Count == 0 ? 0 : Major.Max(tick => Width(tick.Label));

    /// <summary>Whether labels run upwards.</summary>
    public bool Upwards { get; init; }

    /// <summary>From the upper edge of labels below an axis to the baseline of the lowest, points.</summary>
    /// <remarks>Exponents stand above the capitals.</remarks>
    public double HeightBelow =>
        Upwards
            ? LabelWidth
            : FigureStyle.FontSize
                * (LiberationSans.CapitalHeight + (Major.Any(tick => tick.Label.Contains('^')) ? 0.2 : 0));

    /// <summary>How far labels below an axis reach beyond its end, points.</summary>
    public double Overhang =>
        Major.Count == 0 ? 0
        : Upwards ? FigureStyle.LineHeight / 2
        : LabelWidth / 2;

    /// <summary>The ticks of an axis: its categories, the ticks it gives, or else round numbers.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="range">What it shows.</param>
    /// <param name="length">Points.</param>
    /// <param name="horizontal">Whether labels stand beside each other rather than above.</param>
    public static AxisTicks Of(Axis axis, AxisRange range, double length, bool horizontal) =>
        axis.Categories.Count > 0 ? GivenTicks.OfCategories(axis.Categories, range, length, horizontal)
        : axis.TickValues.Count > 0 ? GivenTicks.OfValues(axis.TickValues, range, length, horizontal)
        : Of(range, length, horizontal);

    /// <summary>Ticks for a range drawn this long.</summary>
    /// <param name="range">The range.</param>
    /// <param name="length">Points.</param>
    /// <param name="horizontal">Whether labels stand beside each other rather than above.</param>
    public static AxisTicks Of(AxisRange range, double length, bool horizontal) =>
        range.Scale == AxisScale.OfDecades
            ? LogarithmicTicks.Of(range, length, horizontal)
            : LinearTicks.Of(range.Lower, range.Upper, length, horizontal);

    /// <summary>Smallest distance of labels that reads well, points.</summary>
    public double WantedSpacing(bool horizontal) =>
        horizontal ? Math.Max(32, LabelWidth + FigureStyle.FontSize) : 2.2 * FigureStyle.FontSize;

    /// <summary>Labels only where they are farthest apart, for labels too wide for anything else.</summary>
    public AxisTicks LabelledAtEnds() => new([Major[0], Major[^1]], [.. Major.Select(tick => tick.Value)], Factor);

    /// <summary>Width of a label, points.</summary>
    public static double Width(string label) => RichText.Set(label, FigureStyle.FontSize).Width;
}
