using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Drawing;

/// <summary>A canvas that only remembers where something was drawn, to find room for a legend.</summary>
/// <param name="area">The part looked at; what is drawn must lie inside.</param>
internal sealed class InkMap(Rect area) : ICanvas
{
    // One cell is one square point: finer than the clearance a legend wants.
    private readonly bool[,] inked = new bool[(int)Math.Ceiling(area.Height) + 1, (int)Math.Ceiling(area.Width) + 1];
    private int[,]? sums;

    private int Rows => inked.GetLength(0);

    private int Columns => inked.GetLength(1);

    /// <summary>Number of inked cells that meet a rectangle.</summary>
    public int CellsIn(Rect rect)
    {
        int[,] table = sums ??= Sums();
        int left = Column(rect.Left),
            right = Column(rect.Right) + 1,
            top = Row(rect.Top),
            bottom = Row(rect.Bottom) + 1;
        return table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left];
    }

    /// <inheritdoc/>
    public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke)
    {
        foreach (Point[] line in lines)
        {
            for (int i = 1; i < line.Length; i++)
            {
                Segment(line[i - 1], line[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Areas(IReadOnlyList<Point[]> polygons, Fill fill)
    {
        foreach (Point[] polygon in polygons)
        {
            int last = Row(polygon.Max(point => point.Y));
            for (int row = Row(polygon.Min(point => point.Y)); row <= last; row++)
            {
                Scan(polygon, row);
            }
        }
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill)
    {
        foreach (Point centre in centres)
        {
            Mark(new Point(centre.X - radius, centre.Y));
            Mark(centre);
            Mark(new Point(centre.X + radius, centre.Y));
            Mark(new Point(centre.X, centre.Y - radius));
            Mark(new Point(centre.X, centre.Y + radius));
        }
    }

    /// <inheritdoc/>
    public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false)
    {
        sums = null;
        double left = anchor.X - text.Width * (int)alignment / 2;
        for (double x = left; x <= left + text.Width; x += 1)
        {
            for (double y = anchor.Y - text.Size * LiberationSans.CapitalHeight; y <= anchor.Y; y += 1)
            {
                Mark(upwards ? new Point(anchor.X + (y - anchor.Y), anchor.Y - (x - anchor.X)) : new Point(x, y));
            }
        }
    }

    private void Segment(Point from, Point to)
    {
        double length = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        int steps = (int)Math.Ceiling(2 * length) + 1;
        for (int k = 0; k <= steps; k++)
        {
            Mark(new Point(from.X + (to.X - from.X) * k / steps, from.Y + (to.Y - from.Y) * k / steps));
        }
    }

    private void Scan(Point[] polygon, int row)
    {
        double y = area.Top + row + 0.5;
        List<double> crossings = [];
        for (int i = 0; i < polygon.Length; i++)
        {
            Point from = polygon[i == 0 ? ^1 : i - 1],
                to = polygon[i];
            if (from.Y > y != to.Y > y)
            {
                crossings.Add(from.X + (y - from.Y) / (to.Y - from.Y) * (to.X - from.X));
            }
        }
        crossings.Sort();
        for (int i = 0; i + 1 < crossings.Count; i += 2)
        {
            for (int column = Column(crossings[i]); column <= Column(crossings[i + 1]); column++)
            {
                inked[row, column] = true;
            }
        }
    }

    private void Mark(Point point) => inked[Row(point.Y), Column(point.X)] = true;

    private int Column(double x) => Math.Clamp((int)Math.Floor(x - area.Left), 0, Columns - 1);

    private int Row(double y) => Math.Clamp((int)Math.Floor(y - area.Top), 0, Rows - 1);

    private int[,] Sums()
    {
        int[,] table = new int[Rows + 1, Columns + 1];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                table[row + 1, column + 1] =
                    table[row, column + 1] + table[row + 1, column] - table[row, column] + (inked[row, column] ? 1 : 0);
            }
        }
        return table;
    }
}
