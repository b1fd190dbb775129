using Dynamics.Comparison.Figures.Drawing;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Figures;

public class DrawingTests
{
    private static readonly Rect Area = new(0, 0, 200, 130);

    // Walks of small and large steps, some points of which are lost, partly outside the area.
    private static readonly Gen<Point[]> Walks =
        from count in Gen.Choose(2, 150)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from size in Gen.Elements(0.001, 0.05, 1, 40)
        from losses in Gen.Elements(0.0, 0.1)
        select Walk(count, seed, size, losses);

    [Fact]
    public void Simplification_moves_no_point_farther_than_it_says() =>
        ForAll(
            Walks,
            walk =>
            {
                Point[] line = [.. walk.Where(point => point.IsFinite)];
                if (line.Length < 2)
                {
                    return;
                }

                Point[] simplified = Simplification.Of(line);
                line.Max(point => DistanceFrom(simplified, point)).ShouldBeLessThanOrEqualTo(Bound);
                // The way back, between the points kept too.
                Dense(simplified).Max(point => DistanceFrom(line, point)).ShouldBeLessThanOrEqualTo(Bound);
                simplified[0].ShouldBe(line[0]);
                simplified[^1].ShouldBe(line[^1]);
                simplified.ShouldBeSubsetOf(line);
            }
        );

    private static double Bound => Simplification.LargestDeviation + 1e-9;

    [Fact]
    public void Clipping_keeps_exactly_what_is_inside() =>
        ForAll(
            Walks,
            walk =>
            {
                List<Point[]> pieces = Clipping.Line(walk, Area);
                pieces.SelectMany(piece => piece).ShouldAllBe(point => Area.Inflate(1e-9).Contains(point));
                pieces.Sum(Length).ShouldBe(LengthInside(walk), 0.02 * Length([.. walk.Where(p => p.IsFinite)]) + 0.1);
            }
        );

    [Fact]
    public void A_point_that_is_not_finite_breaks_a_line_and_a_lone_one_stays()
    {
        Point gap = new(double.NaN, 1);
        List<Point[]> pieces = Clipping.Line(
            [new(1, 1), new(2, 2), gap, new(3, 3), gap, new(4, 4), new(5, 5), new(300, 5)],
            Area
        );
        pieces.Select(piece => piece.Length).ShouldBe([2, 1, 3]);
        pieces[2][^1].ShouldBe(new Point(200, 5));
    }

    [Fact]
    public void A_line_that_leaves_and_returns_comes_in_two_pieces()
    {
        List<Point[]> pieces = Clipping.Line([new(10, 10), new(10, -10), new(20, -10), new(20, 10)], Area);
        pieces.Count.ShouldBe(2);
        pieces[0].ShouldBe([new(10, 10), new(10, 0)]);
        pieces[1].ShouldBe([new(20, 0), new(20, 10)]);
    }

    [Fact]
    public void A_clipped_polygon_has_the_area_that_is_inside()
    {
        Point[] triangle = [new(-100, 65), new(100, -35), new(100, 165)];
        // Inside: the triangle of width and height 200 pointing left, without its tip left of 0 and its corners above and below.
        // Its half height at x is (x + 100)/2: full height 130 is reached at x = 30, so ∫₀³⁰ (x + 100) dx + 70·130.
        SignedArea(Clipping.Polygon(triangle, Area)).ShouldBe(30 * 30 / 2 + 100 * 30 + 70 * 130, 1e-9);
        Clipping.Polygon([new(-3, -3), new(-1, -3), new(-1, -1)], Area).ShouldBeEmpty();
    }

    [Fact]
    public void Ink_is_found_where_it_was_drawn_and_nowhere_else()
    {
        InkMap ink = new(Area);
        ink.Areas(
            [
                [new(50, 50), new(100, 50), new(100, 80), new(50, 80)],
            ],
            new Fill(default)
        );
        ink.CellsIn(new Rect(0, 0, 49, 130)).ShouldBe(0);
        ink.CellsIn(new Rect(102, 0, 200, 130)).ShouldBe(0);
        ((double)ink.CellsIn(Area)).ShouldBe(50 * 30, 50); // One column more, at most.
    }

    private static Point[] Walk(int count, int seed, double size, double losses)
    {
        Random random = new(seed);
        Point[] walk = new Point[count];
        (double x, double y) = (200 * random.NextDouble(), 130 * random.NextDouble());
        for (int i = 0; i < count; i++)
        {
            x += size * (random.NextDouble() - 0.4);
            y += 3 * size * (random.NextDouble() - 0.5);
            walk[i] = random.NextDouble() < losses ? new Point(x, double.NaN) : new Point(x, y);
        }
        return walk;
    }

    private static double DistanceFrom(Point[] line, Point point) =>
        line.Zip(line.Skip(1), (from, to) => Simplification.Distance(point, from, to)).Min();

    private static IEnumerable<Point> Dense(Point[] line) =>
        line.Zip(
                line.Skip(1),
                (a, b) =>
                    Enumerable.Range(0, 8).Select(k => new Point(a.X + (b.X - a.X) * k / 8, a.Y + (b.Y - a.Y) * k / 8))
            )
            .SelectMany(points => points);

    private static double Length(Point[] line) =>
        line.Zip(line.Skip(1), (a, b) => Math.Sqrt(Math.Pow(b.X - a.X, 2) + Math.Pow(b.Y - a.Y, 2))).Sum();

    // By counting small pieces: an independent way to the same length.
    private static double LengthInside(Point[] walk)
    {
        double sum = 0;
        for (int i = 1; i < walk.Length; i++)
        {
            if (!walk[i - 1].IsFinite || !walk[i].IsFinite)
            {
                continue;
            }

            double length = Length([walk[i - 1], walk[i]]);
            for (int k = 0; k < 200; k++)
            {
                double f = (k + 0.5) / 200;
                Point at = new(
                    walk[i - 1].X + f * (walk[i].X - walk[i - 1].X),
                    walk[i - 1].Y + f * (walk[i].Y - walk[i - 1].Y)
                );
                sum += Area.Contains(at) ? length / 200 : 0;
            }
        }
        return sum;
    }

    private static double SignedArea(Point[] polygon) =>
        Math.Abs(
            polygon
                .Select((point, i) => (point, next: polygon[(i + 1) % polygon.Length]))
                .Sum(pair => pair.point.X * pair.next.Y - pair.next.X * pair.point.Y)
        ) / 2;

    private static void ForAll(Gen<Point[]> walks, Action<Point[]> holds) =>
        Prop.ForAll(Arb.From(walks), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
}
