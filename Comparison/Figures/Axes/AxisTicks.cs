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

    private static double Width(string label) => RichText.Set(label, FigureStyle.FontSize).Width;
}
