namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>A place on a canvas, points (1/72 in) from its top left corner; y runs down.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Whether both coordinates are finite.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>An upright rectangle on a canvas, points.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge, not left of <paramref name="Left"/>.</param>
/// <param name="Bottom">Lower edge, not above <paramref name="Top"/>.</param>
public readonly record struct Rect(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Right − Left.</summary>
    public double Width => Right - Left;

    /// <summary>Bottom − Top.</summary>
    public double Height => Bottom - Top;

    /// <summary>Height of its middle.</summary>
    public double Middle => (Top + Bottom) / 2;

    /// <summary>Whether a point is inside or on the edge.</summary>
    public bool Contains(Point point) => point.X >= Left && point.X <= Right && point.Y >= Top && point.Y <= Bottom;

    /// <summary>The rectangle whose edges are farther out by <paramref name="distance"/> on every side.</summary>
    public Rect Inflate(double distance) => new(Left - distance, Top - distance, Right + distance, Bottom + distance);

    /// <summary>The rectangle farther right and down.</summary>
    public Rect Moved(double right, double down) => new(Left + right, Top + down, Right + right, Bottom + down);

    /// <summary>Its corners, clockwise from the upper left one: a polygon.</summary>
    public Point[] Corners() => [new(Left, Top), new(Right, Top), new(Right, Bottom), new(Left, Bottom)];

    /// <summary>Whether the two have an inner point in common.</summary>
    public bool Overlaps(Rect other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
