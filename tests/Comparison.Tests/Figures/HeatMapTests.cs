using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Svg;

namespace ComparisonTests.Figures;

public sealed class HeatMapTests
{
    // Cells reach at most this far under their neighbours.
    private const double Overlap = 0.15 + 1e-9;

    [Fact]
    public void Edges_lie_midway_between_centres_and_the_outer_cells_are_symmetric() =>
        CellEdges.Around([0, 1, 4], AxisScale.Linear).ShouldBe([-0.5, 0.5, 2.5, 5.5], 1e-12);

    [Fact]
    public void On_a_logarithmic_axis_edges_are_geometric_means_and_centres_that_are_not_positive_have_no_cell()
    {
        double[] edges = CellEdges.Around([0, 1, 100], AxisScale.OfDecades);
        edges[0].ShouldBe(double.NaN);
        // √(1·100) between; as far outside: 1/10 and 100·10.
        edges[1..].ShouldBe([0.1, 10, 1000], 1e-9);
    }

    [Theory]
    [InlineData(0, false, -0.5, 0.5)]
    [InlineData(-4, false, -6, -2)]
    [InlineData(0.01, false, 0.005, 0.015)]
    [InlineData(10, true, 3.1622776601683795, 31.622776601683795)] // Half a decade on either side: √10.
    public void A_lone_centre_has_a_cell_of_its_own_size(double centre, bool logarithmic, double left, double right) =>
        CellEdges
            .Around([centre], logarithmic ? AxisScale.OfDecades : AxisScale.Linear)
            .ShouldBe([left, right], 1e-12 * Math.Max(1, right));

    [Fact]
    public void Every_cell_is_where_its_value_is_and_has_its_colour()
    {
        // Two rows of three: the lower row first.
        HeatMap map = new([0, 1, 2], [10, 20], [1, 2, 3, 4, double.NaN, 6]);
        PlotTransform plot = RecordingCanvas.Plot(-0.5, 2.5, 5, 25);
        RecordingCanvas canvas = RecordingCanvas.Of(map, plot);
        ColourScale scale = new() { Minimum = 1, Maximum = 6 };
        for (int column = 0; column < 3; column++)
        {
            for (int row = 0; row < 2; row++)
            {
                double[][] values =
                [
                    [1, 2, 3],
                    [4, double.NaN, 6],
                ];
                Point centre = plot.At(column, 10 * (row + 1));
                Fill seen = canvas.Filled.Single(area => Clipping.Polygon(area.Polygon, At(centre)).Length > 0).Fill;
                // Colours are drawn in 64 steps: a hundredth of the scale at most, 3 of 255 where it is steepest.
                Apart(seen.Colour, scale.ColourAt(values[row][column])).ShouldBeLessThanOrEqualTo(3);
                seen.Opacity.ShouldBe(1);
            }
        }
        ColourScale.NoValue.ShouldBe(canvas.Filled[0].Fill.Colour);
    }

    [Fact]
    public void Cells_cover_the_panel_once_but_for_what_reaches_under_neighbours()
    {
        Random random = new(3);
        double[] values = [.. Enumerable.Range(0, 60).Select(_ => random.Next(4) == 0 ? double.NaN : random.Next(3))];
        HeatMap map = new([.. Enumerable.Range(0, 10).Select(i => (double)i)], [0, 1, 2, 3, 4, 5], values);
        RecordingCanvas canvas = RecordingCanvas.Of(map, RecordingCanvas.Plot(-0.5, 9.5, -0.5, 5.5));
        double sum = 0;
        foreach ((Point[] polygon, Fill fill) in canvas.Filled)
        {
            fill.Overlaps.ShouldBeTrue();
            (double left, double right) = (polygon.Min(p => p.X), polygon.Max(p => p.X));
            (double top, double bottom) = (polygon.Min(p => p.Y), polygon.Max(p => p.Y));
            left.ShouldBe(10 * Math.Round(left / 10), 1e-9);
            (right % 10).ShouldBeLessThanOrEqualTo(Overlap);
            right.ShouldBeLessThanOrEqualTo(100 + 1e-9);
            bottom.ShouldBeLessThanOrEqualTo(100 + 1e-9);
            sum += Math.Floor((right - left) / 9.99) * Math.Floor((bottom - top) / (100 / 6.01));
        }
        sum.ShouldBe(60);
    }

    [Fact]
    public void Equal_cells_side_by_side_and_above_each_other_are_one_rectangle() =>
        CellBlock
            .Merge([1, 1, 2, 1, 1, 3, 1, 1, 1], 3)
            .ShouldBe([new(1, 0, 2, 0, 2), new(2, 2, 3, 0, 1), new(3, 2, 3, 1, 2), new(1, 0, 3, 2, 3)]);

    [Fact]
    public void Automatic_limits_are_the_outer_edges_with_no_margin()
    {
        Figure figure = new("A map");
        figure.Add.HeatMap([1, 10, 100], [0, 1], new double[6]);
        figure.First.X.Logarithmic = true;
        PlotTransform plot = Dynamics.Comparison.Figures.Layout.FigureLayout.Of(figure).Panels[0].Plot;
        (plot.XRange.Lower, plot.XRange.Upper).ShouldBe((-0.5, 2.5));
        (plot.YRange.Lower, plot.YRange.Upper).ShouldBe((-0.5, 1.5));
    }

    [Fact]
    public void A_manual_limit_within_a_cell_shows_the_part_inside()
    {
        Figure figure = new("A map");
        (figure.First.X.Minimum, figure.First.X.Maximum) = (0.8, 1.2);
        figure.Add.HeatMap([0, 1, 2], [0, 1], [1, 2, 3, 4, 5, 6]);
        string svg = SvgDocument.Of(figure);
        svg.ShouldNotContain("no data");
        svg.ShouldContain("path d");
    }

    [Fact]
    public void A_smooth_map_of_120_by_120_cells_takes_less_than_400_kilobytes()
    {
        double[] places = [.. Enumerable.Range(0, 120).Select(i => i / 119.0)];
        Figure figure = new("A map");
        figure.Add.HeatMap(
            places,
            places,
            [.. places.SelectMany(y => places.Select(x => Math.Sin(9 * x * y) + Math.Cos(7 * x)))]
        );
        SvgDocument.Of(figure).Length.ShouldBeLessThan(400_000);
    }

    [Fact]
    public void What_is_no_grid_is_refused()
    {
        Should.Throw<ArgumentException>(() => new HeatMap([0, 0], [0], [1, 2])).ParamName.ShouldBe("xs");
        Should.Throw<ArgumentException>(() => new HeatMap([0], [], [])).ParamName.ShouldBe("ys");
        Should.Throw<ArgumentException>(() => new HeatMap([double.NaN], [0], [1])).ParamName.ShouldBe("xs");
        Should
            .Throw<ArgumentException>(() => new HeatMap([0, 1], [0, 1], [1, 2, 3]))
            .Message.ShouldStartWith("There must be one value per point of the grid, but there are 3 for 2 rows of 2.");
    }

    private static Rect At(Point centre) => new Rect(centre.X, centre.Y, centre.X, centre.Y).Inflate(1);

    private static int Apart(Colour a, Colour b) =>
        Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));
}
