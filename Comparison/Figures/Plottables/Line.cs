using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Samples joined by straight lines, in their order. A sample without a place on the axes breaks the line.</summary>
public sealed class Line : IPlottable
{
    // A curve that ends in this part of the panel's width counts as reaching the right edge.
    private const double NearEdge = 0.06;

    private readonly double[] xs;
    private readonly double[] ys;

    /// <param name="xs">Abscissae, in any order.</param>
    /// <param name="ys">As many ordinates.</param>
    public Line(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.ys = Samples.Copy(ys, this.xs.Length, nameof(ys));
    }

    /// <summary>Colour of the line and its label.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>Points.</summary>
    public double Width { get; set; } = 1.4;

    /// <summary>Pattern of the line.</summary>
    public Dash Dash { get; set; }

    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; set; } = 1;

    /// <summary>Text beside the last visible sample, in rich-text notation; empty for none.</summary>
    /// <remarks>At the right edge where the curve reaches it, otherwise within the panel.</remarks>
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
        Point[] points = new Point[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            points[i] = plot.At(xs[i], ys[i]);
        }

        canvas.Lines([points], new Stroke(Colour, Width, Dash) { Opacity = Opacity });
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot)
    {
        if (EndLabel.Length == 0)
        {
            return null;
        }

        for (int i = xs.Length - 1; i >= 0; i--)
        {
            Point point = plot.At(xs[i], ys[i]);
            if (point.IsFinite && point.X <= plot.Area.Right + 0.01)
            {
                bool reachesEdge = point.X >= plot.Area.Right - NearEdge * plot.Area.Width;
                return new EndLabel(EndLabel, Math.Clamp(point.Y, plot.Area.Top, plot.Area.Bottom), Colour)
                {
                    X = reachesEdge ? null : point.X,
                };
            }
        }
        return null;
    }
}
