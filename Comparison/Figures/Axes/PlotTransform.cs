using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Axes;

/// <summary>From data to the canvas.</summary>
public sealed class PlotTransform
{
    // Far outside every page, yet so near that clipping keeps all its digits.
    private const double Farthest = 1e7;

    internal PlotTransform(Rect area, AxisRange x, AxisRange y)
    {
        Area = area;
        XRange = x;
        YRange = y;
    }

    /// <summary>The rectangle between the axes.</summary>
    public Rect Area { get; }

    internal AxisRange XRange { get; }

    internal AxisRange YRange { get; }

    /// <summary>Horizontal place of a value; NaN when it has none on this axis.</summary>
    public double X(double value) =>
        XRange.Scale.Accepts(value)
            ? Math.Clamp(Area.Left + XRange.Fraction(value) * Area.Width, -Farthest, Farthest)
            : double.NaN;

    /// <summary>Vertical place of a value; NaN when it has none on this axis.</summary>
    public double Y(double value) =>
        YRange.Scale.Accepts(value)
            ? Math.Clamp(Area.Bottom - YRange.Fraction(value) * Area.Height, -Farthest, Farthest)
            : double.NaN;

    /// <summary>Place of a point; not finite when it has none.</summary>
    public Point At(double x, double y) => new(X(x), Y(y));

    /// <summary>The way on the canvas of a small vector in data, up to a common factor; not finite when it has none.</summary>
    internal Point Along(double x, double y, double dx, double dy) =>
        XRange.Scale.Accepts(x) && YRange.Scale.Accepts(y)
            ? new Point(
                dx * XRange.Scale.Slope(x) * Area.Width / (XRange.Upper - XRange.Lower),
                -dy * YRange.Scale.Slope(y) * Area.Height / (YRange.Upper - YRange.Lower)
            )
            : new Point(double.NaN, double.NaN);
}
