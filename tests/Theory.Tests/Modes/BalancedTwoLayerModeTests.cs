using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class BalancedTwoLayerModeTests
{
    [Theory]
    [InlineData(1.3, 1, 0.01)]
    [InlineData(1.3, 2.5, 0.01)]
    [InlineData(1.3, 1, 4)]
    [InlineData(-0.7, 0.5, 0.8)]
    [InlineData(0, 2, 0.8)]
    [InlineData(1.3, 2.5, -0.6)]
    [InlineData(-0.9, 0.5, -0.1)]
    [InlineData(0, 2, -0.8)]
    public void The_strength_obeys_its_differential_equation(double s, double d, double a0)
    {
        BalancedTwoLayerMode mode = new(s, d, a0, timeConstant: 2.5);
        foreach (double time in new[] { 0.3, 1, 2.7, 6 })
        {
            double u = mode.StrengthAt(time);
            // Five points at distance h: the formula's error h⁴/30 · 5th derivative is below 1e-12, rounding's ε/h about 1e-11.
            double h = 2e-4;
            double slope =
                (
                    mode.StrengthAt(time - 2 * h)
                    - 8 * mode.StrengthAt(time - h)
                    + 8 * mode.StrengthAt(time + h)
                    - mode.StrengthAt(time + 2 * h)
                ) / (12 * h);
            (2.5 * slope).ShouldBe(2 * Math.Abs(u) * (s - d * u), tolerance: 1e-10);
        }
    }

    [Theory]
    [InlineData(1.3, 1, 0.01)]
    [InlineData(1.3, 2.5, 4)]
    [InlineData(-0.7, 0.5, 0.8)]
    [InlineData(0, 2, 0.8)]
    [InlineData(1.3, 2.5, -0.6)]
    public void To_go_on_from_where_one_stopped_is_to_go_on(double s, double d, double a0)
    {
        BalancedTwoLayerMode whole = new(s, d, a0, timeConstant: 2.5);
        BalancedTwoLayerMode rest = new(s, d, whole.StrengthAt(1.7), timeConstant: 2.5);
        foreach (double time in new[] { 0, 0.01, 2, 9 })
        {
            double value = whole.StrengthAt(1.7 + time);
            rest.StrengthAt(time).ShouldBe(value, tolerance: 1e-13 * Math.Abs(value));
        }
    }

    [Fact]
    public void The_time_constant_is_the_unit_of_time_and_the_strength_of_the_start_that_of_strengths()
    {
        BalancedTwoLayerMode mode = new(1.3, 0.7, 0.01, timeConstant: 1);
        // Powers of two change no bit.
        new BalancedTwoLayerMode(1.3, 0.7, 0.01, timeConstant: 8)
            .StrengthAt(8 * 2.2)
            .ShouldBe(mode.StrengthAt(2.2));
        new BalancedTwoLayerMode(4 * 1.3, 0.7, 4 * 0.01, timeConstant: 1)
            .StrengthAt(2.2 / 4)
            .ShouldBe(4 * mode.StrengthAt(2.2));
    }

    [Theory]
    [InlineData(2, 1, 0.01, 2)]
    [InlineData(2, 4, 0.01, 0.5)]
    [InlineData(2, 4, 100, 0.5)]
    [InlineData(2, 1, 0, 0)]
    [InlineData(2, 1, -0.01, 0)]
    [InlineData(-2, 1, 0.01, 0)]
    [InlineData(-2, 4, -0.01, -0.5)]
    [InlineData(0, 0, 0.3, 0.3)]
    public void The_strength_starts_at_its_start_and_ends_at_its_end(double s, double d, double a0, double end)
    {
        BalancedTwoLayerMode mode = new(s, d, a0, timeConstant: 2.5);
        mode.StrengthAt(0).ShouldBe(a0);
        mode.FinalStrength.ShouldBe(end);
        mode.StrengthAt(1e300).ShouldBe(end, tolerance: 1e-16);
    }

    [Fact]
    public void A_start_at_the_target_stays_there()
    {
        BalancedTwoLayerMode mode = new(1.7, 1, 1.7, timeConstant: 2.5);
        mode.StrengthAt(3).ShouldBe(1.7);
        mode.StrengthAt(1e9).ShouldBe(1.7);
    }

    [Fact]
    public void Half_the_target_is_reached_at_the_half_rise_time_and_not_at_all_from_beyond_it()
    {
        BalancedTwoLayerMode mode = new(1.3, 0.7, 0.01, timeConstant: 2.5);
        double time = mode.HalfRiseTime.ShouldNotBeNull();
        mode.StrengthAt(time).ShouldBe(1.3 / 0.7 / 2, tolerance: 1e-14);
        mode.TimeToReach(1.3 / 0.7 / 2).ShouldBe(time, tolerance: 1e-14);
        // Layers and target of opposite sign to these: the same rise, downwards.
        new BalancedTwoLayerMode(-1.3, 0.7, -0.01, timeConstant: 2.5).HalfRiseTime.ShouldBe(time);
        // From far below: ln(s/(d a₀) − 1) of a quotient no double holds.
        double deep = new BalancedTwoLayerMode(1e150, 1, 5e-324, timeConstant: 2e150).HalfRiseTime.ShouldNotBeNull();
        deep.ShouldBe(Math.Log(1e150) + 1074 * Math.Log(2), tolerance: 1e-12);

        new BalancedTwoLayerMode(2, 1, 1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedTwoLayerMode(2, 1, 0, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedTwoLayerMode(2, 1, -0.1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedTwoLayerMode(-2, 1, 0.1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
        new BalancedTwoLayerMode(0, 1, 0.1, timeConstant: 2.5).HalfRiseTime.ShouldBeNull();
    }

    [Fact]
    public void A_strong_start_that_dies_out_is_known_while_its_decay_alone_would_underflow()
    {
        // u = a₀ e^{−x}/(1 + 1) with a₀ = |s| and x = 2|s|t/τ = 750; e^{−750} is no double.
        double strength = new BalancedTwoLayerMode(-1e150, 1, 1e150, timeConstant: 2e150).StrengthAt(750);
        Math.Log(strength).ShouldBe(Math.Log(1e150) - 750 - Math.Log(2), tolerance: 1e-12);
    }

    [Theory]
    [InlineData(1.3, 0.7)]
    [InlineData(0.1, 0.3)]
    [InlineData(2.9, 1.7)]
    [InlineData(7.1, 5.3)]
    [InlineData(1.1, 1.9)]
    public void The_last_double_before_the_limit_is_reached_in_finite_time(double s, double d)
    {
        BalancedTwoLayerMode mode = new(s, d, 1e-3, timeConstant: 2);
        double last = Math.BitDecrement(mode.FinalStrength);
        // The true limit is within half a unit of its double, so what is missing of it is between 0.5 and 1.5 units.
        double unit = mode.FinalStrength - last;
        double TimeLeaving(double missing) => Math.Log(last * (s - d * 1e-3) / (1e-3 * d * missing)) / s;
        mode.TimeToReach(last).ShouldBeInRange(TimeLeaving(1.5001 * unit), TimeLeaving(0.4999 * unit));
    }

    // The sheet's task: s = √7, √3, 1; a₀ = 0.001, τ = 2.5. Values printed to 12 decimals, so half of the last is 5e-13.
    [Theory]
    [InlineData(7, 3.723107064444, 2.479556281171, 2.645746816873, 2.645751310951)]
    [InlineData(3, 5.381253738150, 0.642448790687, 1.729177457667, 1.732047987703)]
    [InlineData(1, 8.633443473311, 0.051820658599, 0.748992325232, 0.993899377893)]
    public void The_modes_of_the_sheet_have_their_known_strengths(
        double square,
        double halfRise,
        double atFive,
        double atTen,
        double atFifteen
    )
    {
        BalancedTwoLayerMode mode = new(Math.Sqrt(square), 1, 0.001, timeConstant: 2.5);
        mode.HalfRiseTime.ShouldNotBeNull().ShouldBe(halfRise, tolerance: 6e-13);
        mode.StrengthAt(5).ShouldBe(atFive, tolerance: 6e-13);
        mode.StrengthAt(10).ShouldBe(atTen, tolerance: 6e-13);
        mode.StrengthAt(15).ShouldBe(atFifteen, tolerance: 6e-13);
    }

    [Fact]
    public void The_strength_is_that_of_the_weights_integrated_to_twenty_digits()
    {
        foreach (double[] row in GoldenTable.Numbers("balanced-weights.csv"))
        {
            BalancedTwoLayerMode mode = new(row[0], row[1], row[2], row[3]);
            // Conditions here are below 30.
            mode.StrengthAt(row[4]).ShouldBe(row[5], tolerance: 1e-14 * (1 + 30) * Math.Abs(row[5]));
        }
    }

    [Fact]
    public void The_strength_is_right_to_fourteen_digits_per_condition_over_the_whole_range()
    {
        foreach (double[] row in GoldenTable.Numbers("balanced.csv"))
        {
            BalancedTwoLayerMode mode = new(row[0], row[1], row[2], row[3]);
            Accuracy
                .PartUsed(mode.StrengthAt(row[4]), truth: row[5], condition: row[6])
                .ShouldBeLessThan(
                    1,
                    $"s, d, a₀, τ, t = {string.Join(", ", row[..5])}: {mode.StrengthAt(row[4])}, not {row[5]}"
                );
        }
    }

    [Fact]
    public void The_time_between_two_strengths_is_right_to_fourteen_digits_per_condition()
    {
        foreach (double[] row in GoldenTable.Numbers("balanced-times.csv"))
        {
            double time = new BalancedTwoLayerMode(row[0], row[1], row[2], row[4]).TimeToReach(row[3]);
            Accuracy
                .PartUsed(time, truth: row[5], condition: row[6])
                .ShouldBeLessThan(1, $"s, d, u₀, u_f, τ = {string.Join(", ", row[..5])}: {time}, not {row[5]}");
        }
    }

    [Fact]
    public void Strengths_that_are_not_passed_have_no_time_and_the_message_says_so()
    {
        BalancedTwoLayerMode mode = new(2, 1, 0.1, timeConstant: 2.5);
        mode.TimeBetween(0.3, 0.3).ShouldBe(0);
        foreach (
            (double from, double to) in new[]
            {
                (0.1, 2.0),
                (0.1, 2.1),
                (0.1, 0.05),
                (3, 2),
                (0, 0.1),
                (0.1, double.NaN),
            }
        )
        {
            Should
                .Throw<ArgumentOutOfRangeException>(() => mode.TimeBetween(from, to))
                .Message.ShouldContain($"{to} is never reached from {from}");
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => new BalancedTwoLayerMode(double.NaN, 1, 0.1, 1))
            .Message.ShouldContain("s must be finite, but is NaN");
        Should
            .Throw<ArgumentOutOfRangeException>(() => new BalancedTwoLayerMode(1, -1, 0.1, 1))
            .Message.ShouldContain("d must be finite and not negative, but is -1");
        Should
            .Throw<ArgumentOutOfRangeException>(() => new BalancedTwoLayerMode(1, 1, 0.1, 0))
            .Message.ShouldContain("τ must be finite and positive, but is 0");
        Should
            .Throw<ArgumentException>(() => new BalancedTwoLayerMode(1, 0, 0.1, 1))
            .Message.ShouldContain("s must be 0");
        Should
            .Throw<ArgumentException>(() => new BalancedTwoLayerMode(1e150, 1e-200, 0.1, 1))
            .Message.ShouldContain("must be a finite number");
        Should
            .Throw<ArgumentOutOfRangeException>(() => new BalancedTwoLayerMode(1, 1, 0.1, 1).StrengthAt(-1))
            .Message.ShouldContain("t must be finite and not negative, but is -1");
    }
}
