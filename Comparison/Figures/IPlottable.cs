using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures;

/// <summary>Something that can be drawn in a panel. Implement it for a new kind of curve, map or mark.</summary>
public interface IPlottable
{
    /// <summary>What it lies above and below.</summary>
    Layer Layer { get; }

    /// <summary>Names to <paramref name="extent"/> the points that automatic limits must hold.</summary>
    void Cover(DataExtent extent);

    /// <summary>Draws itself; what is outside the panel is cut off, and points that are not finite break a line.</summary>
    void Draw(ICanvas canvas, PlotTransform plot);

    /// <summary>Its label at the right edge of the panel; null for none.</summary>
    EndLabel? EndLabelOn(PlotTransform plot);
}

/// <summary>The order in which the things in a panel are drawn, lowest first; within a layer in the order they were added.</summary>
public enum Layer
{
    /// <summary>Bands and maps.</summary>
    Areas,

    /// <summary>Lines that are only looked up.</summary>
    Guides,

    /// <summary>Curves.</summary>
    Curves,

    /// <summary>Points.</summary>
    Marks,
}

/// <summary>A label beside the end of a curve, normally at the right edge of the panel.</summary>
/// <param name="Text">In the notation of <see cref="Typography.RichText"/>.</param>
/// <param name="Y">Height of the curve's end on the canvas.</param>
/// <param name="Colour">The colour of the curve.</param>
public sealed record EndLabel(string Text, double Y, Colour Colour)
{
    /// <summary>Where on the canvas a curve ends that ends well before the right edge; null for one that reaches it.</summary>
    /// <remarks>Its label stands in the panel, beside that end.</remarks>
    public double? X { get; init; }

    /// <summary>Radius of the mark at that end, points: the label keeps off it.</summary>
    public double Radius { get; init; }
}
