using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;
using Path = Dynamics.Comparison.Figures.Plottables.Path;

namespace ComparisonTests.Figures;

public sealed class PathTests
{
    [Fact]
    public void Heads_point_along_the_way_and_stand_at_equal_distances()
    {
        // Right and then up: 80 + 80 points, heads asked for every 40.
        Path path = new([1, 9, 9], [1, 1, 9]) { ArrowEvery = 40 };
        Point[][] heads =
        [
            .. RecordingCanvas.Of(path, RecordingCanvas.Plot(0, 10, 0, 10)).Filled.Select(f => f.Polygon),
        ];
        heads.Length.ShouldBe(4);
        Point[] middles =
        [
            .. heads.Select(h => new Point((h[0].X + (h[1].X + h[2].X) / 2) / 2, (h[0].Y + (h[1].Y + h[2].Y) / 2) / 2)),
        ];
        Near(middles[0], new Point(30, 90));
        Near(middles[1], new Point(70, 90));
        Near(middles[2], new Point(90, 70));
        Near(middles[3], new Point(90, 30));
        heads[0][0].X.ShouldBeGreaterThan(middles[0].X);
        heads[3][0].Y.ShouldBeLessThan(middles[3].Y);
    }

    [Fact]
    public void A_way_and_its_way_back_have_opposite_heads()
    {
        Point[] there = Heads([1, 6], [1, 3]).Single(),
            back = Heads([6, 1], [3, 1]).Single();
        // One ends where the other begins: both lie about the middle of the way.
        Near(there[0], new Point((back[1].X + back[2].X) / 2, (back[1].Y + back[2].Y) / 2));
        (there[0].X - there[1].X).ShouldBeGreaterThan(0);
        (back[0].X - back[1].X).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_short_way_and_one_that_wants_none_have_no_heads()
    {
        Heads([1, 1.5], [1, 1]).ShouldBeEmpty();
        RecordingCanvas
            .Of(new Path([0, 10], [0, 10]) { ArrowEvery = 0 }, RecordingCanvas.Plot(0, 10, 0, 10))
            .Filled.ShouldBeEmpty();
    }

    [Fact]
    public void Heads_are_counted_on_what_is_seen()
    {
        // A billion units of way beside the panel, 100 points in it.
        Path path = new([-1e9, 0, 10], [-1e9, 5, 5]) { ArrowEvery = 50 };
        RecordingCanvas.Of(path, RecordingCanvas.Plot(0, 10, 0, 10)).Filled.Count.ShouldBe(2);
    }

    [Fact]
    public void A_way_has_a_ring_at_its_start_and_a_dot_at_its_end()
    {
        Path path = new([double.NaN, 1, 9, 5, 4], [0, 1, 1, 5, double.NaN]) { Colour = OkabeIto.Vermillion };
        var dots = RecordingCanvas.Of(path, RecordingCanvas.Plot(0, 10, 0, 10)).Dotted;
        dots.Select(dot => dot.Centre).ShouldBe([new(10, 90), new(10, 90), new(50, 50)]);
        dots.Select(dot => dot.Fill.Colour).ShouldBe([OkabeIto.Vermillion, Colour.White, OkabeIto.Vermillion]);
        dots[1].Radius.ShouldBeLessThan(dots[0].Radius);
    }

    [Fact]
    public void Its_label_stands_beside_its_end_within_the_panel()
    {
        Figure figure = new("A way");
        figure.Add.Path([0, 4, 2], [0, 1, 3]).EndLabel = "*A*";
        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        PlacedLabel label = panel.Labels.ShouldHaveSingleItem();
        label.From.ShouldBe(panel.Plot.At(2, 3));
        label.Box.Inflate(8).Contains(label.From).ShouldBeTrue();
        label.HasGround.ShouldBeFalse();
    }

    [Fact]
    public void On_a_map_its_label_has_white_ground_and_keeps_off_other_ways()
    {
        Figure figure = new("Two ways on a map");
        figure.Add.HeatMap([0, 1, 2, 3], [0, 1, 2], new double[12]);
        figure.Add.Path([0, 1.5], [1, 1]).EndLabel = "*A*";
        figure.Add.Path([1.6, 3.4], [1, 1]);
        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        PlacedLabel label = panel.Labels.ShouldHaveSingleItem();
        label.HasGround.ShouldBeTrue();
        Clipping.Line([panel.Plot.At(1.6, 1), panel.Plot.At(3.4, 1)], label.Box).ShouldBeEmpty();
    }

    private static IEnumerable<Point[]> Heads(double[] xs, double[] ys) =>
        RecordingCanvas.Of(new Path(xs, ys), RecordingCanvas.Plot(0, 10, 0, 10)).Filled.Select(f => f.Polygon);

    private static void Near(Point point, Point other)
    {
        point.X.ShouldBe(other.X, 1e-9);
        point.Y.ShouldBe(other.Y, 1e-9);
    }
}
