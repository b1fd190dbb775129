using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;

namespace ComparisonTests.Figures;

public class LayoutTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_recipe_keeps_its_legend_off_its_curves_and_everything_on_the_page(string name)
    {
        FigureLayout layout = FigureLayout.Of(Recipes.All[name]());
        Rect page = new(0, 0, layout.Width, layout.Height);
        foreach (PanelLayout panel in layout.Panels)
        {
            Contains(page, panel.Plot.Area);
            foreach (PlacedLabel label in panel.Labels)
            {
                Contains(page, label.Box);
            }

            if (panel.Legend is not { } legend)
            {
                continue;
            }

            Contains(page, legend.Box);
            legend.IsFree.ShouldBeTrue();
            panel.Labels.ShouldAllBe(label => !label.Box.Overlaps(legend.Box));
            Witness witness = new(legend.Box);
            foreach (IPlottable item in panel.Panel.Add.Items)
            {
                item.Draw(new ClippingCanvas(witness, panel.Plot.Area), panel.Plot);
            }

            witness.Saw.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_legend_without_room_gets_it_above_the_curves()
    {
        Figure figure = new("A panel full of curves");
        double[] xs = [.. Enumerable.Range(0, 100).Select(i => i / 99.0)];
        for (int k = 0; k <= 20; k++)
        {
            figure.Add.Line(xs, [.. xs.Select(_ => k / 20.0)]);
        }

        figure.First.Legend.Add("simulation");
        figure.First.Legend.Add("theory", Dash.Dashed);

        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        panel.Legend!.IsFree.ShouldBeTrue();
        panel.Legend.Box.Bottom.ShouldBeLessThan(panel.Plot.Y(1));
    }

    [Fact]
    public void A_figure_grows_for_a_legend_that_would_take_too_much_of_it()
    {
        Figure figure = new("A panel full of curves, and many theories");
        for (int k = 0; k <= 20; k++)
        {
            figure.Add.Line([0, 1], [k / 20.0, k / 20.0]);
        }

        double height = FigureLayout.Of(figure).Height;
        for (int i = 1; i <= 15; i++)
        {
            figure.First.Legend.Add($"theory {i}", Dash.Dashed);
        }

        FigureLayout layout = FigureLayout.Of(figure);
        layout.Panels[0].Legend!.IsFree.ShouldBeTrue();
        layout.Panels[0].Legend!.Box.Bottom.ShouldBeLessThan(layout.Panels[0].Plot.Y(1));
        layout.Height.ShouldBeGreaterThan(height);
    }

    [Fact]
    public void Only_panels_of_one_name_share_the_range_of_values()
    {
        Figure figure = new("Three panels");
        foreach ((string name, double highest) in (ReadOnlySpan<(string, double)>)[("s", 1), ("s", 7), ("", 3)])
        {
            Panel panel = figure.AddPanel();
            panel.SharedY = name;
            panel.Add.Line([0, 1], [0, highest]);
        }
        IReadOnlyList<PanelLayout> panels = FigureLayout.Of(figure).Panels;
        panels[0].Plot.YRange.ShouldBe(panels[1].Plot.YRange);
        panels[2].Plot.YRange.Upper.ShouldBeInRange(3, 4);
    }

    [Fact]
    public void Panels_of_a_grid_are_aligned_and_of_one_size()
    {
        FigureLayout layout = FigureLayout.Of(Recipes.All["grid"]());
        Rect[] areas = [.. layout.Panels.Select(panel => panel.Plot.Area)];
        areas.ShouldAllBe(area => Math.Abs(area.Width - areas[0].Width) < 1e-9);
        areas.ShouldAllBe(area => Math.Abs(area.Height - areas[0].Height) < 1e-9);
        areas[0].Left.ShouldBe(areas[2].Left);
        areas[0].Top.ShouldBe(areas[1].Top);
        string.Concat(layout.Panels.Select(panel => panel.Letter)).ShouldBe("abcd");
    }

    [Fact]
    public void Panels_that_share_an_axis_show_the_same_range()
    {
        Figure figure = new("Two panels") { SharesY = true };
        figure.AddPanel().Add.Line([0, 1], [0, 1]);
        figure.AddPanel().Add.Line([0, 2], [5, 7]);
        FigureLayout layout = FigureLayout.Of(figure);
        layout.Panels[0].Plot.YRange.ShouldBe(layout.Panels[1].Plot.YRange);
        layout.Panels[0].Plot.XRange.ShouldNotBe(layout.Panels[1].Plot.XRange);
    }

    [Fact]
    public void A_figure_is_as_wide_as_a_column_or_two()
    {
        Figure figure = new("Widths");
        figure.AddPanel();
        figure.Width.ShouldBe(3.4);
        figure.AddPanel();
        figure.Width.ShouldBe(7.0);
    }

    private static void Contains(Rect page, Rect part)
    {
        page.Contains(new Point(part.Left, part.Top)).ShouldBeTrue(part.ToString());
        page.Contains(new Point(part.Right, part.Bottom)).ShouldBeTrue(part.ToString());
    }

    /// <summary>Sees whether any line passes a box: by clipping, where the layout looked at cells.</summary>
    private sealed class Witness(Rect box) : ICanvas
    {
        public bool Saw { get; private set; }

        public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke) =>
            Saw |= lines.Any(line => Clipping.Line(line, box).Count > 0);

        public void Areas(IReadOnlyList<Point[]> polygons, Fill fill) =>
            Saw |= polygons.Any(polygon => Clipping.Polygon(polygon, box).Length > 0);

        public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill) =>
            Saw |= centres.Any(box.Inflate(radius).Contains);

        public void Text(
            Dynamics.Comparison.Figures.Typography.TextLine text,
            Point anchor,
            Alignment alignment,
            Colour colour,
            bool upwards = false
        ) => Saw = true;
    }
}
