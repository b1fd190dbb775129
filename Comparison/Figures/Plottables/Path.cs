using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>A way through the plane, such as a trajectory of two weights: where it starts, where it goes, where it ends.</summary>
/// <remarks>A point without a place on the axes breaks the line.</remarks>
public sealed class Path : IPlottable
{
    // From the base of an arrow head to its tip; a visible piece of less than three shows none.
    private const double HeadLength = 4.5;

    private readonly double[] xs;
    private readonly double[] ys;

    /// <param name="xs">Abscissae, in the order of the way.</param>
    /// <param name="ys">As many ordinates.</param>
    public Path(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.ys = Samples.Copy(ys, this.xs.Length, nameof(ys));
    }

    /// <summary>Colour of the line, its marks and its label.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>Points.</summary>
    public double Width { get; set; } = 1.4;

    /// <summary>White on either side of the line, so that it stands out from a map and from other ways, points; 0 for none.</summary>
    public double Halo { get; set; } = 0.5;

    /// <summary>Pattern of the line.</summary>
    public Dash Dash { get; set; }

    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; set; } = 1;

    /// <summary>Length of the way from one arrow head to the next, points; 0 for none. A short way has one in its middle.</summary>
    public double ArrowEvery { get; set; } = 50;

    /// <summary>The mark at its first point; null for none.</summary>
    public Mark? Start { get; set; } = Mark.Ring;

    /// <summary>The mark at its last point; null for none.</summary>
    public Mark? End { get; set; } = Mark.Dot;

    /// <summary>Diameter of the marks, points.</summary>
    public double Diameter { get; set; } = 4;

    /// <summary>Text beside its end, in rich-text notation; empty for none.</summary>
    public string EndLabel { get; set; } = "";

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Curves;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            extent.Include(xs[i], ys[i]);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        Point[] points = [.. xs.Zip(ys, plot.At)];
        if (Halo > 0)
        {
            canvas.Lines([points], new Stroke(Colour.White, Width + 2 * Halo) { Opacity = Opacity });
        }
        canvas.Lines([points], new Stroke(Colour, Width, Dash) { Opacity = Opacity });
        Fill fill = new(Colour, Opacity);
        canvas.Areas([.. Clipping.Line(points, plot.Area).SelectMany(Heads)], fill);
        if (Start is Mark start)
        {
            MarkDrawing.Draw(canvas, [.. points.Where(point => point.IsFinite).Take(1)], start, Diameter, fill);
        }
        if (End is Mark end)
        {
            MarkDrawing.Draw(canvas, [.. points.Where(point => point.IsFinite).TakeLast(1)], end, Diameter, fill);
        }
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot)
    {
        if (EndLabel.Length == 0)
        {
            return null;
        }

        Point last = xs.Zip(ys, plot.At)
            .LastOrDefault(point => point.IsFinite && plot.Area.Contains(point), new Point(double.NaN, 0));
        return last.IsFinite
            ? new EndLabel(EndLabel, last.Y, Colour) { X = last.X, Radius = End is null ? 0 : Diameter / 2 }
            : null;
    }

    // Each head lies on the chord from its base to its tip, so that a jagged way does not turn it about.
    private IEnumerable<Point[]> Heads(Point[] piece)
    {
        ArcLength way = new(piece);
        if (!(ArrowEvery > 0) || way.Total < 3 * HeadLength)
        {
            yield break;
        }

        int count = Math.Max(1, (int)Math.Round(way.Total / ArrowEvery));
        for (int k = 0; k < count; k++)
        {
            double middle = way.Total * (k + 0.5) / count;
            Point from = way.At(middle - HeadLength / 2),
                to = way.At(middle + HeadLength / 2);
            double dx = to.X - from.X,
                dy = to.Y - from.Y,
                length = Math.Sqrt(dx * dx + dy * dy);
            if (length > HeadLength / 4) // Else it turned back here.
            {
                yield return ArrowHead.At(to, dx / length, dy / length, HeadLength);
            }
        }
    }
}
