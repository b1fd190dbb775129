using System.Xml.Linq;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Svg;

namespace ComparisonTests.Figures;

public sealed class MarkTests
{
    [Theory]
    [InlineData(Mark.Square), InlineData(Mark.Diamond)]
    public void A_mark_has_the_area_of_the_dot_and_its_centre(Mark shape)
    {
        RecordingCanvas canvas = new();
        MarkDrawing.Draw(canvas, [new Point(10, 20)], shape, 4, new Fill(Colour.Black));
        Point[] mark = canvas.Filled.ShouldHaveSingleItem().Polygon;
        double area = 0.5 * mark.Select((p, i) => (p, q: mark[(i + 1) % 4])).Sum(e => e.p.X * e.q.Y - e.q.X * e.p.Y);
        Math.Abs(area).ShouldBe(Math.PI * 4, 1e-9);
        (mark.Average(p => p.X), mark.Average(p => p.Y)).ShouldBe((10, 20));
    }

    [Fact]
    public void A_cross_is_two_diagonals()
    {
        RecordingCanvas canvas = new();
        MarkDrawing.Draw(canvas, [new Point(0, 0)], Mark.Cross, 4, new Fill(Colour.Black, 0.5));
        canvas.Drawn.Count.ShouldBe(2);
        canvas.Drawn.ShouldAllBe(line => Math.Abs(line.Line[0].X) == Math.Abs(line.Line[0].Y));
        canvas.Drawn.ShouldAllBe(line => line.Line[0].X == -line.Line[1].X && line.Stroke.Opacity == 0.5);
    }

    [Fact]
    public void Points_without_a_place_have_no_mark()
    {
        foreach (Mark shape in Enum.GetValues<Mark>())
        {
            RecordingCanvas canvas = new();
            MarkDrawing.Draw(canvas, [new Point(double.NaN, 0)], shape, 4, new Fill(Colour.Black));
            (canvas.Drawn.Count + canvas.Filled.Count + canvas.Dotted.Count).ShouldBe(0);
        }
    }

    [Fact]
    public void An_error_bar_runs_from_end_to_end_with_two_caps()
    {
        ErrorBars bars = new([5, 6], [1, double.NaN], [3, 4]) { Cap = 4 };
        RecordingCanvas
            .Of(bars, RecordingCanvas.Plot(0, 10, 0, 10))
            .Drawn.Select(drawn => drawn.Line)
            .ShouldBe([
                [new(50, 90), new(50, 70)],
                [new(48, 90), new(52, 90)],
                [new(48, 70), new(52, 70)],
            ]);
    }

    [Fact]
    public void On_a_logarithmic_axis_an_error_bar_down_to_zero_reaches_the_axis_without_a_cap()
    {
        PlotTransform plot = new(
            new Rect(0, 0, 100, 100),
            new AxisRange(AxisScale.Linear, 0, 10),
            new AxisRange(AxisScale.OfDecades, -2, 0)
        );
        RecordingCanvas canvas = RecordingCanvas.Of(new ErrorBars([5], [0], [0.1]), plot);
        canvas.Drawn.Count.ShouldBe(2);
        canvas.Drawn[0].Line[0].ShouldBe(new Point(50, 100));
        canvas.Drawn[0].Line[1].Y.ShouldBe(50, 1e-9);
    }

    [Fact]
    public void A_vertical_line_runs_from_bottom_to_top_and_has_its_label_beside_its_upper_end()
    {
        Figure figure = new("A guide");
        figure.Add.Line([0, 10], [0, 1]);
        figure.Add.VerticalLine(12).EndLabel = "*t*_{1/2}";
        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        panel.Plot.XRange.Upper.ShouldBe(12); // It is shown though no data are there.
        PlacedLabel label = panel.Labels.ShouldHaveSingleItem();
        label.Box.Right.ShouldBeLessThanOrEqualTo(panel.Plot.Area.Right);
        label.Box.Top.ShouldBe(panel.Plot.Area.Top, 1e-9);

        RecordingCanvas canvas = RecordingCanvas.Of(new VerticalLine(4), RecordingCanvas.Plot(0, 10, 0, 10));
        canvas.Drawn.ShouldHaveSingleItem().Line.ShouldBe([new(40, 100), new(40, 0)]);
    }

    [Fact]
    public void Every_kind_of_plottable_takes_values_of_every_size()
    {
        double[] values = [double.MinValue, -1, -double.Epsilon, 0, double.Epsilon, 1, 1e300, double.MaxValue];
        double[] odd = [.. values, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        double[] cells = [.. Enumerable.Range(0, 64).Select(i => odd[i * 7 % 11])];
        foreach (int axes in (int[])[0, 1, 2, 3])
        {
            Figure figure = new("Every size");
            (figure.First.X.Logarithmic, figure.First.Y.Logarithmic) = (axes % 2 == 1, axes > 1);
            ColourScale scale = new() { Logarithmic = axes == 3, Palette = (Palette)(axes % 3) };
            figure.Add.HeatMap(values, values, cells).Scale = scale;
            figure.Add.Contours(values, values, cells, odd).Scale = scale;
            figure.Add.VectorField(odd, [.. odd.Reverse()], odd, odd);
            figure.Add.Path(odd, [.. odd.Reverse()]).EndLabel = "end";
            figure.Add.ErrorBars(odd, odd, [.. odd.Reverse()]);
            figure.Add.VerticalLine(odd[axes]).EndLabel = "guide";
            foreach (Mark mark in Enum.GetValues<Mark>())
            {
                figure.Add.Scatter(odd, odd).Shape = mark;
            }
            figure.First.X.TickValues = odd;
            figure.First.ColourBar = new ColourBar("values", scale) { NoValueLabel = "none" };
            figure.First.Legend.Add("mark", Mark.Diamond, Colour.Grey);
            XDocument.Parse(SvgDocument.Of(figure)).Root.ShouldNotBeNull();
        }
    }
}
