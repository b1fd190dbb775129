using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class InfinitelyDeepModeTests
{
    [Fact]
    public void Strengths_and_times_are_those_of_the_integral()
    {
        IReadOnlyList<double[]> rows = GoldenTable.Numbers("infinite.csv");
        double worst = 0;
        double worstTime = 0;
        foreach (double[] row in rows)
        {
            (double from, double to, double time) = (row[2], row[3], row[5]);
            InfinitelyDeepMode mode = new(row[0], row[1], from, timeConstant: row[4]);
            worst = Math.Max(worst, Accuracy.PartUsed(mode.StrengthAt(time), to, row[6]));
            worstTime = Math.Max(worstTime, Accuracy.PartUsed(mode.TimeToReach(to), time, row[7]));
        }
        rows.Count.ShouldBe(120);
        worst.ShouldBeLessThan(1);
        worstTime.ShouldBeLessThan(1);
    }

    [Fact]
    public void The_time_of_the_published_example_is_known()
    {
        InfinitelyDeepMode mode = new(singularValue: 1.3, inputVariance: 1, initialStrength: 0.01, timeConstant: 1);
        mode.TimeToReach(1.2).ShouldBe(80.628, tolerance: 5e-4);
    }

    [Theory]
    [InlineData(10, 40.77)]
    [InlineData(100, 75.14)]
    [InlineData(1000, 80.06)]
    public void Deeper_and_deeper_modes_approach_it(int depth, double expected)
    {
        double time = depth * new BalancedDeepMode(depth, 1.3, 1, 0.01, timeConstant: 1).TimeToReach(1.2);
        time.ShouldBe(expected, tolerance: 5e-3);
    }

    [Fact]
    public void What_is_missing_at_finite_depth_is_of_order_one_over_the_depth()
    {
        double limit = new InfinitelyDeepMode(1.3, 1, 0.01, timeConstant: 1).TimeToReach(1.2);
        double Missing(int depth) =>
            limit - depth * new BalancedDeepMode(depth, 1.3, 1, 0.01, timeConstant: 1).TimeToReach(1.2);
        (Missing(1000) / Missing(2000)).ShouldBe(2, tolerance: 0.02);
    }

    [Fact]
    public void Every_way_starts_where_it_starts_and_ends_at_its_limit()
    {
        foreach (double sign in new[] { 1.0, -1.0 })
        {
            foreach ((double s, double u0, double limit) in new[] { (1.3, 0.01, 2.6), (1.3, 9, 2.6), (-1.3, 0.4, 0) })
            {
                InfinitelyDeepMode mode = new(sign * s, 0.5, sign * u0, timeConstant: 2);
                mode.FinalStrength.ShouldBe(sign * limit);
                mode.StrengthAt(0).ShouldBe(sign * u0);
                mode.StrengthAt(1e-9).ShouldBe(sign * u0, tolerance: 1e-6);
                mode.StrengthAt(1e8).ShouldBe(sign * limit, tolerance: 1e-3);
            }
        }
        new InfinitelyDeepMode(1.3, 1, 0, timeConstant: 1).StrengthAt(5).ShouldBe(0);
        new InfinitelyDeepMode(1.3, 1, 1.3, timeConstant: 1).StrengthAt(5).ShouldBe(1.3);
    }

    [Theory]
    [InlineData(1e75, 1e-75, 1e10)]
    [InlineData(-1e75, 1e-75, 1e10)]
    [InlineData(1e-75, 1e75, 1)]
    [InlineData(1e75, 1, 1e149)]
    [InlineData(-1e75, 1, 1e-75)]
    [InlineData(0, 1e150, 1e150)]
    public void Far_out_every_strength_is_finite_and_on_its_way(double s, double d, double u0)
    {
        InfinitelyDeepMode mode = new(s, d, u0, timeConstant: 1e-3);
        double before = u0;
        foreach (double time in new[] { 1e-300, 1e-150, 1e-75, 1, 1e75, 1e150, 1e300 })
        {
            double strength = mode.StrengthAt(time);
            double.IsFinite(strength).ShouldBeTrue();
            Math.Abs(strength - mode.FinalStrength)
                .ShouldBeLessThanOrEqualTo(Math.Abs(before - mode.FinalStrength) * (1 + 1e-14));
            before = strength;
        }
    }

    [Fact]
    public void The_half_rise_is_where_half_the_target_is()
    {
        InfinitelyDeepMode mode = new(1.3, 0.5, 0.01, timeConstant: 2);
        mode.StrengthAt(mode.HalfRiseTime!.Value).ShouldBe(1.3, tolerance: 1e-12);
        new InfinitelyDeepMode(1.3, 0.5, 2, timeConstant: 2).HalfRiseTime.ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => mode.TimeToReach(3)).Message.ShouldContain("never reached");
    }
}
