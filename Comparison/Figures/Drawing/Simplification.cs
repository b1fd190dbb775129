namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>Leaves out the points of a line that no eye and no printer can see.</summary>
/// <remarks>
/// Two steps. A run of points within one column of width <see cref="ColumnWidth"/> keeps its first, lowest, highest and last
/// point (a line and its thinned copy both pass every height between lowest and highest there, so they differ by at most
/// the width). Then Douglas and Peucker's algorithm (Cartographica 10, 1973) drops points nearer than
/// <see cref="Tolerance"/> to what is kept. In all no point moves by more than <see cref="LargestDeviation"/>.
/// </remarks>
internal static class Simplification
{
    /// <summary>Points; a fortieth of a millimetre, less than a pixel at 600 dpi.</summary>
    public const double ColumnWidth = 0.08;

    /// <summary>Points.</summary>
    public const double Tolerance = 0.02;

    /// <summary>Largest distance between a line and its simplified copy, points.</summary>
    public const double LargestDeviation = ColumnWidth + Tolerance;

    /// <summary>A subset of the points, in order, with both ends.</summary>
    public static Point[] Of(ReadOnlySpan<Point> line)
    {
        Point[] thinned = Thin(line);
        return thinned.Length <= 2 ? thinned : DouglasPeucker(thinned);
    }

    private static Point[] Thin(ReadOnlySpan<Point> line)
    {
        List<Point> kept = [];
        for (int first = 0, next; first < line.Length; first = next)
        {
            double column = Math.Floor(line[first].X / ColumnWidth);
            int lowest = first,
                highest = first;
            for (next = first + 1; next < line.Length && Math.Floor(line[next].X / ColumnWidth) == column; next++)
            {
                if (line[next].Y < line[lowest].Y)
                {
                    lowest = next;
                }

                if (line[next].Y > line[highest].Y)
                {
                    highest = next;
                }
            }
            int previous = -1;
            foreach (int i in (int[])[first, Math.Min(lowest, highest), Math.Max(lowest, highest), next - 1])
            {
                if (i > previous)
                {
                    kept.Add(line[i]);
                }

                previous = i;
            }
        }
        return [.. kept];
    }

    // With a stack of its own: a spiral of a million points would be too deep for the call stack.
    private static Point[] DouglasPeucker(Point[] line)
    {
        bool[] keep = new bool[line.Length];
        keep[0] = keep[^1] = true;
        Stack<(int First, int Last)> spans = new();
        spans.Push((0, line.Length - 1));
        while (spans.TryPop(out var span))
        {
            int farthest = -1;
            double distance = Tolerance;
            for (int i = span.First + 1; i < span.Last; i++)
            {
                double d = Distance(line[i], line[span.First], line[span.Last]);
                if (d > distance)
                {
                    (farthest, distance) = (i, d);
                }
            }
            if (farthest < 0)
            {
                continue;
            }

            keep[farthest] = true;
            spans.Push((span.First, farthest));
            spans.Push((farthest, span.Last));
        }
        return [.. line.Where((_, i) => keep[i])];
    }

    /// <summary>Distance of a point from a segment.</summary>
    public static double Distance(Point point, Point from, Point to)
    {
        double dx = to.X - from.X,
            dy = to.Y - from.Y,
            square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / square, 0, 1);
        double ex = point.X - from.X - along * dx,
            ey = point.Y - from.Y - along * dy;
        return Math.Sqrt(ex * ex + ey * ey);
    }
}
