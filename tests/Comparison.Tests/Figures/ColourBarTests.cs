using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Layout;
using Dynamics.Comparison.Figures.Svg;
using Dynamics.Comparison.Figures.Typography;

namespace ComparisonTests.Figures;

public sealed class ColourBarTests
{
    public static TheoryData<string> Names => [.. MapRecipes.All.Keys, .. PlaneRecipes.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Everything_of_a_colour_bar_is_on_the_page_and_beside_all_panels(string name)
    {
        FigureLayout layout = FigureLayout.Of(Recipes.All[name]());
        Rect page = new(0, 0, layout.Width, layout.Height);
        foreach (PanelLayout panel in layout.Panels.Where(panel => panel.ColourBar is not null))
        {
            TextBoxes texts = new();
            panel.ColourBar!.Draw(texts);
            texts.Boxes.Count.ShouldBeGreaterThan(2);
            Rect[] boxes = [.. texts.Boxes, panel.ColourBar.Strip];
            foreach (Rect box in boxes)
            {
                page.Contains(new Point(box.Left, box.Top)).ShouldBeTrue(box.ToString());
                page.Contains(new Point(box.Right, box.Bottom)).ShouldBeTrue(box.ToString());
                layout.Panels.ShouldAllBe(other => !other.Plot.Area.Overlaps(box));
                layout.Panels.ShouldAllBe(other =>
                    !new Rect(other.Corner.X, other.Corner.Y, other.Corner.X + 7, other.Plot.Area.Top).Overlaps(box)
                );
            }
            for (int i = 0; i < boxes.Length; i++)
            {
                boxes.Skip(i + 1).ShouldAllBe(other => !other.Overlaps(boxes[i]));
            }
        }
    }

    [Fact]
    public void A_bar_without_limits_has_those_of_the_map_with_its_scale()
    {
        Figure figure = new("A map");
        ColourScale scale = new() { Logarithmic = true };
        figure.Add.HeatMap([0, 1], [0, 1], [1, 10, 1000, double.NaN]).Scale = scale;
        figure.First.ColourBar = new ColourBar("steps", scale);
        ColourBarPlacement bar = FigureLayout.Of(figure).Panels[0].ColourBar!;
        (bar.Scale.Minimum, bar.Scale.Maximum).ShouldBe((1, 1000));
        bar.Ticks.Major.Select(tick => tick.Label).ShouldBe(["10^{0}", "10^{1}", "10^{2}", "10^{3}"]);
        bar.NoValue.ShouldBeNull();
    }

    [Fact]
    public void A_bar_that_explains_no_map_is_refused()
    {
        Figure figure = new("A map");
        figure.Add.HeatMap([0, 1], [0, 1], [1, 2, 3, 4]);
        figure.First.ColourBar = new ColourBar("steps", new ColourScale { Logarithmic = true });
        Should
            .Throw<ArgumentException>(() => FigureLayout.Of(figure))
            .Message.ShouldStartWith("The colour bar \"steps\" must have limits or the scale of a map in its panel");
    }

    [Fact]
    public void A_map_without_any_value_has_a_bar_without_numbers()
    {
        Figure figure = new("Nothing was learned");
        HeatMapOf(figure, double.NaN).NoValueLabel = "never";
        ColourBarPlacement bar = FigureLayout.Of(figure).Panels[0].ColourBar!;
        bar.Ticks.Major.ShouldBeEmpty();
        SvgDocument.Of(figure).ShouldContain(">never<");
    }

    [Theory]
    [InlineData("never", 0, true)]
    [InlineData("did not learn at all", 1, false)]
    public void What_has_no_value_is_explained_beside_the_bar_if_its_text_fits_and_in_the_legend_otherwise(
        string text,
        int entries,
        bool beside
    )
    {
        Figure figure = new("A map");
        HeatMapOf(figure, 3).NoValueLabel = text;
        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        (panel.ColourBar!.NoValue is not null).ShouldBe(beside);
        (panel.Legend?.Entries.Count ?? 0).ShouldBe(entries);
        SvgDocument.Of(figure).ShouldContain($">{text}<");
    }

    [Fact]
    public void Small_values_have_their_power_of_ten_above_the_bar()
    {
        Figure figure = new("Small values");
        HeatMapOf(figure, 3e-7);
        ColourBarPlacement bar = FigureLayout.Of(figure).Panels[0].ColourBar!;
        bar.Ticks.Factor.ShouldBe("×10^{-7}");
        TextBoxes texts = new();
        bar.Draw(texts);
        texts.Boxes.ShouldAllBe(box => box.Top > 0);
    }

    [Fact]
    public void The_strip_shows_at_every_height_the_colour_of_the_value_beside_it()
    {
        Figure figure = new("A map");
        HeatMapOf(figure, 3);
        ColourBarPlacement bar = FigureLayout.Of(figure).Panels[0].ColourBar!;
        RecordingCanvas canvas = new() { TakesText = true };
        bar.Draw(canvas);
        for (double value = 0; value <= 3; value += 0.37)
        {
            double height = bar.Strip.Bottom - bar.Strip.Height * value / 3;
            Fill seen = canvas
                .Filled.Last(area => area.Polygon.Min(p => p.Y) <= height && area.Polygon.Max(p => p.Y) >= height)
                .Fill;
            seen.Colour.ShouldBe(bar.Scale.ColourOfStep(bar.Scale.StepOf(value)));
        }
    }

    [Fact]
    public void A_legend_stands_above_a_map_in_rows_within_its_width()
    {
        Figure figure = new("A map");
        HeatMapOf(figure, 3);
        foreach (int i in Enumerable.Range(1, 7))
        {
            figure.First.Legend.Add($"theory {i}", Dash.Dashed);
        }
        PanelLayout panel = FigureLayout.Of(figure).Panels[0];
        panel.Legend!.IsFree.ShouldBeTrue();
        panel.Legend.Box.Bottom.ShouldBeLessThan(panel.Plot.Area.Top);
        panel.Legend.Box.Right.ShouldBeLessThanOrEqualTo(panel.Plot.Area.Right);
        panel.Legend.Box.Top.ShouldBeGreaterThanOrEqualTo(0);
        panel.Legend.Entries.Select(entry => entry.Sample.Top).Distinct().Count().ShouldBeInRange(2, 4);
        panel.Plot.YRange.Upper.ShouldBe(1.5); // The axis ends with the map.
    }

    private static ColourBar HeatMapOf(Figure figure, double largest)
    {
        ColourScale scale = new();
        figure.Add.HeatMap([0, 1], [0, 1], [0 * largest, largest, largest / 2, double.NaN]).Scale = scale;
        return figure.First.ColourBar = new ColourBar("value", scale);
    }

    private sealed class TextBoxes : ICanvas
    {
        public List<Rect> Boxes { get; } = [];

        public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke) { }

        public void Areas(IReadOnlyList<Point[]> polygons, Fill fill) { }

        public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill) { }

        public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false)
        {
            if (text.IsEmpty)
            {
                return;
            }

            double height = text.Size * LiberationSans.CapitalHeight,
                before = text.Width * (int)alignment / 2;
            Boxes.Add(
                upwards
                    ? new Rect(anchor.X - height, anchor.Y - text.Width + before, anchor.X, anchor.Y + before)
                    : new Rect(anchor.X - before, anchor.Y - height, anchor.X - before + text.Width, anchor.Y)
            );
        }
    }
}
