using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>A thin guide from bottom to top, such as a predicted time.</summary>
/// <param name="x">Its place; without one on the axis nothing is drawn.</param>
public sealed class VerticalLine(double x) : IPlottable
{
    /// <summary>Colour of the guide and its label.</summary>
    public Colour Colour { get; set; } = Colour.Grey;

    /// <summary>Points.</summary>
    public double Width { get; set; } = 0.8;

    /// <summary>Pattern of the guide.</summary>
    public Dash Dash { get; set; } = Dash.Dotted;

    /// <summary>Text beside its upper end in rich-text notation; empty for none.</summary>
    public string EndLabel { get; set; } = "";

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Guides;

    /// <inheritdoc/>
    public void Cover(DataExtent extent) => extent.IncludeX(x);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        double place = plot.X(x);
        canvas.Lines(
            [
                [new Point(place, plot.Area.Bottom), new Point(place, plot.Area.Top)],
            ],
            new Stroke(Colour, Width, Dash)
        );
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot)
    {
        double place = plot.X(x);
        return EndLabel.Length > 0 && place >= plot.Area.Left && place <= plot.Area.Right
            ? new EndLabel(EndLabel, plot.Area.Top + FigureStyle.LineHeight / 2, Colour) { X = place }
            : null;
    }
}
