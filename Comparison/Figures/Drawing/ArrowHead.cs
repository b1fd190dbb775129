namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>The filled tip of an arrow.</summary>
internal static class ArrowHead
{
    // Width as a part of the length.
    private const double Slimness = 0.8;

    /// <summary>The triangle of an arrow that ends at a point.</summary>
    /// <param name="tip">The point.</param>
    /// <param name="dx">Where the arrow points to, a vector of length 1.</param>
    /// <param name="dy">Its part down the canvas.</param>
    /// <param name="length">From the base to the tip, points.</param>
    public static Point[] At(Point tip, double dx, double dy, double length)
    {
        double half = Slimness * length / 2,
            x = tip.X - length * dx,
            y = tip.Y - length * dy;
        return [tip, new Point(x - half * dy, y + half * dx), new Point(x + half * dy, y - half * dx)];
    }
}
