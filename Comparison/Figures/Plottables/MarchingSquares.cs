using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Plottables;

/// <summary>Lines of equal value on a grid.</summary>
/// <remarks>
/// Every edge between two grid points with the level between their values is crossed once, at the place of the straight line
/// between the two. A cell all of whose edges are crossed is a saddle: the mean of its corners says which pair is joined
/// across the middle. Source: W. Lorensen and H. Cline, Marching cubes (SIGGRAPH 1987), in the plane.
/// </remarks>
internal sealed class MarchingSquares
{
    private const int None = -1;

    private readonly IReadOnlyList<double> values;
    private readonly int columns;
    private readonly int rows;

    /// <param name="values">Row by row; a cell with a corner that is not finite has no line.</param>
    /// <param name="columns">Values in a row.</param>
    public MarchingSquares(IReadOnlyList<double> values, int columns)
    {
        this.values = values;
        this.columns = columns;
        rows = values.Count / columns;
    }

    /// <summary>The lines of one level, each as long as can be; a closed one repeats its first point.</summary>
    /// <returns>In grid coordinates: X is the column and Y the row, with fractions.</returns>
    public List<Point[]> At(double level)
    {
        // An edge is numbered by its lower left grid point, twice: to the right, and upwards. Each joins at most two others.
        int[] joined = new int[4 * values.Count];
        Array.Fill(joined, None);
        List<int> crossed = [];
        for (int row = 0; row + 1 < rows; row++)
        {
            for (int column = 0; column + 1 < columns; column++)
            {
                Cell(row * columns + column, level, Join);
            }
        }

        List<Point[]> lines = [];
        bool[] used = new bool[2 * values.Count];
        foreach (int edge in crossed.Where(edge => joined[2 * edge + 1] == None).Concat(crossed)) // Open lines first.
        {
            if (!used[edge])
            {
                lines.Add([.. Follow(edge, joined, used).Select(at => Crossing(at, level))]);
            }
        }
        return lines;

        void Join(int one, int other)
        {
            Add(one, other);
            Add(other, one);
        }

        void Add(int edge, int other)
        {
            bool first = joined[2 * edge] == None;
            joined[2 * edge + (first ? 0 : 1)] = other;
            if (first)
            {
                crossed.Add(edge);
            }
        }
    }

    private void Cell(int corner, double level, Action<int, int> join)
    {
        double a = values[corner],
            b = values[corner + 1],
            c = values[corner + columns + 1],
            d = values[corner + columns];
        if (!(double.IsFinite(a) && double.IsFinite(b) && double.IsFinite(c) && double.IsFinite(d)))
        {
            return;
        }

        int lower = 2 * corner,
            right = 2 * (corner + 1) + 1,
            upper = 2 * (corner + columns),
            left = 2 * corner + 1;
        (bool inA, bool inB, bool inC, bool inD) = (a >= level, b >= level, c >= level, d >= level);
        Span<int> edges = stackalloc int[4];
        int count = 0;
        foreach (
            (int edge, bool isCrossed) in (ReadOnlySpan<(int, bool)>)
                [(lower, inA != inB), (right, inB != inC), (upper, inC != inD), (left, inD != inA)]
        )
        {
            if (isCrossed)
            {
                edges[count++] = edge;
            }
        }

        if (count == 2)
        {
            join(edges[0], edges[1]);
        }
        else if (count == 4)
        {
            // Where the middle is on the side of a and c, lines cut off b and d.
            bool cutsOffB = (a / 4 + b / 4 + c / 4 + d / 4 >= level) == inA;
            join(lower, cutsOffB ? right : left);
            join(upper, cutsOffB ? left : right);
        }
    }

    private static List<int> Follow(int start, int[] joined, bool[] used)
    {
        List<int> line = [start];
        used[start] = true;
        int previous = start,
            at = joined[2 * start];
        while (at != None && !used[at])
        {
            used[at] = true;
            line.Add(at);
            int next = joined[2 * at] == previous ? joined[2 * at + 1] : joined[2 * at];
            (previous, at) = (at, next);
        }
        if (at == start)
        {
            line.Add(start);
        }
        return line;
    }

    private Point Crossing(int edge, double level)
    {
        int from = edge / 2,
            to = from + (edge % 2 == 0 ? 1 : columns);
        double fraction = (level - values[from]) / (values[to] - values[from]);
        double column = from % columns,
            row = Math.Floor(from / (double)columns);
        return edge % 2 == 0 ? new Point(column + fraction, row) : new Point(column, row + fraction);
    }
}
