using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace TheoryTests.Discrete;

public sealed class ModifiedFlowModeTests
{
    [Fact]
    public void The_half_rise_of_a_published_comparison_is_known()
    {
        double rate = StabilityLimit.OfBalanced(4, 1, 1) / 2;
        ModifiedFlowMode mode = new(4, 1, 1, 0.001, rate);
        mode.HalfRise!.Value.ShouldBe(64.20, tolerance: 5e-3);

        // The exact map, interpolated between the two steps around u = ½: 64.07.
        BalancedDescentMode exact = new(4, 1, 1, 0.001, rate);
        (double before, double after) = (exact.StrengthAfter(64), exact.StrengthAfter(65));
        (64 + (0.5 - before) / (after - before)).ShouldBe(64.07, tolerance: 1e-2);
    }

    [Theory]
    [InlineData(2, 1.3, 1, 0.01)]
    [InlineData(3, 1.3, 0.7, 0.05)]
    [InlineData(4, 1, 1, 0.001)]
    [InlineData(5, -1.3, 0.8, -0.1)]
    [InlineData(3, 1.3, 1, 2)] // from above
    [InlineData(3, -1.3, 1, 0.6)] // dies out
    public void Its_distance_from_descent_falls_as_the_square_of_the_rate(int depth, double s, double d, double u0)
    {
        double[] errors = [.. new[] { 1, 2, 4 }.Select(part => Error(0.02 / part))];
        (errors[0] / errors[1]).ShouldBe(4, tolerance: 0.4);
        (errors[1] / errors[2]).ShouldBe(4, tolerance: 0.2);

        double Error(double rate)
        {
            ModifiedFlowMode mode = new(depth, s, d, u0, rate);
            double[] strengths = new double[(int)Math.Round(20 / rate)];
            new BalancedDescentMode(depth, s, d, u0, rate).Strengths(strengths);
            return strengths.Select((strength, n) => Math.Abs(strength - mode.StrengthAfter(n))).Max();
        }
    }

    [Fact]
    public void The_slower_the_steps_the_nearer_it_is_to_the_flow()
    {
        const double Rate = 1e-9;
        ModifiedFlowMode mode = new(3, 1.3, 0.8, 0.01, Rate);
        BalancedDeepMode flow = new(3, 1.3, 0.8, 0.01, timeConstant: 1);
        foreach (double time in new[] { 0.5, 2, 5, 9 })
        {
            mode.StrengthAfter(time / Rate).ShouldBe(flow.StrengthAt(time), tolerance: 3e-8);
        }
        (mode.HalfRise!.Value * Rate).ShouldBe(flow.HalfRiseTime!.Value, tolerance: 1e-8);
        mode.FinalStrength.ShouldBe(flow.FinalStrength);
    }

    [Fact]
    public void A_rate_at_which_it_would_stop_short_is_refused()
    {
        // L = 2: f' is s at the start.
        ArgumentOutOfRangeException refusal = Should.Throw<ArgumentOutOfRangeException>(() =>
            new ModifiedFlowMode(2, 1, 1, 1e-9, 2.1)
        );
        refusal.Message.ShouldContain("BalancedDescentMode");
        refusal.ParamName.ShouldBe("learningRate");
        new ModifiedFlowMode(2, 1, 1, 1e-9, 1.9).HalfRise.ShouldNotBeNull();
        new ModifiedFlowMode(2, 1, 1, 0, 0.1).StrengthAfter(7).ShouldBe(0);
    }
}
