using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>A thin guide across the panel, such as the value a curve goes to.</summary>
/// <param name="y">Its height; without a place on the axis nothing is drawn.</param>
public sealed class HorizontalLine(double y) : IPlottable
{
    /// <summary>Colour of the guide and its label.</summary>
    public Colour Colour { get; set; } = Colour.Grey;

    /// <summary>Points.</summary>
    public double Width { get; set; } = 0.8;

    /// <summary>Pattern of the guide.</summary>
    public Dash Dash { get; set; } = Dash.Dotted;

    /// <summary>Text at the right edge in rich-text notation; empty for none.</summary>
    public string EndLabel { get; set; } = "";

    /// <inheritdoc/>
    public Layer Layer { get; set; } = Layer.Guides;

    /// <inheritdoc/>
    public void Cover(DataExtent extent) => extent.IncludeY(y);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas, PlotTransform plot)
    {
        double height = plot.Y(y);
        canvas.Lines(
            [
                [new Point(plot.Area.Left, height), new Point(plot.Area.Right, height)],
            ],
            new Stroke(Colour, Width, Dash)
        );
    }

    /// <inheritdoc/>
    public EndLabel? EndLabelOn(PlotTransform plot)
    {
        double height = plot.Y(y);
        return EndLabel.Length > 0 && height >= plot.Area.Top && height <= plot.Area.Bottom
            ? new EndLabel(EndLabel, height, Colour)
            : null;
    }
}
