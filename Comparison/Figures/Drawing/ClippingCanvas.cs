using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>Passes on to another canvas what is inside a rectangle, without the points that cannot be seen.</summary>
/// <remarks>
/// What is drawn here may have points that are not finite: they break a line, and a polygon with one is left out. A lone
/// point between two breaks becomes a dot as wide as the line. A dot shows whole when its centre is inside. Text passes
/// unchanged.
/// </remarks>
/// <param name="canvas">Where it goes.</param>
/// <param name="area">What is kept.</param>
internal sealed class ClippingCanvas(ICanvas canvas, Rect area) : ICanvas
{
    /// <inheritdoc/>
    public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke)
    {
        List<Point[]> visible = [];
        List<Point> alone = [];
        foreach (Point[] piece in lines.SelectMany(line => Clipping.Line(line, area)))
        {
            if (piece.Length == 1)
            {
                alone.Add(piece[0]);
            }
            else
            {
                visible.Add(Simplification.Of(piece));
            }
        }
        if (visible.Count > 0)
        {
            canvas.Lines(visible, stroke);
        }

        if (alone.Count > 0)
        {
            canvas.Dots(alone, stroke.Width / 2, new Fill(stroke.Colour, stroke.Opacity));
        }
    }

    /// <inheritdoc/>
    public void Areas(IReadOnlyList<Point[]> polygons, Fill fill)
    {
        List<Point[]> visible = [];
        foreach (Point[] polygon in polygons.Where(polygon => polygon.All(point => point.IsFinite)))
        {
            Point[] inside = Simplification.Of(Clipping.Polygon(polygon, area));
            if (inside.Length >= 3)
            {
                visible.Add(inside);
            }
        }
        if (visible.Count > 0)
        {
            canvas.Areas(visible, fill);
        }
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill)
    {
        List<Point> visible = [.. centres.Where(area.Contains)];
        if (visible.Count > 0)
        {
            canvas.Dots(visible, radius, fill);
        }
    }

    /// <inheritdoc/>
    public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false) =>
        canvas.Text(text, anchor, alignment, colour, upwards);
}
