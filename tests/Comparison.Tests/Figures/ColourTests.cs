using Dynamics.Comparison.Figures;

namespace ComparisonTests.Figures;

public sealed class ColourTests
{
    [Fact]
    public void Viridis_begins_dark_violet_and_ends_before_yellow()
    {
        Viridis.At(0).ShouldBe(new Colour(0x44, 0x01, 0x54));
        Viridis.At(1).ShouldBe(new Colour(0x6D, 0xCD, 0x59));
    }

    [Fact]
    public void Viridis_gets_lighter_at_every_step_so_that_its_order_is_seen_in_grey_too()
    {
        double[] luminances = [.. Enumerable.Range(0, 65).Select(k => Luminance(Viridis.At(k / 64.0)))];
        luminances.Zip(luminances.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
    }

    [Theory]
    [InlineData(-0.01), InlineData(1.01), InlineData(double.NaN)]
    public void Viridis_has_places_from_0_to_1_only(double fraction) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Viridis.At(fraction));

    /// <summary>Relative luminance of the sRGB standard.</summary>
    private static double Luminance(Colour colour) =>
        0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);

    private static double Linear(byte channel) =>
        channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
