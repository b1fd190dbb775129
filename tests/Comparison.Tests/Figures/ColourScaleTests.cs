using Dynamics.Comparison.Figures;

namespace ComparisonTests.Figures;

public sealed class ColourScaleTests
{
    private static readonly Colour Violet = new(0x44, 0x01, 0x54),
        Yellow = new(0xFD, 0xE7, 0x25);

    [Fact]
    public void A_scale_runs_from_violet_to_yellow_and_holds_its_ends_beyond_its_limits()
    {
        ColourScale scale = new() { Minimum = 2, Maximum = 4 };
        scale.ColourAt(2).ShouldBe(Violet);
        scale.ColourAt(double.NegativeInfinity).ShouldBe(Violet);
        scale.ColourAt(4).ShouldBe(Yellow);
        scale.ColourAt(1e300).ShouldBe(Yellow);
        scale.ColourAt(double.NaN).ShouldBe(ColourScale.NoValue);
    }

    // matplotlib 3.6.3, viridis.colors[k] of 256; ours is straight between 17 of its colours, up to 6 of 255 beside it.
    [Theory]
    [InlineData(40, 0x45, 0x37, 0x81)]
    [InlineData(100, 0x2A, 0x76, 0x8E)]
    [InlineData(128, 0x21, 0x91, 0x8C)]
    [InlineData(200, 0x70, 0xCF, 0x57)]
    [InlineData(240, 0xD8, 0xE2, 0x19)]
    public void Its_colours_are_those_of_viridis(int place, byte red, byte green, byte blue)
    {
        Colour colour = new ColourScale { Minimum = 0, Maximum = 255 }.ColourAt(place);
        ((int)colour.Red).ShouldBeInRange(red - 6, red + 6);
        ((int)colour.Green).ShouldBeInRange(green - 6, green + 6);
        ((int)colour.Blue).ShouldBeInRange(blue - 6, blue + 6);
    }

    [Fact]
    public void On_a_logarithmic_scale_the_geometric_mean_has_the_middle_colour_and_zero_the_first()
    {
        ColourScale decades =
                new()
                {
                    Minimum = 1e-4,
                    Maximum = 1e2,
                    Logarithmic = true,
                },
            linear = new() { Minimum = 0, Maximum = 1 };
        decades.ColourAt(0.1).ShouldBe(linear.ColourAt(0.5));
        decades.ColourAt(0).ShouldBe(Violet);
        decades.ColourAt(-3).ShouldBe(Violet);
    }

    [Fact]
    public void Limits_left_to_the_data_are_those_of_its_finite_values()
    {
        ColourScale scale = new ColourScale().Over([3, double.NaN, -1, double.PositiveInfinity]);
        (scale.Minimum, scale.Maximum).ShouldBe((-1, 3));
        ColourScale positive = new ColourScale { Logarithmic = true, Maximum = 100 }.Over([0, -2, 0.25, 7]);
        positive.Minimum!.Value.ShouldBe(0.25, 1e-15);
        positive.Maximum.ShouldBe(100);
    }

    [Theory]
    [InlineData(new double[] { })]
    [InlineData(new double[] { 5, 5 })]
    [InlineData(new double[] { double.NaN })]
    public void Data_without_a_range_still_give_a_scale(double[] values)
    {
        foreach (bool logarithmic in (bool[])[false, true])
        {
            ColourScale scale = new ColourScale { Logarithmic = logarithmic }.Over(values);
            scale.Minimum!.Value.ShouldBeLessThan(scale.Maximum!.Value);
        }
    }

    [Fact]
    public void The_middle_of_a_diverging_scale_is_no_difference()
    {
        ColourScale signed = new ColourScale { Palette = Palette.Diverging }.Over([-1, 3]);
        (signed.Minimum, signed.Maximum).ShouldBe((-3, 3));
        signed.ColourAt(0).ShouldBe(new Colour(0xF7, 0xF7, 0xF7));
        signed.ColourOfStep(signed.StepOf(0)).ShouldBe(new Colour(0xF7, 0xF7, 0xF7));

        ColourScale ratios = new ColourScale { Palette = Palette.Diverging, Logarithmic = true }.Over([0.01, 3]);
        ratios.Minimum!.Value.ShouldBe(0.01, 1e-12);
        ratios.Maximum!.Value.ShouldBe(100, 1e-9);

        ColourScale given = new ColourScale { Palette = Palette.Diverging, Maximum = 2 }.Over([-9, 1]);
        (given.Minimum, given.Maximum).ShouldBe((-2, 2));
    }

    [Fact]
    public void A_scale_without_limits_gives_no_colours() =>
        Should
            .Throw<InvalidOperationException>(() => new ColourScale { Minimum = 1 }.ColourAt(2))
            .Message.ShouldContain("they are 1 and left to the data");

    [Fact]
    public void Limits_out_of_order_or_off_the_scale_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ColourScale { Minimum = 2, Maximum = 1 }.Over([]));
        Should.Throw<ArgumentException>(() => new ColourScale { Minimum = 0, Logarithmic = true }.Over([1]));
    }
}
