using Dynamics.Theory.Modes;

namespace TheoryTests.Modes;

public sealed class DecayedDeepModeTests
{
    [Theory]
    [InlineData(3, 1.3, 1, 0.2, 0.3)] // learned from below
    [InlineData(3, 1.3, 1, 0.2, 4)] // from above
    [InlineData(3, 1.3, 1, 0.2, 0.001)] // forgotten
    [InlineData(4, 1.3, 2.5, 0.1, -0.3)] // of the wrong sign
    [InlineData(10, 0.8, 0.5, 0.9, 1)] // beyond the critical decay
    public void The_strength_obeys_its_differential_equation(int depth, double s, double d, double decay, double u0)
    {
        DecayedDeepMode mode = new(depth, s, d, decay, u0, timeConstant: 2.5);
        foreach (double time in new[] { 0.3, 1, 2.7, 6 })
        {
            double u = mode.StrengthAt(time);
            // Five points at distance h: the formula's error is about h⁴, rounding's ε/h.
            double h = 1e-3;
            double slope =
                (
                    mode.StrengthAt(time - 2 * h)
                    - 8 * mode.StrengthAt(time - h)
                    + 8 * mode.StrengthAt(time + h)
                    - mode.StrengthAt(time + 2 * h)
                ) / (12 * h);
            double field = depth * Math.Pow(Math.Abs(u), 2 - 2.0 / depth) * (s - d * u) - depth * decay * u;
            (2.5 * slope).ShouldBe(field, tolerance: 1e-9);
        }
    }

    [Theory]
    [InlineData(3, 0.472470)]
    [InlineData(4, 0.384900)]
    [InlineData(10, 0.290390)]
    public void The_critical_decay_of_a_mode_of_strength_one_is_known(int depth, double critical) =>
        DecayedDeepMode.CriticalDecay(depth, 1, 1).ShouldBe(critical, tolerance: 5e-7);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Just_below_the_critical_decay_a_strong_start_is_kept_and_just_above_it_is_lost(int depth)
    {
        double critical = DecayedDeepMode.CriticalDecay(depth, 1, 1);
        new DecayedDeepMode(depth, 1, 1, 0.999 * critical, 1, 1).FinalStrength.ShouldBeGreaterThan(0.1);
        new DecayedDeepMode(depth, 1, 1, 1.001 * critical, 1, 1).FinalStrength.ShouldBe(0);
    }

    [Fact]
    public void A_vanishing_decay_leaves_the_mode_without_one()
    {
        DecayedDeepMode mode = new(4, 1.3, 1, 1e-14, 0.01, timeConstant: 1);
        BalancedDeepMode free = new(4, 1.3, 1, 0.01, timeConstant: 1);
        foreach (double time in new[] { 0.5, 3, 5, 8, 20 })
        {
            mode.StrengthAt(time).ShouldBe(free.StrengthAt(time), tolerance: 1e-11);
        }
    }

    [Fact]
    public void The_time_to_a_strength_is_the_inverse_of_the_strength_at_a_time()
    {
        DecayedDeepMode mode = new(3, 1.3, 0.8, 0.2, 0.3, timeConstant: 2.5);
        foreach (double time in new[] { 0.01, 0.8, 2, 5 })
        {
            mode.TimeToReach(mode.StrengthAt(time)).ShouldBe(time, tolerance: 1e-12 * time);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => mode.TimeToReach(0.2)).Message.ShouldContain("never reached");
    }

    [Fact]
    public void Nothing_stays_nothing() =>
        new DecayedDeepMode(3, 1.3, 1, 0.1, 0, timeConstant: 1).StrengthAt(5).ShouldBe(0);
}
