using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace ComparisonTests.Figures;

/// <summary>Keeps what is drawn, for tests to measure.</summary>
internal sealed class RecordingCanvas : ICanvas
{
    public List<(Point[] Line, Stroke Stroke)> Drawn { get; } = [];

    public List<(Point[] Polygon, Fill Fill)> Filled { get; } = [];

    public List<(Point Centre, double Radius, Fill Fill)> Dotted { get; } = [];

    public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke) => Drawn.AddRange(lines.Select(l => (l, stroke)));

    public void Areas(IReadOnlyList<Point[]> polygons, Fill fill) => Filled.AddRange(polygons.Select(p => (p, fill)));

    public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill) =>
        Dotted.AddRange(centres.Select(c => (c, radius, fill)));

    /// <summary>Whether text may be drawn; no plottable writes any.</summary>
    public bool TakesText { get; init; }

    public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false) =>
        TakesText.ShouldBeTrue();

    /// <summary>What a plottable draws.</summary>
    public static RecordingCanvas Of(IPlottable item, PlotTransform plot)
    {
        RecordingCanvas canvas = new();
        item.Draw(canvas, plot);
        return canvas;
    }

    /// <summary>A plot 100 points wide and high whose lower left corner is at (0, 100).</summary>
    public static PlotTransform Plot(double left, double right, double lower, double upper) =>
        new(
            new Rect(0, 0, 100, 100),
            new AxisRange(AxisScale.Linear, left, right),
            new AxisRange(AxisScale.Linear, lower, upper)
        );
}
