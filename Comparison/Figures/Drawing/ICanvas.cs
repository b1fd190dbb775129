using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>A surface to draw on. It knows lines, areas, dots and text, and nothing of axes or data.</summary>
/// <remarks>
/// The seam for output formats: a renderer for another format implements this. Coordinates are finite, in points from the
/// top left corner, y down.
/// </remarks>
public interface ICanvas
{
    /// <summary>Draws open lines in one style.</summary>
    /// <param name="lines">Each of at least two points.</param>
    /// <param name="stroke">The style.</param>
    void Lines(IReadOnlyList<Point[]> lines, Stroke stroke);

    /// <summary>
    /// Fills polygons; where they cross themselves or each other the even–odd rule holds, unless <see cref="Fill.Overlaps"/>.
    /// </summary>
    /// <param name="polygons">Each of at least three points, closed without repeating the first.</param>
    /// <param name="fill">The style.</param>
    void Areas(IReadOnlyList<Point[]> polygons, Fill fill);

    /// <summary>Draws filled circles in one style.</summary>
    /// <param name="centres">Their centres.</param>
    /// <param name="radius">Their radius, points.</param>
    /// <param name="fill">The style.</param>
    void Dots(IReadOnlyList<Point> centres, double radius, Fill fill);

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">The text, already set.</param>
    /// <param name="anchor">The point on the baseline that <paramref name="alignment"/> names.</param>
    /// <param name="alignment">Which point of the baseline that is.</param>
    /// <param name="colour">Colour of the text.</param>
    /// <param name="upwards">Whether the text runs upwards instead of to the right.</param>
    void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false);
}

/// <summary>Which end of a line of text stands at its anchor.</summary>
public enum Alignment
{
    /// <summary>The text starts at the anchor.</summary>
    Start,

    /// <summary>The anchor is in the middle.</summary>
    Middle,

    /// <summary>The text ends at the anchor.</summary>
    End,
}
