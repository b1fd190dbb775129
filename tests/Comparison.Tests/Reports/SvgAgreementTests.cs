using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class SvgAgreementTests : IDisposable
{
    private const string Drawing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="504pt" height="300pt" viewBox="0 0 504 300" role="img">
        <title>depth: both modes</title>
        <g font-family="sans-serif" xml:space="preserve">
        <path d="M31.62 57.45l10 0 10-20 10-.5" fill="none" stroke="#0072b2" stroke-width=".8"/>
        <path d="M0 0l10 0 0 10 -10 0z" fill="#d55e00"/>
        <circle cx="12.5" cy="30" r="2"/>
        <text x="31.62" y="160" font-size="7">0.25 of the run</text>
        </g>
        </svg>

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    // A place may round either way, and a step between two places by twice as much.
    [InlineData("M31.62 57.45", "M31.63 57.44", null)]
    [InlineData("cx=\"12.5\"", "cx=\"12.52\"", null)]
    [InlineData("cx=\"12.5\"", "cx=\"12.53\"", "7:9: cx: must be 12.5, but is 12.53 (difference 0.03, tolerance 0.02)")]
    [InlineData("cy=\"30\"", "cy=\"-30\"", "7:19: cy: must be 30, but is -30 (difference 60, tolerance 0.02)")]
    [InlineData("r=\"2\"", "r=\"20\"", "7:27: r: must be 2, but is 20 (difference 18, tolerance 0.02)")]
    // Simplified to other points of the same line: (36.62, 57.45) lies on the first step of ten.
    [InlineData("l10 0 10-20", "l5 0 5 0 10-20", null)]
    [InlineData("l10 0 10-20", "l5 .1 5-.1 10-20", null)]
    [InlineData(
        "l10 0 10-20",
        "l5 3 5-3 10-20",
        "5:7: d: line 1 must pass near (36.62, 60.45), a point of the fresh line, "
    )]
    [InlineData(
        "10-20 10-.5",
        "10-20",
        "5:7: d: line 1 must pass near (61.62, 36.95), a point of the committed line, "
    )]
    [InlineData("M31.62 57.45l10 0 10-20 10-.5", "M31.62 57.45l10 0M0 0l1 1", "5:7: d: must have 1 lines, but has 2")]
    [InlineData("-10 0z", "-10 0", "6:7: d: line 1 must be closed, but is not")]
    [InlineData("#0072b2", "#0073b1", null)] // one level
    [InlineData("#0072b2", "#0074b2", "5:53: stroke: must be 114, but is 116 (difference 2, tolerance 1)")]
    [InlineData("stroke-width=\".8\"", "stroke-width=\".9\"", "5:70: stroke-width: must be \".8\", but is \".9\"")]
    [InlineData("fill=\"none\"", "fill=\"#ffffff\"", "5:41: fill: must be \"none\", but is \"#ffffff\"")]
    [InlineData(
        " stroke-width=\".8\"",
        "",
        "5:2: <path> must have the attributes d fill stroke stroke-width, but has "
    )]
    [InlineData("0.25 of", "0.26 of", "8:39: must be 0.25, but is 0.26 (difference 0.01, tolerance 1.25E-09)")]
    [InlineData("of the run", "of that run", "8:49: must be \"0.25 of the run\", but is \"0.25 of that run\"")]
    [InlineData("both modes", "one mode", "3:15: must be \"depth: both modes\", but is \"depth: one mode\"")]
    [InlineData(
        "<circle cx=\"12.5\" cy=\"30\" r=\"2\"/>\n",
        "",
        "7:2: must be <circle>, but is <text>; the rest of the drawing is not compared"
    )]
    [InlineData("</g>", "<g/></g>", "9:3: must be </g>, but is <g>; the rest")]
    [InlineData("<title>", "<title", " must be a drawing, but is no XML: ")]
    public void Drawings_agree_where_no_eye_sees_a_difference_and_nowhere_else(
        string committed,
        string fresh,
        string? found
    )
    {
        Drawing.ShouldContain(committed);
        string manifest = """{ "tool": "dynamics", "chaotic": false, "files": [] }""";
        folder.Put("fresh/a/manifest.json", manifest);
        folder.Put("committed/a/manifest.json", manifest);
        folder.Put("committed/a/figure.svg", Drawing);
        folder.Put("fresh/a/figure.svg", Drawing.Replace(committed, fresh, StringComparison.Ordinal));
        string[] differences =
        [
            .. AgreementCheck
                .CompareAll(folder.Path("fresh"), folder.Path("committed"))
                .Disagreements.Select(difference => difference.ToString()),
        ];
        if (found is null)
        {
            differences.ShouldBeEmpty();
        }
        else
        {
            differences[0].ShouldStartWith($"a/figure.svg:{found}");
        }
    }

    [Fact]
    public void Of_a_drawing_that_shows_rounding_only_the_words_must_agree_and_it_is_listed()
    {
        string noise = Drawing.Replace(
            "</g>",
            "<text x=\"1\" y=\"9\" font-size=\"7\">10<tspan dy=\"-3\">−16</tspan></text>\n</g>",
            StringComparison.Ordinal
        );
        string manifest = """{ "tool": "dynamics", "chaotic": false, "files": [] }""";
        folder.Put("fresh/a/manifest.json", manifest);
        folder.Put("committed/a/manifest.json", manifest);
        folder.Put("committed/a/figure.svg", noise);
        folder.Put("fresh/a/figure.svg", noise.Replace("l10 0 10-20", "l10 9 10-99", StringComparison.Ordinal));
        ResultsAgreement agreement = AgreementCheck.CompareAll(folder.Path("fresh"), folder.Path("committed"));
        agreement.Count.ShouldBe(0);
        agreement.AllSkipped.ShouldHaveSingleItem().File.ShouldBe("a/figure.svg");

        folder.Put(
            "fresh/a/figure.svg",
            noise
                .Replace("l10 0", "l10 9", StringComparison.Ordinal)
                .Replace("of the run", "of a run", StringComparison.Ordinal)
        );
        AgreementCheck.CompareAll(folder.Path("fresh"), folder.Path("committed")).Count.ShouldBe(1);
        // Without such an axis every line must agree.
        folder.Put("committed/a/figure.svg", Drawing);
        folder.Put("fresh/a/figure.svg", Drawing.Replace("l10 0 10-20", "l10 9 10-99", StringComparison.Ordinal));
        AgreementCheck.CompareAll(folder.Path("fresh"), folder.Path("committed")).Count.ShouldBe(1);
    }
}
