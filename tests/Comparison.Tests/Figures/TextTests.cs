using Dynamics.Comparison.Figures.Svg;
using Dynamics.Comparison.Figures.Typography;

namespace ComparisonTests.Figures;

public class TextTests
{
    // Widths in em that Pillow 11's shaper (kerning included) gives for Liberation Sans 1.07.4: see Golden/README.md.
    [Theory]
    [InlineData("simulation", 4.501953125)]
    [InlineData("theory, a = 0.001", 7.458984375)]
    [InlineData("|simulation − theory|", 8.9404296875)]
    [InlineData("mean of 40 seeds, 5–95 %", 11.89697265625)]
    [InlineData("10−16", 2.80859375)]
    [InlineData("Größe σ ≤ ½ × 3…", 8.36328125)]
    [InlineData("*mode strength α β τ Σ*", 9.619140625)]
    public void Text_is_as_wide_as_a_shaper_says_within_two_per_cent(string markup, double em) =>
        RichText.Set(markup, 8).Width.ShouldBe(8 * em, 0.02 * 8 * em);

    [Fact]
    public void Bold_text_is_measured_in_the_bold_face() =>
        RichText.Set("a deep network", 8, bold: true).Width.ShouldBe(8 * 7.27978515625, 0.02 * 8 * 7.28);

    [Fact]
    public void A_label_is_split_into_upright_italic_and_small_runs()
    {
        TextLine line = RichText.Set("mode *a*_{*α*}(*t*) in 10^{-4}", 10);

        line.Runs.Select(run => run.Text).ShouldBe(["mode ", "a", "α", "(", "t", ") in 10", "−4"]);
        line.Runs.Select(run => run.Italic).ShouldBe([false, true, true, false, true, false, false]);
        line.Runs.Select(run => Math.Sign(run.Rise)).ShouldBe([0, 0, -1, 0, 0, 0, 1]);
        line.Runs.Select(run => run.Size < 10).ShouldBe([false, false, true, false, false, false, true]);
    }

    [Theory]
    [InlineData("-0.5", "−0.5")]
    [InlineData("= -3", "= −3")]
    [InlineData("exercise-1", "exercise-1")]
    [InlineData("5-95", "5-95")]
    [InlineData("two-layer", "two-layer")]
    public void A_hyphen_is_a_minus_sign_only_where_a_number_starts(string markup, string shown) =>
        Plain(markup).ShouldBe(shown);

    [Theory]
    [InlineData("run_1")]
    [InlineData("a_{b}^{c}*d*\\e{f} -1")]
    public void Escaped_text_is_shown_as_it_is(string name) => Plain(RichText.Escape(name)).ShouldBe(name);

    [Theory]
    [InlineData("*t")]
    [InlineData("a_{0")]
    [InlineData("10^{-4")]
    public void A_label_left_open_is_refused_with_its_text(string markup) =>
        Should.Throw<ArgumentException>(() => RichText.Set(markup, 8)).Message.ShouldContain(markup);

    [Fact]
    public void Characters_that_mean_something_to_XML_are_escaped_and_control_characters_replaced() =>
        SvgDocument.Escape("a<b & \"c\">\u0001\ud800é𝛼").ShouldBe("a&lt;b &amp; &quot;c&quot;&gt;\ufffd\ufffdé𝛼");

    private static string Plain(string markup) => string.Concat(RichText.Set(markup, 8).Runs.Select(run => run.Text));
}
