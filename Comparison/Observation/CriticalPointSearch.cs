namespace Dynamics.Comparison.Observation;

/// <summary>Finds the points without gradient of a loss over two weights in a rectangle, knowing nothing of their formula.</summary>
/// <remarks>
/// From every point of a grid, Levenberg's method on the gradient: (HᵀH + μ)δ = −Hᵀg, with μ smaller after a step that shortens
/// g and larger after one that does not. It goes to saddles and maxima as to minima. Points that meet are one; points on which one
/// eigenvalue is 0 are joined to curves.
/// </remarks>
public sealed class CriticalPointSearch
{
    private const int Grid = 33;
    private const int MostSteps = 300;

    // Of the scale of gradient and curvature over the rectangle: what rounding leaves of 0.
    private const double NoGradient = 1e-11;
    private const double NoCurvature = 1e-6;

    // Of the rectangle's diagonal: how near points are that are one.
    private const double Same = 1e-5;

    private readonly TwoParameterLoss loss;
    private readonly (double From, double To) x;
    private readonly (double From, double To) y;
    private readonly double gradientScale;
    private readonly double curvatureScale;

    private CriticalPointSearch(TwoParameterLoss loss, (double From, double To) x, (double From, double To) y)
    {
        (this.loss, this.x, this.y) = (loss, x, y);
        foreach ((double px, double py) in Starts())
        {
            (double gx, double gy) = loss.GradientAt(px, py);
            (double smaller, double larger) = loss.HessianAt(px, py).Eigenvalues;
            gradientScale = Math.Max(gradientScale, double.Hypot(gx, gy));
            curvatureScale = Math.Max(curvatureScale, Math.Max(Math.Abs(smaller), Math.Abs(larger)));
        }
    }

    /// <summary>All points and curves found, least loss first.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="x">Range of the first weight.</param>
    /// <param name="y">Range of the second.</param>
    public static IReadOnlyList<CriticalPoint> In(
        TwoParameterLoss loss,
        (double From, double To) x,
        (double From, double To) y
    ) => new CriticalPointSearch(loss, x, y).Find();

    /// <summary>The point without gradient that the search reaches from one point, such as the end of a run.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="x">Range of the first weight.</param>
    /// <param name="y">Range of the second.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Null where none is reached.</returns>
    public static CriticalPoint? Near(
        TwoParameterLoss loss,
        (double From, double To) x,
        (double From, double To) y,
        (double X, double Y) from
    )
    {
        if (!double.IsFinite(from.X) || !double.IsFinite(from.Y))
        {
            return null;
        }
        CriticalPointSearch search = new(loss, x, y);
        return search.Descend(from.X, from.Y) is var (px, py) ? search.Classify(px, py) : null;
    }

    private double Diagonal => double.Hypot(x.To - x.From, y.To - y.From);

    private IReadOnlyList<CriticalPoint> Find()
    {
        List<CriticalPoint> alone = [];
        List<CriticalPoint> onCurves = [];
        foreach ((double px, double py) in Starts())
        {
            if (Descend(px, py) is not var (cx, cy) || !IsInside(cx, cy))
            {
                continue;
            }
            CriticalPoint found = Classify(cx, cy);
            List<CriticalPoint> list = found.Class == CriticalClass.DegenerateMinimum ? onCurves : alone;
            if (list.TrueForAll(known => known.DistanceTo(cx, cy) > Same * Diagonal))
            {
                list.Add(found);
            }
        }
        return
        [
            .. Curves(onCurves)
                .Concat(alone)
                .OrderBy(point => point.Loss)
                .ThenBy(point => point.X)
                .ThenBy(point => point.Y),
        ];
    }

    private IEnumerable<(double X, double Y)> Starts() =>
        from row in Enumerable.Range(0, Grid)
        from column in Enumerable.Range(0, Grid)
        select (At(x, column), At(y, row));

    // Not quite evenly: no start lies on a line of symmetry, from which a saddle between two minima would never be left.
    private static double At((double From, double To) range, int index) =>
        range.From + (range.To - range.From) * (index + 0.43) / Grid;

    private bool IsInside(double px, double py)
    {
        double room = Same * Diagonal;
        return px >= x.From - room && px <= x.To + room && py >= y.From - room && py <= y.To + room;
    }

    private (double X, double Y)? Descend(double px, double py)
    {
        double damping = curvatureScale * curvatureScale * 1e-3;
        (double gx, double gy) = loss.GradientAt(px, py);
        for (int step = 0; step < MostSteps && double.Hypot(gx, gy) > 0; step++)
        {
            SymmetricPair h = loss.HessianAt(px, py);
            SymmetricPair normal = new(
                h.XX * h.XX + h.XY * h.XY + damping,
                h.XY * (h.XX + h.YY),
                h.XY * h.XY + h.YY * h.YY + damping
            );
            (double rx, double ry) = (h.XX * gx + h.XY * gy, h.XY * gx + h.YY * gy);
            double determinant = normal.XX * normal.YY - normal.XY * normal.XY;
            double nx = px - (normal.YY * rx - normal.XY * ry) / determinant;
            double ny = py - (normal.XX * ry - normal.XY * rx) / determinant;
            (double hx, double hy) = loss.GradientAt(nx, ny);
            if (double.Hypot(hx, hy) < double.Hypot(gx, gy))
            {
                (px, py, gx, gy) = (nx, ny, hx, hy);
                damping = Math.Max(damping / 10, 1e-30 * curvatureScale * curvatureScale);
            }
            else if ((damping *= 4) > 1e12 * curvatureScale * curvatureScale)
            {
                break;
            }
        }
        return double.Hypot(gx, gy) <= NoGradient * gradientScale ? (px, py) : null;
    }

    private CriticalPoint Classify(double px, double py)
    {
        (double smaller, double larger) = loss.HessianAt(px, py).Eigenvalues;
        double zero = NoCurvature * curvatureScale;
        CriticalClass kind =
            Math.Abs(smaller) <= zero && Math.Abs(larger) <= zero ? CriticalClass.Flat
            : smaller > zero ? CriticalClass.Minimum
            : larger <= zero ? CriticalClass.Maximum
            : smaller < -zero ? CriticalClass.Saddle
            : CriticalClass.DegenerateMinimum;
        return new CriticalPoint(px, py, kind, loss.At(px, py), (smaller, larger));
    }

    /// <summary>Points that a chain of near neighbours joins are one curve, told by its point nearest to the origin.</summary>
    private IEnumerable<CriticalPoint> Curves(List<CriticalPoint> points)
    {
        double near = 4 * Diagonal / Grid;
        HashSet<CriticalPoint> left = [.. points];
        while (left.Count > 0)
        {
            List<CriticalPoint> curve = [left.First()];
            left.Remove(curve[0]);
            for (int next = 0; next < curve.Count; next++)
            {
                CriticalPoint[] joined =
                [
                    .. left.Where(point => point.DistanceTo(curve[next].X, curve[next].Y) <= near),
                ];
                curve.AddRange(joined);
                left.ExceptWith(joined);
            }
            CriticalPoint nearest = curve.MinBy(point => double.Hypot(point.X, point.Y))!;
            yield return nearest with
            {
                Curve = [.. curve.OrderBy(point => point.X).Select(point => (point.X, point.Y))],
            };
        }
    }
}
