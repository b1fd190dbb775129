using System.Xml.Linq;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Svg;

namespace ComparisonTests.Figures;

public class FigureTests
{
    [Fact]
    public void A_line_of_a_million_noisy_points_still_gives_a_small_file()
    {
        Random random = new(1);
        double[] xs = [.. Enumerable.Range(0, 1_000_000).Select(i => i / 1e6)];
        Figure figure = new("Noise");
        figure.Add.Line(xs, [.. xs.Select(_ => random.NextDouble())]);
        SvgDocument.Of(figure).Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void A_smooth_line_of_a_million_points_needs_no_more_than_a_few_kilobytes()
    {
        double[] xs = [.. Enumerable.Range(0, 1_000_000).Select(i => i / 1e6)];
        Figure figure = new("A wave");
        figure.Add.Line(xs, [.. xs.Select(x => Math.Sin(20 * x))]);
        SvgDocument.Of(figure).Length.ShouldBeLessThan(8_000);
    }

    [Theory]
    [InlineData(false, "no finite data")]
    [InlineData(true, "no finite positive data")]
    public void A_panel_with_nothing_to_show_says_so(bool logarithmic, string notice)
    {
        Figure figure = new("Nothing");
        figure.First.Y.Logarithmic = logarithmic;
        figure.Add.Line([0, 1, 2], [double.NaN, double.NegativeInfinity, logarithmic ? 0 : double.NaN]).EndLabel =
            "end";
        figure.Add.Band([], [], []);
        SvgDocument.Of(figure).ShouldContain(notice);
    }

    [Fact]
    public void A_panel_that_shows_a_range_without_data_says_so()
    {
        Figure figure = new("Nothing");
        (figure.First.X.Minimum, figure.First.X.Maximum) = (5, 6);
        figure.Add.Line([0, 1, 2], [0, 1, 2]);
        SvgDocument.Of(figure).ShouldContain("no data in this range");
    }

    [Fact]
    public void Zeros_and_negative_values_leave_gaps_on_a_logarithmic_axis()
    {
        Figure figure = new("Gaps");
        figure.First.Y.Logarithmic = true;
        figure.Add.Line([0, 1, 2, 3, 4], [1, 10, 0, 10, 1]);
        XElement curve = Paths(figure).Single(path => path.Attribute("stroke")!.Value == "#0072b2");
        curve.Attribute("d")!.Value.Count(sign => sign == 'M').ShouldBe(2);
    }

    [Fact]
    public void A_band_reaches_the_logarithmic_axis_where_its_lower_bound_is_zero()
    {
        Figure figure = new("A band down to zero");
        figure.First.Y.Logarithmic = true;
        figure.Add.Band([0, 1, 2], [0.1, 0, 0.1], [1, 1, 1]);
        Paths(figure)
            .Single(path => path.Attribute("fill")!.Value == "#0072b2")
            .Attribute("d")!
            .Value.Count(s => s == 'M')
            .ShouldBe(1);
    }

    [Fact]
    public void Names_that_mean_something_to_XML_come_out_as_they_went_in()
    {
        const string name = "a < b & \"c\" > 'd'";
        Figure figure = new(name) { Description = name };
        figure.First.Title = name;
        figure.Add.Line([0, 1], [0, 1]).EndLabel = name;
        XElement root = XDocument.Parse(SvgDocument.Of(figure)).Root!;
        root.Descendants().Count(element => element.Value == name && !element.HasElements).ShouldBe(4);
    }

    [Fact]
    public void Values_of_every_size_give_a_document()
    {
        double[] values =
        [
            double.MinValue,
            -1e300,
            -1,
            -double.Epsilon,
            0,
            double.Epsilon,
            1e-300,
            1,
            1e300,
            double.MaxValue,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
        ];
        foreach (bool logarithmic in (bool[])[false, true])
        {
            foreach (double limit in values.Where(double.IsFinite))
            {
                Figure figure = new("Every size");
                figure.First.X.Logarithmic = figure.First.Y.Logarithmic = logarithmic;
                figure.Add.Line([.. values, limit], [.. values.Reverse(), limit]).EndLabel = "end";
                figure.Add.Line([1, 2], [limit, 0.5 * limit]);
                figure.Add.Scatter(values, values);
                figure.Add.HorizontalLine(limit).EndLabel = "guide";
                figure.First.Legend.Add("legend");
                XDocument.Parse(SvgDocument.Of(figure)).Root.ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_where_they_are_given()
    {
        Should.Throw<ArgumentException>(() => new Figure(" "));
        Should.Throw<ArgumentException>(() => new Figure("Lengths").Add.Line([0, 1], [0]));
        Should.Throw<ArgumentOutOfRangeException>(() => new Figure("Size") { Width = 0 });
        Should.Throw<ArgumentException>(() => SvgDocument.Of(new Figure("No panel")));
    }

    [Fact]
    public void Dashes_tell_lines_apart_in_print()
    {
        string[] patterns =
        [
            .. Enum.GetValues<Dash>()
                .Select(dash =>
                {
                    Figure figure = new("A dash");
                    figure.Add.Line([0, 1], [0, 1]).Dash = dash;
                    return Paths(figure)
                            .Single(p => p.Attribute("stroke")?.Value == "#0072b2")
                            .Attribute("stroke-dasharray")
                            ?.Value
                        ?? "";
                }),
        ];
        patterns.Distinct().Count().ShouldBe(7);
        patterns[0].ShouldBe("");
    }

    private static IEnumerable<XElement> Paths(Figure figure) =>
        XDocument.Parse(SvgDocument.Of(figure)).Descendants().Where(element => element.Name.LocalName == "path");
}
