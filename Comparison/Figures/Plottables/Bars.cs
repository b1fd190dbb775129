using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Adjoining bars that stand on 0, such as those of a histogram: one shade, and one line along their tops.</summary>
/// <remarks>
/// A bar whose height or edge is not finite is left out. On a logarithmic axis bars stand on the axis, and one of height 0 is left
/// out.
/// </remarks>
public sealed class Bars : IPlottable
{
    private readonly double[] edges;
    private readonly double[] heights;

    /// <param name="edges">Edges of the bars, ascending, one more than there are bars.</param>
    /// <param name="heights">Their heights, from left to right; not negative.</param>
    /// <exception cref="ArgumentException">There is not one edge more, edges do not ascend, or a height is negative.</exception>
    public Bars(IReadOnlyList<double> edges, IReadOnlyList<double> heights)
    {
        this.edges = Samples.Copy(edges, nameof(edges));
        this.heights = Samples.Copy(heights, nameof(heights));
        if (this.edges.Length != this.heights.Length + 1)
        {
            throw new ArgumentException(
                $"There must be one edge more than bars, but there are {this.edges.Length} edges for {this.heights.Length} bars.",
                nameof(edges)
            );
        }
        if (this.edges.Zip(this.edges.Skip(1)).Any(bar => bar.First >= bar.Second))
        {
            throw new ArgumentException("Edges must ascend.", nameof(edges));
        }
        if (this.heights.Any(height => height < 0))
        {
            throw new ArgumentException("Heights must not be negative.", nameof(heights));
        }
    }

    /// <summary>Colour of the bars and of the line along their tops.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>Of the shade; 0 is invisible, 1 covers. The default is that of a <see cref="Band"/>.</summary>
    public double Opacity { get; set; } = 0.22;

    /// <summary>Width of the line along the tops, points; 0 for none.</summary>
    public double Width { get; set; } = 0.7;

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Areas;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        for (int bar = 0; bar < heights.Length; bar++)
        {
            extent.Include(edges[bar], heights[bar]);
            extent.Include(edges[bar + 1], heights[bar]);
        }
        extent.IncludeY(0);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        // Bars in a row are one shape: side by side, the edges of two half-transparent ones would show.
        List<Point[]> rows = [];
        List<Point> row = [];
        for (int bar = 0; bar <= heights.Length; bar++)
        {
            if (bar < heights.Length && Top(bar, plot) is (Point left, Point right))
            {
                row.AddRange(row.Count == 0 ? [Foot(left, plot), left, right] : [left, right]);
                continue;
            }
            if (row.Count > 0)
            {
                rows.Add([.. row, Foot(row[^1], plot)]);
            }
            row.Clear();
        }
        canvas.Areas(rows, new Fill(Colour, Opacity));
        if (Width > 0)
        {
            canvas.Lines(rows, new Stroke(Colour, Width));
        }
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;

    private (Point Left, Point Right)? Top(int bar, PlotTransform plot)
    {
        (Point left, Point right) = (plot.At(edges[bar], heights[bar]), plot.At(edges[bar + 1], heights[bar]));
        return left.IsFinite && right.IsFinite ? (left, right) : null;
    }

    private static Point Foot(Point top, PlotTransform plot)
    {
        double ground = plot.At(1, 0).Y;
        return top with { Y = double.IsFinite(ground) ? ground : plot.Area.Bottom };
    }
}
