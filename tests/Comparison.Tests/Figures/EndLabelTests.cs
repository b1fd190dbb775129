using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace ComparisonTests.Figures;

public class EndLabelTests
{
    private static readonly Rect Area = new(30, 4, 200, 134);

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

    private static List<PlacedLabel> Place(IReadOnlyList<double> heights) =>
        EndLabelPlacement.Of(Labels(heights), Area);

    private static EndLabel[] Labels(IReadOnlyList<double> heights) =>
        [.. heights.Select((y, i) => new EndLabel($"s{i}", y, Colour.Black))];
}
