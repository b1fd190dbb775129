using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Lines of equal value on a grid, straight between grid lines.</summary>
/// <remarks>
/// Between two grid points a value lies where it does on the straight line of the axes' scales: of the logarithms where
/// <see cref="Scale"/> is logarithmic. Cells with a corner that is not finite have no lines.
/// </remarks>
public sealed class Contours : IPlottable, IMap
{
    private readonly GridSamples grid;
    private readonly double[] levels;

    /// <param name="xs">Columns, ascending, finite.</param>
    /// <param name="ys">Rows, ascending, finite.</param>
    /// <param name="values">One per point, row by row: <c>values[row * xs.Count + column]</c>.</param>
    /// <param name="levels">The values of the lines.</param>
    /// <exception cref="ArgumentException">Places do not ascend, or there is not one value per point.</exception>
    public Contours(
        IReadOnlyList<double> xs,
        IReadOnlyList<double> ys,
        IReadOnlyList<double> values,
        IReadOnlyList<double> levels
    )
    {
        grid = new GridSamples(xs, ys, values);
        this.levels = Samples.Copy(levels, nameof(levels));
    }

    /// <summary>Colours of the lines by their values; null for one colour.</summary>
    public ColourScale? Scale { get; set; }

    /// <summary>Colour of all lines where there is no scale.</summary>
    public Colour Colour { get; set; } = Colour.Grey;

    /// <summary>Points.</summary>
    public double Width { get; set; } = 0.7;

    /// <summary>Pattern of the lines.</summary>
    public Dash Dash { get; set; }

    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; set; } = 1;

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Guides;

    ColourScale? IMap.Colours => Scale;

    IReadOnlyList<double> IMap.Values => grid.Values;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        double[] columns = [.. grid.Xs.Where(extent.XScale.Accepts)],
            rows = [.. grid.Ys.Where(extent.YScale.Accepts)];
        if (columns.Length > 0 && rows.Length > 0)
        {
            extent.IncludeArea(columns[0], columns[^1], rows[0], rows[^1]);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        ColourScale? scale = Scale?.Over(grid.Values);
        AxisScale heights = Scale is { Logarithmic: true } ? AxisScale.OfDecades : AxisScale.Linear;
        MarchingSquares squares = new(
            [.. grid.Values.Select(value => heights.Accepts(value) ? heights.Transform(value) : double.NaN)],
            grid.Xs.Length
        );
        double[] xs = [.. grid.Xs.Select(plot.X)],
            ys = [.. grid.Ys.Select(plot.Y)];
        foreach (double level in levels.Where(heights.Accepts))
        {
            List<Point[]> lines = squares.At(heights.Transform(level));
            canvas.Lines(
                lines.ConvertAll(line => Array.ConvertAll(line, at => new Point(Between(xs, at.X), Between(ys, at.Y)))),
                new Stroke(scale?.ColourAt(level) ?? Colour, Width, Dash) { Opacity = Opacity }
            );
        }
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;

    private static double Between(double[] places, double at)
    {
        int below = Math.Min((int)at, places.Length - 1);
        double fraction = at - below;
        return fraction == 0 ? places[below] : places[below] + fraction * (places[below + 1] - places[below]);
    }
}
