using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;

namespace ComparisonTests.Figures;

public sealed class VectorFieldTests
{
    [Fact]
    public void Arrows_down_the_gradient_of_a_circle_point_to_its_centre_though_the_axes_differ()
    {
        // −∂(x²/9 + y²/400)/2 as ways on the page: with x and y in their own units of 3 and 20 the field is −(x, y).
        (double[] xs, double[] ys) = Grid(7, 3, 20);
        VectorField field = new(xs, ys, [.. xs.Select(x => -x)], [.. ys.Select(y => -y)]);
        RecordingCanvas canvas = RecordingCanvas.Of(field, RecordingCanvas.Plot(-3, 3, -20, 20));
        canvas.Filled.Count.ShouldBe(48);
        foreach ((Point[] head, _) in canvas.Filled)
        {
            Point at = new((head[1].X + head[2].X) / 2, (head[1].Y + head[2].Y) / 2);
            (double dx, double dy) = (head[0].X - at.X, head[0].Y - at.Y);
            (double cx, double cy) = (50 - at.X, 50 - at.Y);
            (dx * cy - dy * cx).ShouldBe(0, 1e-9);
            (dx * cx + dy * cy).ShouldBeGreaterThan(0);
        }
        canvas.Dotted.ShouldHaveSingleItem().Centre.ShouldBe(new Point(50, 50)); // The vector of length 0.
    }

    [Fact]
    public void An_arrow_is_tangent_to_the_curve_that_follows_it_on_logarithmic_axes_too()
    {
        // y = x³ has the direction (1, 3x²) and is straight with slope 3 where both axes are logarithmic.
        PlotTransform plot = new(
            new Rect(0, 0, 100, 100),
            new AxisRange(AxisScale.OfDecades, -1, 1),
            new AxisRange(AxisScale.OfDecades, -3, 3)
        );
        double[] xs = [0.3, 1, 2.5];
        VectorField field = new(xs, [.. xs.Select(x => x * x * x)], [1, 1, 1], [.. xs.Select(x => 3 * x * x)]);
        // 50 points a decade of x, 100/6 of y: slope 3 is one to one.
        foreach ((Point[] shaft, _) in RecordingCanvas.Of(field, plot).Drawn)
        {
            (shaft[1].X - shaft[0].X).ShouldBe(-(shaft[1].Y - shaft[0].Y), 1e-9);
            shaft[1].X.ShouldBeGreaterThan(shaft[0].X);
        }
    }

    [Fact]
    public void Arrows_on_a_grid_are_of_one_length_centred_on_their_points_and_do_not_touch()
    {
        (double[] xs, double[] ys) = Grid(11, 3, 3);
        VectorField field = new(xs, ys, [.. xs.Select((_, i) => Math.Cos(i))], [.. xs.Select((_, i) => Math.Sin(i))]);
        RecordingCanvas canvas = RecordingCanvas.Of(field, RecordingCanvas.Plot(-3.5, 3.5, -3.5, 3.5));
        double spacing = 100.0 / 7 * 0.6; // 0.6 of 7 units of 100 points.
        for (int i = 0; i < xs.Length; i++)
        {
            (Point tail, Point tip) = (canvas.Drawn[i].Line[0], canvas.Filled[i].Polygon[0]);
            Math.Sqrt(Math.Pow(tip.X - tail.X, 2) + Math.Pow(tip.Y - tail.Y, 2)).ShouldBeInRange(3, 0.9 * spacing);
            new Point((tip.X + tail.X) / 2, 0).X.ShouldBe(100 * (xs[i] + 3.5) / 7, 1e-9);
        }
    }

    [Fact]
    public void Scaled_arrows_are_as_long_as_their_vectors_on_the_page()
    {
        VectorField field = new([1, 1, 1], [1, 2, 3], [1, 0.5, 0], [0, 0, 0]) { Scaled = true, Length = 10 };
        RecordingCanvas canvas = RecordingCanvas.Of(field, RecordingCanvas.Plot(0, 4, 0, 4));
        canvas.Drawn.Zip(canvas.Filled, (shaft, head) => head.Polygon[0].X - shaft.Line[0].X).ShouldBe([10, 5], 1e-9);
        canvas.Dotted.ShouldHaveSingleItem();
    }

    [Fact]
    public void Vectors_that_are_not_finite_or_have_no_place_are_left_out()
    {
        VectorField field = new(
            [1, 2, -9, 3],
            [1, 1, 1, double.NaN],
            [double.NaN, double.PositiveInfinity, 1, 1],
            [1, 1, 1, 1]
        );
        RecordingCanvas canvas = RecordingCanvas.Of(field, RecordingCanvas.Plot(0, 4, 0, 4));
        (canvas.Drawn.Count, canvas.Filled.Count, canvas.Dotted.Count).ShouldBe((0, 0, 0));
    }

    private static (double[] Xs, double[] Ys) Grid(int count, double x, double y)
    {
        double[] at = [.. Enumerable.Range(0, count).Select(i => -1 + 2.0 * i / (count - 1))];
        return ([.. at.SelectMany(_ => at.Select(a => a * x))], [.. at.SelectMany(b => at.Select(_ => b * y))]);
    }
}
