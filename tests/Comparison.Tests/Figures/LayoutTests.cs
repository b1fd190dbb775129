using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Figures;

public class LayoutTests
{
    private static readonly Rect Area = new(30, 4, 200, 134);

    public static TheoryData<string> Names => [.. Recipes.All.Keys];

    [Fact]
    public void End_labels_never_overlap_and_keep_their_order() =>
        Prop.ForAll(
                Arb.From(
                    Gen.Choose(0, 1300).Select(tenth => Area.Top + tenth / 10.0).ListOf().Where(h => h.Count <= 24)
                ),
                heights =>
                {
                    List<PlacedLabel> labels = Place(heights);
                    labels.Count.ShouldBe(Math.Min(heights.Count, 12));
                    for (int i = 1; i < labels.Count; i++)
                    {
                        labels[i].Box.Top.ShouldBeGreaterThanOrEqualTo(labels[i - 1].Box.Bottom - 1e-9);
                        labels[i].From.Y.ShouldBeGreaterThanOrEqualTo(labels[i - 1].From.Y);
                    }
                    labels.ShouldAllBe(label => label.Box.Top > Area.Top - 6 && label.Box.Bottom < Area.Bottom + 6);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void End_labels_that_stand_apart_stay_beside_their_curves()
    {
        List<PlacedLabel> labels = Place([20, 40, 90]);
        labels.Select(label => (label.Box.Top + label.Box.Bottom) / 2).ShouldBe([20, 40, 90], 1e-9);
        labels.ShouldAllBe(label => !label.HasLeader);
    }

    [Fact]
    public void Two_labels_on_one_height_move_apart_by_the_same_way() =>
        EndLabelPlacement.MoveApart([50, 50], 10, 0, 100).ShouldBe([45, 55]);

    [Fact]
    public void Equal_labels_on_one_height_become_one() =>
        EndLabelPlacement
            .Of([new EndLabel("s", 50, Colour.Black), new EndLabel("s", 51, Colour.Black)], Area)
            .Count.ShouldBe(1);

    [Fact]
    public void More_labels_than_fit_are_set_smaller()
    {
        Rect low = Area with { Bottom = Area.Top + 90 };
        List<PlacedLabel> labels = EndLabelPlacement.Of(
            Labels([.. Enumerable.Range(0, 12).Select(i => 30.0 + i)]),
            low
        );
        labels.Count.ShouldBe(12);
        labels[0].Text.Size.ShouldBeInRange(5, 7.5);
        labels[1].Box.Top.ShouldBe(labels[0].Box.Bottom, 1e-9);
    }

    [Fact]
    public void Of_more_than_twelve_labels_the_largest_are_kept() =>
        Place([.. Enumerable.Range(0, 40).Select(i => 120.0 - i)])
            .Select(label => label.From.Y)
            .ShouldBe(Enumerable.Range(0, 12).Select(i => 81.0 + i));

    [Fact]
    public void Labels_for_which_even_the_smallest_print_has_no_room_are_left_out_instead_of_overlapping()
    {
        Rect low = Area with { Bottom = Area.Top + 30 };
        List<PlacedLabel> labels = EndLabelPlacement.Of(Labels([.. Enumerable.Range(0, 12).Select(i => 5.0 + i)]), low);
        labels.Count.ShouldBe(6); // 39.6 points of room, 6 each.
        labels.Zip(labels.Skip(1)).ShouldAllBe(pair => pair.Second.Box.Top > pair.First.Box.Bottom - 1e-9);
    }

    [Fact]
    public void A_curve_that_ends_within_the_panel_has_its_label_beside_its_end()
    {
        Figure figure = new("A curve that vanishes");
        figure.Add.Line([0, 1, 2, 3, 4], [1, 0.5, 0.25, 0, 0]).EndLabel = "α = 1";
        figure.Add.Line([0, 1, 2, 3, 4], [1, 0.5, 0.24, 0, 0]).EndLabel = "α = 2";
        figure.Add.Line([0, 1, 2, 3, 4], [1, 1, 1, 1, 1]).EndLabel = "α = 3";
        figure.First.Y.Logarithmic = true;

        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        panel.Labels.Count.ShouldBe(3);
        panel.Labels.ShouldAllBe(label => !label.HasLeader);
        panel.Labels[0].From.X.ShouldBe(panel.Plot.Area.Right);
        double end = panel.Plot.X(2);
        foreach (PlacedLabel label in panel.Labels.Skip(1))
        {
            label.From.X.ShouldBe(end, 1e-9);
            label.Box.Inflate(16).Contains(label.From).ShouldBeTrue();
            panel.Plot.Area.Contains(new Point(label.Box.Right, label.Box.Bottom)).ShouldBeTrue();
        }
        panel.Labels[1].Box.Overlaps(panel.Labels[2].Box).ShouldBeFalse();
    }

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

    private static List<PlacedLabel> Place(IReadOnlyList<double> heights) =>
        EndLabelPlacement.Of(Labels(heights), Area);

    private static EndLabel[] Labels(IReadOnlyList<double> heights) =>
        [.. heights.Select((y, i) => new EndLabel($"s{i}", y, Colour.Black))];

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
