using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>The area between two curves, such as the 5 % and 95 % quantiles of an ensemble.</summary>
/// <remarks>
/// It is interrupted where a bound is not finite. On a logarithmic axis a lower bound that is not positive reaches down to
/// the axis.
/// </remarks>
public sealed class Band : IPlottable
{
    private readonly double[] xs;
    private readonly double[] lower;
    private readonly double[] upper;

    /// <param name="xs">Abscissae, ascending.</param>
    /// <param name="lower">As many lower bounds.</param>
    /// <param name="upper">As many upper bounds.</param>
    public Band(IReadOnlyList<double> xs, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.lower = Samples.Copy(lower, this.xs.Length, nameof(lower));
        this.upper = Samples.Copy(upper, this.xs.Length, nameof(upper));
    }

    /// <summary>Colour of the area: that of the curve it belongs to.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>0 is invisible, 1 covers. The default leaves overlapping bands distinct.</summary>
    public double Opacity { get; set; } = 0.22;

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Areas;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            extent.Include(xs[i], lower[i]);
            extent.Include(xs[i], upper[i]);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        List<Point[]> polygons = [];
        List<Point> above = [],
            below = [];
        for (int i = 0; i <= xs.Length; i++)
        {
            if (i < xs.Length && Bounds(i, plot) is (Point high, Point low))
            {
                above.Add(high);
                below.Add(low);
                continue;
            }
            if (above.Count > 1)
            {
                polygons.Add([.. above, .. below.AsEnumerable().Reverse()]);
            }

            above.Clear();
            below.Clear();
        }
        canvas.Areas(polygons, new Fill(Colour, Opacity));
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;

    private (Point High, Point Low)? Bounds(int i, PlotTransform plot)
    {
        Point high = plot.At(xs[i], upper[i]),
            low = plot.At(xs[i], lower[i]);
        if (high.IsFinite && !low.IsFinite && double.IsFinite(lower[i]))
        {
            low = new Point(high.X, plot.Area.Bottom);
        }

        return high.IsFinite && low.IsFinite ? (high, low) : null;
    }
}
