using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class UnbalancedTwoLayerModeTests
{
    [Fact]
    public void The_strength_is_that_of_the_integrated_weights()
    {
        double worst = 0;
        foreach (double[] row in GoldenTable.Numbers("unbalanced.csv"))
        {
            (double s, double d, double tau, double time, double u) = (row[0], row[1], row[4], row[5], row[6]);
            UnbalancedTwoLayerMode mode = new(s, d, new TwoLayerStart(row[2], row[3]), tau);
            worst = Math.Max(worst, Math.Abs(mode.StrengthAt(time) - u) / Math.Abs(u));
        }
        worst.ShouldBeLessThan(5e-12);
    }

    [Fact]
    public void The_time_to_a_strength_is_the_inverse_of_the_strength_at_a_time()
    {
        int compared = 0;
        foreach (double[] row in GoldenTable.Numbers("unbalanced.csv"))
        {
            (double s, double d, double tau, double time, double u) = (row[0], row[1], row[4], row[5], row[6]);
            UnbalancedTwoLayerMode mode = new(s, d, new TwoLayerStart(row[2], row[3]), tau);
            double moved = (u - mode.InitialStrength) / (mode.FinalStrength - mode.InitialStrength);
            if (s != 0 && moved is > 0.01 and < 0.99)
            {
                compared++;
                // A unit in the last place of u, or of the u(0) it comes from, is this much time.
                double slope = Math.Sqrt(4 * u * u + row[2] * row[3]) * Math.Abs(s - d * u) / tau;
                double unit = double.Epsilon + 1.2e-16 * (Math.Abs(u) + row[2] + row[3]) / slope;
                mode.TimeToReach(u).ShouldBe(time, tolerance: 20 * unit + 1e-13 * time);
            }
        }
        compared.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData(1.3, 1, 0.04)]
    [InlineData(1.3, 2.5, 16)]
    [InlineData(-0.7, 0.5, 3.2)]
    [InlineData(0, 2, 3.2)]
    public void Without_imbalance_it_is_the_balanced_mode(double s, double d, double growing)
    {
        UnbalancedTwoLayerMode mode = new(s, d, new TwoLayerStart(growing, 0), timeConstant: 2.5);
        BalancedTwoLayerMode balanced = new(s, d, growing / 4, timeConstant: 2.5);
        mode.FinalStrength.ShouldBe(balanced.FinalStrength);
        foreach (double time in new[] { 0, 0.3, 2, 11, 300 })
        {
            double truth = balanced.StrengthAt(time);
            mode.StrengthAt(time).ShouldBe(truth, tolerance: 1e-13 * truth);
        }
        if (balanced.HalfRiseTime is double half)
        {
            mode.HalfRiseTime!.Value.ShouldBe(half, tolerance: 1e-13 * half);
        }
        else
        {
            mode.HalfRiseTime.ShouldBeNull();
        }
    }

    [Fact]
    public void A_lazy_mode_learns_at_one_rate_whatever_its_strength()
    {
        // PM ≫ s²: u = s + (u₀ − s) e^{−√(PM) t/τ}, to relative corrections of order s²/PM.
        const double invariant = 1e4;
        foreach (double s in new[] { 0.5, 2, -1 })
        {
            UnbalancedTwoLayerMode mode = new(s, 1, new TwoLayerStart(invariant, invariant), timeConstant: 1);
            foreach (double time in new[] { 0.3 / invariant, 1 / invariant, 4 / invariant })
            {
                mode.StrengthAt(time).ShouldBe(s * (1 - Math.Exp(-invariant * time)), tolerance: 1e-7);
            }
        }
    }

    [Fact]
    public void On_the_saddle_a_strength_dies_out_and_stays()
    {
        UnbalancedTwoLayerMode mode = new(1.3, 1, new TwoLayerStart(0, 0.4), timeConstant: 1);
        mode.InitialStrength.ShouldBe(-0.1);
        mode.FinalStrength.ShouldBe(0);
        mode.HalfRiseTime.ShouldBeNull();
        // The anti-aligned balanced mode: the mirror of a decay.
        BalancedTwoLayerMode mirror = new(-1.3, 1, 0.1, timeConstant: 1);
        foreach (double time in new[] { 0, 0.5, 3, 2000 })
        {
            mode.StrengthAt(time).ShouldBe(-mirror.StrengthAt(time), tolerance: 1e-15);
        }
    }

    [Fact]
    public void Growth_says_where_the_weights_are()
    {
        // One hidden unit: a, b = ½((a₀ + b₀)√E ± (a₀ − b₀)/√E), whose product is u and whose difference of squares stays.
        (double a0, double b0) = (0.7, -0.2);
        UnbalancedTwoLayerMode mode = new(
            1.3,
            1,
            new TwoLayerStart(Math.Pow(a0 + b0, 2), Math.Pow(a0 - b0, 2)),
            timeConstant: 2
        );
        foreach (double time in new[] { 0, 0.4, 3.0 })
        {
            double root = Math.Sqrt(mode.GrowthAt(time));
            (double a, double b) = (
                ((a0 + b0) * root + (a0 - b0) / root) / 2,
                ((a0 + b0) * root - (a0 - b0) / root) / 2
            );
            (a * b).ShouldBe(mode.StrengthAt(time), tolerance: 1e-14);
            (a * a - b * b).ShouldBe(a0 * a0 - b0 * b0, tolerance: 1e-14);
        }
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Should
            .Throw<ArgumentException>(() => new UnbalancedTwoLayerMode(1, 1, new TwoLayerStart(-1, 0), 1))
            .Message.ShouldContain("P =");
        Should
            .Throw<ArgumentException>(() => new UnbalancedTwoLayerMode(1, 1, new TwoLayerStart(1, double.NaN), 1))
            .Message.ShouldContain("M =");
        Should
            .Throw<ArgumentException>(() => new UnbalancedTwoLayerMode(1, 0, new TwoLayerStart(1, 0), 1))
            .Message.ShouldContain("d = 0");
        Should
            .Throw<ArgumentException>(() => new UnbalancedTwoLayerMode(1, 1, new TwoLayerStart(1, 0), 1).TimeToReach(2))
            .Message.ShouldContain("never reached");
    }
}
