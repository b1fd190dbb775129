namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>Cuts lines and polygons to a rectangle by geometry, so that no format needs clip paths.</summary>
internal static class Clipping
{
    /// <summary>The parts of a line inside a rectangle; a point that is not finite breaks the line.</summary>
    /// <returns>Pieces in order; one of a single point where a lone point stands between breaks.</returns>
    public static List<Point[]> Line(ReadOnlySpan<Point> line, Rect area)
    {
        List<Point[]> pieces = [];
        List<Point> piece = [];
        for (int i = 0; i < line.Length; i++)
        {
            if (!line[i].IsFinite)
            {
                Flush();
                continue;
            }
            bool starts = i == 0 || !line[i - 1].IsFinite;
            bool alone = starts && (i + 1 == line.Length || !line[i + 1].IsFinite);
            if (alone && area.Contains(line[i]))
            {
                piece.Add(line[i]);
            }

            if (starts)
            {
                continue;
            }

            Point from = line[i - 1],
                to = line[i];
            if (!Segment(ref from, ref to, area))
            {
                Flush();
                continue;
            }
            if (piece.Count == 0 || piece[^1] != from)
            {
                Flush();
                piece.Add(from);
            }
            piece.Add(to);
        }
        Flush();
        return pieces;

        void Flush()
        {
            if (piece.Count > 0)
            {
                pieces.Add([.. piece]);
            }

            piece.Clear();
        }
    }

    /// <summary>The part of a polygon inside a rectangle; empty when there is none.</summary>
    /// <remarks>Sutherland and Hodgman's algorithm: parts of a concave polygon stay joined along the edge.</remarks>
    public static Point[] Polygon(IReadOnlyList<Point> polygon, Rect area)
    {
        List<Point> cut = [.. polygon];
        cut = Half(cut, point => point.X - area.Left);
        cut = Half(cut, point => area.Right - point.X);
        cut = Half(cut, point => point.Y - area.Top);
        cut = Half(cut, point => area.Bottom - point.Y);
        return cut.Count < 3 ? [] : [.. cut];
    }

    private static List<Point> Half(List<Point> polygon, Func<Point, double> depth)
    {
        List<Point> kept = new(polygon.Count + 4);
        for (int i = 0; i < polygon.Count; i++)
        {
            Point from = polygon[i == 0 ? ^1 : i - 1],
                to = polygon[i];
            double before = depth(from),
                after = depth(to);
            if (before >= 0 != after >= 0)
            {
                kept.Add(Between(from, to, before / (before - after)));
            }

            if (after >= 0)
            {
                kept.Add(to);
            }
        }
        return kept;
    }

    // Liang and Barsky's parameters: the segment is inside for enter ≤ λ ≤ leave.
    private static bool Segment(ref Point from, ref Point to, Rect area)
    {
        if (area.Contains(from) && area.Contains(to))
        {
            return true;
        }

        double enter = 0,
            leave = 1,
            dx = to.X - from.X,
            dy = to.Y - from.Y;
        bool meets =
            Cut(-dx, from.X - area.Left, ref enter, ref leave)
            && Cut(dx, area.Right - from.X, ref enter, ref leave)
            && Cut(-dy, from.Y - area.Top, ref enter, ref leave)
            && Cut(dy, area.Bottom - from.Y, ref enter, ref leave);
        if (!meets || (enter == leave && enter is 0 or 1))
        {
            return false;
        }

        (from, to) = (enter > 0 ? Between(from, to, enter) : from, leave < 1 ? Between(from, to, leave) : to);
        return true;
    }

    private static bool Cut(double outwards, double room, ref double enter, ref double leave)
    {
        if (outwards == 0)
        {
            return room >= 0;
        }

        double at = room / outwards;
        if (outwards < 0)
        {
            enter = Math.Max(enter, at);
        }
        else
        {
            leave = Math.Min(leave, at);
        }

        return enter <= leave;
    }

    private static Point Between(Point from, Point to, double fraction) =>
        new(from.X + fraction * (to.X - from.X), from.Y + fraction * (to.Y - from.Y));
}
