using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

public sealed class ContoursTests
{
    private const int Count = 41;
    private const double Spacing = 0.1;

    [Theory]
    [InlineData(0.5), InlineData(1), InlineData(1.7)]
    public void A_contour_of_x_squared_plus_y_squared_is_one_closed_circle(double radius)
    {
        Point[] circle = Lines((x, y) => x * x + y * y, radius * radius).ShouldHaveSingleItem();
        circle[^1].ShouldBe(circle[0]);
        // Linear interpolation of r² between neighbours h apart errs by at most h²/4 in r² (second derivative 2), h²/8r in r.
        double error = Spacing * Spacing / (8 * radius) * 1.01;
        circle.ShouldAllBe(at => Math.Abs(Math.Sqrt(at.X * at.X + at.Y * at.Y) - radius) <= error);
        // All the way round, once: 2π, in steps shorter than a cell.
        circle
            .Zip(circle.Skip(1), (a, b) => Math.IEEERemainder(Math.Atan2(b.Y, b.X) - Math.Atan2(a.Y, a.X), 2 * Math.PI))
            .Sum(Math.Abs)
            .ShouldBe(2 * Math.PI, 1e-9);
    }

    [Fact]
    public void Halving_the_grid_divides_the_distance_from_the_circle_by_about_four()
    {
        double Distance(int count)
        {
            double[] places = [.. Enumerable.Range(0, count).Select(i => -2 + 4.0 * i / (count - 1))];
            MarchingSquares squares = new([.. places.SelectMany(y => places.Select(x => x * x + y * y))], count);
            return squares.At(1.3).Single().Average(at => Math.Abs(Math.Sqrt(1.3) - Length(at, count)));
        }

        double Length(Point at, int count) =>
            Math.Sqrt(Math.Pow(-2 + 4 * at.X / (count - 1), 2) + Math.Pow(-2 + 4 * at.Y / (count - 1), 2));

        // The mean over a circle wanders a little with the grid's place on it.
        Math.Log2(Distance(41) / Distance(81)).ShouldBe(2, 0.25);
    }

    [Fact]
    public void A_contour_of_a_linear_function_is_its_straight_line_from_edge_to_edge()
    {
        Point[] line = Lines((x, y) => 2 * x + y, 0.33).ShouldHaveSingleItem();
        line.ShouldAllBe(at => Math.Abs(2 * at.X + at.Y - 0.33) < 1e-12);
        (line[0].Y, line[^1].Y).ShouldBeOneOf((-2, 2), (2, -2));
    }

    [Theory]
    [InlineData(0.4, true)] // Below the mean of the corners: the middle is high and joins the high corners.
    [InlineData(0.6, false)]
    public void At_a_saddle_the_mean_of_the_corners_says_which_corners_are_joined(double level, bool joinsHigh)
    {
        // High at lower left and upper right, low at the others; the mean is 1/2.
        List<Point[]> lines = new MarchingSquares([1, 0, 0, 1], 2).At(level);
        lines.Count.ShouldBe(2);
        foreach (Point[] line in lines)
        {
            // A line that cuts off a low corner does not cross the diagonal of the high ones, x = y.
            (Math.Sign(line[0].X - line[0].Y) == Math.Sign(line[1].X - line[1].Y)).ShouldBe(joinsHigh);
        }
    }

    [Fact]
    public void A_level_that_is_met_exactly_on_grid_points_gives_each_line_once() =>
        // Levels of x on a grid line: one straight line along it.
        Lines((x, _) => Math.Round(10 * x), 3).ShouldHaveSingleItem().ShouldAllBe(at => Math.Abs(at.X - 0.3) < 1e-12);

    [Fact]
    public void Cells_with_a_corner_that_is_not_finite_have_no_line()
    {
        List<Point[]> lines = Lines((x, y) => x > 0 && Math.Abs(y) < 0.05 ? double.NaN : x * x + y * y, 1);
        Point[] open = lines.ShouldHaveSingleItem();
        open[0].ShouldNotBe(open[^1]);
        open.ShouldAllBe(at => at.X < 0 || Math.Abs(at.Y) > 0.05);
    }

    [Fact]
    public void Lines_are_drawn_where_the_grid_is_on_the_panel()
    {
        Contours contours = new([0, 10], [0, 1, 2], [0, 1, 0, 1, 0, 1], [0.25]);
        RecordingCanvas canvas = RecordingCanvas.Of(contours, RecordingCanvas.Plot(0, 10, 0, 2));
        (Point[] line, Stroke stroke) = canvas.Drawn.ShouldHaveSingleItem();
        line.ShouldBe([new(25, 100), new(25, 50), new(25, 0)], ignoreOrder: true);
        stroke.Colour.ShouldBe(Colour.Grey);
    }

    [Fact]
    public void With_a_logarithmic_scale_lines_lie_where_logarithms_are_straight()
    {
        Contours contours = new([0, 1], [0, 1], [1e-4, 1, 1e-4, 1], [1e-2])
        {
            Scale = new ColourScale { Logarithmic = true },
        };
        (Point[] line, Stroke stroke) = RecordingCanvas.Of(contours, RecordingCanvas.Plot(0, 1, 0, 1)).Drawn.Single();
        line.ShouldAllBe(at => Math.Abs(at.X - 50) < 1e-9);
        stroke.Colour.ShouldBe(
            new ColourScale
            {
                Logarithmic = true,
                Minimum = 1e-4,
                Maximum = 1,
            }.ColourAt(1e-2)
        );
    }

    // On −2 … 2 in both directions, back in the units of x and y.
    private static List<Point[]> Lines(Func<double, double, double> f, double level)
    {
        double[] places = [.. Enumerable.Range(0, Count).Select(i => Math.Round(-2 + Spacing * i, 1))];
        return new MarchingSquares([.. places.SelectMany(y => places.Select(x => f(x, y)))], Count)
            .At(level)
            .ConvertAll(line => Array.ConvertAll(line, at => new Point(-2 + Spacing * at.X, -2 + Spacing * at.Y)));
    }
}
