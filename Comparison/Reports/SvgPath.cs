using System.Globalization;
using System.Text.RegularExpressions;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Reports;

/// <summary>The lines of a path as drawings of ours have them: <c>M x y l dx dy …</c>, closed by <c>z</c> or open.</summary>
/// <param name="Lines">Absolute points, in points of 1/72 inch.</param>
/// <param name="IsClosed">Of every line.</param>
internal sealed record SvgPath(IReadOnlyList<IReadOnlyList<Point>> Lines, IReadOnlyList<bool> IsClosed)
{
    private static readonly Regex number = new(
        @"-?(\d+(\.\d+)?|\.\d+)",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10)
    );

    /// <summary>Reads the attribute <c>d</c>; null for commands that drawings of ours do not have.</summary>
    public static SvgPath? TryRead(string text)
    {
        List<IReadOnlyList<Point>> lines = [];
        List<bool> closed = [];
        foreach (string subpath in text.Split('M').Skip(1))
        {
            bool isClosed = subpath.EndsWith('z');
            string[] parts = subpath.TrimEnd('z').Split('l');
            double[]? start = Numbers(parts[0], out string startWords);
            double[]? steps = Numbers(parts[^1], out string stepWords);
            if (
                parts.Length != 2
                || start.Length != 2
                || steps.Length % 2 != 0
                || (startWords + stepWords).Any(letter => letter is not (' ' or '#'))
            )
            {
                return null;
            }
            List<Point> points = [new(start[0], start[1])];
            for (int index = 0; index < steps.Length; index += 2)
            {
                points.Add(new(points[^1].X + steps[index], points[^1].Y + steps[index + 1]));
            }
            lines.Add(points);
            closed.Add(isClosed);
        }
        return lines.Count > 0 && text.StartsWith('M') ? new SvgPath(lines, closed) : null;
    }

    /// <summary>The numbers of an attribute, and the attribute with every number replaced by <c>#</c>.</summary>
    public static double[] Numbers(string text, out string words)
    {
        words = number.Replace(text, "#");
        return [.. number.Matches(text).Select(found => double.Parse(found.Value, CultureInfo.InvariantCulture))];
    }

    /// <summary>Distance of two points.</summary>
    public static double Distance(Point a, Point b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    /// <summary>The point of either line that is farthest from the other line, and how far it is.</summary>
    public static (double Distance, Point Point, string Which) Farthest(
        IReadOnlyList<Point> fresh,
        IReadOnlyList<Point> committed
    )
    {
        (double ofFresh, Point freshPoint) = FarthestOf(fresh, committed);
        (double ofCommitted, Point committedPoint) = FarthestOf(committed, fresh);
        return ofFresh > ofCommitted ? (ofFresh, freshPoint, "fresh") : (ofCommitted, committedPoint, "committed");
    }

    private static (double Distance, Point Point) FarthestOf(IReadOnlyList<Point> points, IReadOnlyList<Point> line) =>
        points.Select(point => (DistanceTo(line, point), point)).MaxBy(pair => pair.Item1);

    private static double DistanceTo(IReadOnlyList<Point> line, Point point)
    {
        double nearest = Distance(line[0], point);
        for (int index = 1; index < line.Count; index++)
        {
            nearest = Math.Min(nearest, DistanceTo(line[index - 1], line[index], point));
        }
        return nearest;
    }

    private static double DistanceTo(Point from, Point to, Point point)
    {
        (double x, double y) = (to.X - from.X, to.Y - from.Y);
        double length = x * x + y * y;
        double share = length == 0 ? 0 : Math.Clamp(((point.X - from.X) * x + (point.Y - from.Y) * y) / length, 0, 1);
        return Distance(point, new Point(from.X + share * x, from.Y + share * y));
    }
}
