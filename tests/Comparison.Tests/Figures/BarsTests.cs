using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;

namespace ComparisonTests.Figures;

public sealed class BarsTests
{
    // Ten points a unit, 0 below.
    private static readonly PlotTransform plot = new(
        new Rect(0, 0, 40, 50),
        new AxisRange(AxisScale.Linear, 0, 4),
        new AxisRange(AxisScale.Linear, 0, 5)
    );

    [Fact]
    public void Bars_in_a_row_are_one_outline_that_stands_on_zero()
    {
        Drawn(new Bars([0, 1, 3], [2, 5]), plot)
            .ShouldHaveSingleItem()
            .ShouldBe([new(0, 50), new(0, 30), new(10, 30), new(10, 0), new(30, 0), new(30, 50)]);
    }

    [Fact]
    public void A_bar_that_is_not_finite_parts_the_row() =>
        Drawn(new Bars([0, 1, 2, 3], [1, double.NaN, 1]), plot).Count.ShouldBe(2);

    [Fact]
    public void On_a_logarithmic_axis_bars_stand_on_the_axis_and_empty_ones_are_left_out()
    {
        PlotTransform decades = new(
            plot.Area,
            new AxisRange(AxisScale.Linear, 0, 4),
            new AxisRange(AxisScale.OfDecades, -1, 1)
        );
        Point[] outline = Drawn(new Bars([0, 1, 2], [1, 0]), decades).ShouldHaveSingleItem();
        outline[0].ShouldBe(new Point(0, 50));
        outline[1].Y.ShouldBe(25, tolerance: 1e-12);
        outline[^1].ShouldBe(new Point(10, 50));
    }

    [Fact]
    public void Automatic_limits_hold_all_bars_and_zero()
    {
        Panel panel = new Figure("Bars").AddPanel();
        DataExtent extent = new(panel.X, panel.Y);
        panel.Add.Bars([-1, 2, 3], [4, 3]).Cover(extent);
        (extent.Left, extent.Right, extent.Lowest, extent.Highest).ShouldBe((-1, 3, 0, 4));
    }

    [Fact]
    public void What_is_no_row_of_bars_is_refused()
    {
        Should
            .Throw<ArgumentException>(() => new Bars([0, 1], [1, 2]))
            .Message.ShouldStartWith("There must be one edge more than bars, but there are 2 edges for 2 bars.");
        Should.Throw<ArgumentException>(() => new Bars([0, 1, 1], [1, 2])).ParamName.ShouldBe("edges");
        Should.Throw<ArgumentException>(() => new Bars([0, 1], [-1])).ParamName.ShouldBe("heights");
    }

    private static IReadOnlyList<Point[]> Drawn(Bars bars, PlotTransform on)
    {
        Recorder canvas = new();
        bars.Draw(canvas, on);
        canvas.Outlines.ShouldBe(canvas.Filled);
        return canvas.Filled;
    }

    private sealed class Recorder : ICanvas
    {
        public IReadOnlyList<Point[]> Filled { get; private set; } = [];

        public IReadOnlyList<Point[]> Outlines { get; private set; } = [];

        public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke) => Outlines = lines;

        public void Areas(IReadOnlyList<Point[]> polygons, Fill fill) => Filled = polygons;

        public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill) =>
            throw new InvalidOperationException("Bars have no dots.");

        public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false) =>
            throw new InvalidOperationException("Bars have no text.");
    }
}
