using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class NumbersInTextTests
{
    [Theory]
    [InlineData("within 1E-10 of s", "within 1e−10 of s")]
    [InlineData("given -0.1, this start has 2.5e-05", "given −0.1, this start has 2.5e−5")]
    [InlineData("η/η_c = 1e+05, (-3)", "η/η_c = 1e5, (−3)")]
    [InlineData("‖W_l‖ = -1.25e+100", "‖W_l‖ = −1.25e100")]
    public void Numbers_have_a_minus_sign_and_short_powers_of_ten(string text, string readable) =>
        NumbersInText.Readable(text).ShouldBe(readable);

    [Theory]
    [InlineData("lambda-0 and run-1")]
    [InlineData("modes 3-4, two-layer, w2_3-5")]
    [InlineData("sha 3e5f, W1E")]
    [InlineData("t = 30 τ/s_min − 1")]
    public void Names_and_words_stay_as_they_are(string text) => NumbersInText.Readable(text).ShouldBe(text);
}
