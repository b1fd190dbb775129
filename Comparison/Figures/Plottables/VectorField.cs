using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Arrows centred on points, each in the direction its vector has on the page.</summary>
/// <remarks>
/// The two axes may have different units: an arrow is tangent to the curve that follows the vectors, whatever the scales. A
/// vector of length 0 is a dot; one that is not finite, or stands where an axis has no place, is left out.
/// </remarks>
public sealed class VectorField : IPlottable
{
    // Part of the distance of neighbours: arrows centred that far apart cannot touch.
    private const double Part = 0.8;
    private const double Longest = 12;
    private const double LongestHead = 3;

    // An arrow shorter than its width shows no direction.
    private const double Shortest = 0.8;

    private readonly double[] xs;
    private readonly double[] ys;
    private readonly double[] us;
    private readonly double[] vs;

    /// <param name="xs">Abscissae of the arrows' middles.</param>
    /// <param name="ys">As many ordinates.</param>
    /// <param name="us">Components along x, one each.</param>
    /// <param name="vs">Components along y, one each.</param>
    public VectorField(
        IReadOnlyList<double> xs,
        IReadOnlyList<double> ys,
        IReadOnlyList<double> us,
        IReadOnlyList<double> vs
    )
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.ys = Samples.Copy(ys, this.xs.Length, nameof(ys));
        this.us = Samples.Copy(us, this.xs.Length, nameof(us));
        this.vs = Samples.Copy(vs, this.xs.Length, nameof(vs));
    }

    /// <summary>Colour of the arrows.</summary>
    public Colour Colour { get; set; } = Colour.Grey;

    /// <summary>Width of the shafts, points.</summary>
    public double Width { get; set; } = 0.5;

    /// <summary>Length of an arrow, or of the longest where they are scaled, points; null for the longest that do not touch.</summary>
    public double? Length { get; set; }

    /// <summary>Whether lengths are to scale on the page; otherwise all arrows are of one length.</summary>
    public bool Scaled { get; set; }

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Guides;

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
        (Point At, Point Way)[] arrows =
        [
            .. Enumerable
                .Range(0, xs.Length)
                .Select(i => (At: plot.At(xs[i], ys[i]), Way: plot.Along(xs[i], ys[i], us[i], vs[i])))
                .Where(arrow => arrow.At.IsFinite && arrow.Way.IsFinite && plot.Area.Contains(arrow.At)),
        ];
        if (arrows.Length == 0)
        {
            return;
        }

        double longest = arrows.Max(arrow => Size(arrow.Way));
        double length = Length ?? Math.Min(Longest, Part * LeastDistance([.. arrows.Select(arrow => arrow.At)]));
        List<Point[]> shafts = [],
            heads = [];
        List<Point> dots = [];
        foreach ((Point at, Point way) in arrows)
        {
            double size = Size(way),
                own = Scaled && longest > 0 ? length * (size / longest) : length;
            if (size == 0 || own < Shortest)
            {
                dots.Add(at);
                continue;
            }

            (double dx, double dy) = (way.X / size, way.Y / size);
            Point tip = new(at.X + own / 2 * dx, at.Y + own / 2 * dy);
            double head = Math.Min(LongestHead, 0.45 * own);
            shafts.Add([
                new Point(at.X - own / 2 * dx, at.Y - own / 2 * dy),
                new Point(tip.X - head / 2 * dx, tip.Y - head / 2 * dy), // Its square end stays within the head.
            ]);
            heads.Add(ArrowHead.At(tip, dx, dy, head));
        }
        canvas.Lines(shafts, new Stroke(Colour, Width));
        canvas.Areas(heads, new Fill(Colour));
        canvas.Dots(dots, Width, new Fill(Colour));
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;

    // √(x² + y²) that does not overflow.
    private static double Size(Point way)
    {
        double large = Math.Max(Math.Abs(way.X), Math.Abs(way.Y)),
            small = Math.Min(Math.Abs(way.X), Math.Abs(way.Y));
        return large == 0 ? 0 : large * Math.Sqrt(1 + small / large * (small / large));
    }

    private static double LeastDistance(Point[] points)
    {
        Point[] ordered = [.. points.Distinct().OrderBy(point => point.X)];
        double least = double.PositiveInfinity;
        for (int i = 0; i < ordered.Length; i++)
        {
            for (int k = i + 1; k < ordered.Length && ordered[k].X - ordered[i].X < least; k++)
            {
                least = Math.Min(least, Size(new Point(ordered[k].X - ordered[i].X, ordered[k].Y - ordered[i].Y)));
            }
        }
        return least;
    }
}
