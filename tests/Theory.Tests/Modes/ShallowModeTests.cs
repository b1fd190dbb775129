using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class ShallowModeTests
{
    [Theory]
    [InlineData(1.3, 1, 0.01)]
    [InlineData(1.3, 2.5, -4)]
    [InlineData(-0.7, 0.5, 0.8)]
    [InlineData(0, 2, 0.8)]
    public void The_strength_obeys_its_differential_equation(double s, double d, double b0)
    {
        ShallowMode mode = new(s, d, b0, timeConstant: 2.5);
        foreach (double time in new[] { 0.3, 1, 2.7, 6 })
        {
            // Five points at distance h: the formula's error h⁴/30 · 5th derivative is below 1e-12, rounding's ε/h about 1e-11.
            double h = 2e-4;
            double slope =
                (
                    mode.StrengthAt(time - 2 * h)
                    - 8 * mode.StrengthAt(time - h)
                    + 8 * mode.StrengthAt(time + h)
                    - mode.StrengthAt(time + 2 * h)
                ) / (12 * h);
            (2.5 * slope).ShouldBe(s - d * mode.StrengthAt(time), tolerance: 1e-10);
        }
    }

    [Fact]
    public void To_go_on_from_where_one_stopped_is_to_go_on()
    {
        ShallowMode whole = new(1.3, 0.7, -0.4, timeConstant: 2.5);
        ShallowMode rest = new(1.3, 0.7, whole.StrengthAt(1.7), timeConstant: 2.5);
        foreach (double time in new[] { 0, 0.01, 2, 9 })
        {
            rest.StrengthAt(time).ShouldBe(whole.StrengthAt(1.7 + time), tolerance: 1e-15);
        }
    }

    [Theory]
    [InlineData(2, 1, 0.01, 2)]
    [InlineData(2, 4, -0.01, 0.5)]
    [InlineData(-2, 4, 100, -0.5)]
    [InlineData(0, 4, 0.3, 0)]
    [InlineData(0, 0, 0.3, 0.3)]
    [InlineData(2, 1, 0, 2)]
    public void The_strength_starts_at_its_start_and_ends_at_its_end(double s, double d, double b0, double end)
    {
        ShallowMode mode = new(s, d, b0, timeConstant: 2.5);
        mode.StrengthAt(0).ShouldBe(b0);
        mode.FinalStrength.ShouldBe(end);
        mode.StrengthAt(1e300).ShouldBe(end);
    }

    [Fact]
    public void Early_on_the_strength_rises_by_the_singular_value_per_time_constant()
    {
        // A plain 1 − e^{−x} would give 0 here.
        new ShallowMode(2, 0.5, 0, timeConstant: 2.5)
            .StrengthAt(1e-20)
            .ShouldBe(2 * 1e-20 / 2.5, tolerance: 1e-34);
    }

    [Fact]
    public void Neither_an_underflowing_decay_nor_an_underflowing_exponent_loses_digits()
    {
        // b = b₀ e^{−750}; e^{−750} is no double.
        double forgotten = new ShallowMode(0, 1, 1e150, timeConstant: 1).StrengthAt(750);
        Math.Log(forgotten).ShouldBe(Math.Log(1e150) - 750, tolerance: 1e-12);
        // b = s t/τ, though d t/τ = 1e-315 has lost half its digits.
        new ShallowMode(1e150, 1e-150, 0, timeConstant: 1)
            .StrengthAt(1e-165)
            .ShouldBe(1e-15, tolerance: 1e-29);
    }

    [Fact]
    public void Half_the_target_is_reached_at_the_half_rise_time_and_not_at_all_from_beyond_it()
    {
        new ShallowMode(1.3, 1, 0, timeConstant: 2.5)
            .HalfRiseTime.ShouldNotBeNull()
            .ShouldBe(2.5 * Math.Log(2), tolerance: 1e-15);
        ShallowMode mode = new(-1.3, 0.7, 0.4, timeConstant: 2.5);
        mode.StrengthAt(mode.HalfRiseTime.ShouldNotBeNull()).ShouldBe(-1.3 / 0.7 / 2, tolerance: 1e-15);
        new ShallowMode(2, 1, 1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new ShallowMode(0, 1, 1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
    }

    // The sheet's task: s = √7, √3, 1; b₀ = 0.001, τ = 2.5. Values printed to 12 decimals, so half of the last is 5e-13.
    [Theory]
    [InlineData(7, 2.287823143291, 2.639195627996)]
    [InlineData(3, 1.497778556230, 1.727759961612)]
    [InlineData(1, 0.864800052047, 0.997523726576)]
    public void The_modes_of_the_sheet_have_their_known_strengths(double square, double atFive, double atFifteen)
    {
        ShallowMode mode = new(Math.Sqrt(square), 1, 0.001, timeConstant: 2.5);
        mode.StrengthAt(5).ShouldBe(atFive, tolerance: 6e-13);
        mode.StrengthAt(15).ShouldBe(atFifteen, tolerance: 6e-13);
    }

    [Fact]
    public void The_strength_is_right_to_fourteen_digits_per_condition_over_the_whole_range()
    {
        foreach (double[] row in GoldenTable.Numbers("shallow.csv"))
        {
            double value = new ShallowMode(row[0], row[1], row[2], row[3]).StrengthAt(row[4]);
            Accuracy
                .PartUsed(value, truth: row[5], condition: row[6])
                .ShouldBeLessThan(1, $"s, d, b₀, τ, t = {string.Join(", ", row[..5])}: {value}, not {row[5]}");
        }
    }

    [Fact]
    public void The_time_between_two_strengths_is_right_to_fourteen_digits_per_condition()
    {
        foreach (double[] row in GoldenTable.Numbers("shallow-times.csv"))
        {
            double time = new ShallowMode(row[0], row[1], row[2], row[4]).TimeToReach(row[3]);
            Accuracy
                .PartUsed(time, truth: row[5], condition: row[6])
                .ShouldBeLessThan(1, $"s, d, b₀, b_f, τ = {string.Join(", ", row[..5])}: {time}, not {row[5]}");
        }
    }

    [Fact]
    public void Strengths_that_are_not_passed_have_no_time_and_arguments_out_of_range_are_refused()
    {
        ShallowMode mode = new(2, 1, 0.1, timeConstant: 2.5);
        foreach ((double from, double to) in new[] { (0.1, 2.0), (0.1, 2.1), (0.1, 0.05), (3, 2), (0.1, double.NaN) })
        {
            Should
                .Throw<ArgumentOutOfRangeException>(() => mode.TimeBetween(from, to))
                .Message.ShouldContain($"{to} is never reached from {from}");
        }
        Should.Throw<ArgumentException>(() => new ShallowMode(1, 0, 0.1, 1)).Message.ShouldContain("s must be 0");
        Should
            .Throw<ArgumentOutOfRangeException>(() => new ShallowMode(1, 1, double.PositiveInfinity, 1))
            .Message.ShouldContain("b₀ must be finite");
        Should
            .Throw<ArgumentOutOfRangeException>(() => mode.StrengthAt(double.NaN))
            .Message.ShouldContain("but is NaN");
    }
}
