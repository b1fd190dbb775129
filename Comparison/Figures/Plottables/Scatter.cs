using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Samples as dots or other marks.</summary>
public sealed class Scatter : IPlottable
{
    private readonly double[] xs;
    private readonly double[] ys;

    /// <param name="xs">Abscissae.</param>
    /// <param name="ys">As many ordinates.</param>
    public Scatter(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        this.xs = Samples.Copy(xs, nameof(xs));
        this.ys = Samples.Copy(ys, this.xs.Length, nameof(ys));
    }

    /// <summary>Colour of the marks.</summary>
    public Colour Colour { get; set; } = OkabeIto.Curve(0);

    /// <summary>Shape of the marks.</summary>
    public Mark Shape { get; set; }

    /// <summary>Of a dot, points; other marks look as large.</summary>
    public double Diameter { get; set; } = 3.4;

    /// <summary>0 is invisible, 1 covers.</summary>
    public double Opacity { get; set; } = 1;

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Marks;

    /// <inheritdoc/>
    public void Cover(DataExtent extent)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            extent.Include(xs[i], ys[i]);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot) =>
        MarkDrawing.Draw(canvas, [.. xs.Zip(ys, plot.At)], Shape, Diameter, new Fill(Colour, Opacity));

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot) => null;
}
