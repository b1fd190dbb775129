using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class NullModeTests
{
    [Fact]
    public void The_strength_is_that_of_high_precision_over_the_whole_range()
    {
        foreach (double[] row in GoldenTable.Numbers("null-mode.csv"))
        {
            var mode = new NullMode((int)row[0], row[1], row[2], row[3], row[4]);
            Accuracy.PartUsed(mode.StrengthAt(row[5]), row[6], row[7]).ShouldBeLessThan(1, string.Join(", ", row));
        }
    }

    [Fact]
    public void Two_layers_without_decay_fall_as_one_over_time()
    {
        // u₀/(1 + 2 d u₀ t/τ).
        new NullMode(depth: 2, 1, 0, 0.49, 1)
            .StrengthAt(0.5)
            .ShouldBe(0.49 / 1.49, tolerance: 1e-16);
        new NullMode(depth: 2, 3, 0, 0.49, 2).StrengthAt(4).ShouldBe(0.49 / (1 + 2 * 3 * 0.49 * 2), tolerance: 1e-16);
        new NullMode(depth: 1, 1.5, 0.5, -0.3, 2).StrengthAt(3).ShouldBe(-0.3 * Math.Exp(-3), tolerance: 1e-16);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    public void The_other_solutions_agree_with_it_where_they_take_a_target_of_zero(int depth)
    {
        NullMode expected = new(depth, 1.3, 0, 0.6, timeConstant: 2.5);
        IModeSolution mode = ModeSolutions.BalancedMode(depth, 0, 1.3, 0.6, 2.5);
        NullMode decayed = new(depth, 1.3, 0.2, 0.6, timeConstant: 2.5);
        // The quadrature of a deep mode with a target that is nothing.
        IModeSolution nearly = ModeSolutions.DecayedMode(depth, (1e-300, 1.3), 0.2, 0.6, 2.5);
        foreach (double time in new[] { 0, 0.3, 2, 40 })
        {
            mode.StrengthAt(time).ShouldBe(expected.StrengthAt(time), tolerance: 1e-14);
            nearly.StrengthAt(time).ShouldBe(decayed.StrengthAt(time), tolerance: 1e-11);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Of_two_layers_any_start_with_a_target_of_zero_is_the_balanced_one_where_they_are_alike(double d)
    {
        var any = new UnbalancedTwoLayerMode(0, d, new TwoLayerStart(Growing: 4 * 0.49, Decaying: 0), timeConstant: 1);
        NullMode balanced = new(2, d, 0, 0.49, 1);
        foreach (double time in new[] { 0, 0.5, 4, 100 })
        {
            any.StrengthAt(time).ShouldBe(balanced.StrengthAt(time), tolerance: 1e-15);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Small_steps_of_descent_follow_it(int depth)
    {
        // The map's error is of order η: halving η halves it.
        double expected = new NullMode(depth, 1.3, 0, 0.6, 1).StrengthAt(2);
        double coarse = new BalancedDescentMode(depth, 0, 1.3, 0.6, 1e-3).StrengthAfter(2000) - expected;
        double fine = new BalancedDescentMode(depth, 0, 1.3, 0.6, 5e-4).StrengthAfter(4000) - expected;
        (coarse / fine).ShouldBe(2, tolerance: 0.01);
    }

    [Fact]
    public void Without_input_variance_only_decay_moves_it()
    {
        new NullMode(3, 0, 0, 0.4, 1).StrengthAt(1e300).ShouldBe(0.4);
        new NullMode(3, 0, 0.5, 0.4, 1).StrengthAt(2).ShouldBe(0.4 * Math.Exp(-3), tolerance: 1e-16);
        new NullMode(3, 1, 0.5, 0, 1).StrengthAt(2).ShouldBe(0);
    }

    [Fact]
    public void A_decay_that_is_nothing_leaves_the_flow_without_one()
    {
        NullMode free = new(4, 1.3, 0, 0.6, 1);
        new NullMode(4, 1.3, 1e-300, 0.6, 1).StrengthAt(7).ShouldBe(free.StrengthAt(7), tolerance: 1e-16);
    }
}
