using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Vertical bars with small caps, such as intervals of a mean. Add them before the marks that lie on them.</summary>
/// <remarks>
/// A bar with an end that is not finite is left out. On a logarithmic axis a lower end that is not positive reaches down to
/// the axis, without a cap.
/// </remarks>
public sealed class ErrorBars : IPlottable
{
    private readonly double[] xs;
    private readonly double[] lower;
    private readonly double[] upper;

    /// <param name="xs">Abscissae.</param>
    /// <param name="lower">As many lower ends.</param>
    /// <param name="upper">As many upper ends.</param>
    public ErrorBars(IReadOnlyList<double> xs, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.lower = Samples.Copy(lower, this.xs.Length, nameof(lower));
        this.upper = Samples.Copy(upper, this.xs.Length, nameof(upper));
    }

    /// <summary>Colour of the bars.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>Points.</summary>
    public double Width { get; set; } = 0.8;

    /// <summary>Length of a cap, points; 0 for none.</summary>
    public double Cap { get; set; } = 3.2;

    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; set; } = 1;

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Marks;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            if (double.IsFinite(lower[i]) && double.IsFinite(upper[i]))
            {
                extent.Include(xs[i], lower[i]);
                extent.Include(xs[i], upper[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        List<Point[]> lines = [];
        for (int i = 0; i < xs.Length; i++)
        {
            Point high = plot.At(xs[i], upper[i]),
                low = plot.At(xs[i], lower[i]);
            if (!high.IsFinite || !double.IsFinite(lower[i]))
            {
                continue;
            }

            lines.Add([low.IsFinite ? low : high with { Y = plot.Area.Bottom }, high]);
            lines.AddRange(((Point[])[low, high]).Where(end => end.IsFinite && Cap > 0).Select(CapAt));
        }
        canvas.Lines(lines, new Stroke(Colour, Width) { Opacity = Opacity });
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;

    private Point[] CapAt(Point end) => [end with { X = end.X - Cap / 2 }, end with { X = end.X + Cap / 2 }];
}
