namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>Finds the points of a line by their distance along it.</summary>
internal sealed class ArcLength
{
    private readonly Point[] line;
    private readonly double[] distances;

    /// <param name="line">At least one point, all finite.</param>
    public ArcLength(Point[] line)
    {
        this.line = line;
        distances = new double[line.Length];
        for (int i = 1; i < line.Length; i++)
        {
            double dx = line[i].X - line[i - 1].X,
                dy = line[i].Y - line[i - 1].Y;
            distances[i] = distances[i - 1] + Math.Sqrt(dx * dx + dy * dy);
        }
    }

    /// <summary>Length of the line, points.</summary>
    public double Total => distances[^1];

    /// <summary>The point this far from the start; beyond an end, that end.</summary>
    public Point At(double distance)
    {
        int found = Array.BinarySearch(distances, distance);
        int after = found >= 0 ? found : ~found;
        if (after == 0 || after == line.Length)
        {
            return after == 0 ? line[0] : line[^1];
        }

        double fraction = (distance - distances[after - 1]) / (distances[after] - distances[after - 1]);
        (Point from, Point to) = (line[after - 1], line[after]);
        return new Point(from.X + fraction * (to.X - from.X), from.Y + fraction * (to.Y - from.Y));
    }
}
