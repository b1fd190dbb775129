using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace TheoryTests.Discrete;

public sealed class DescentClockTests
{
    [Fact]
    public void A_weak_mode_grows_as_in_the_exact_map()
    {
        DescentClock clock = DescentClock.OfFullBatch(1.3, 0.7, 1e-20, 0.3);
        BalancedDescentMode exact = new(2, 1.3, 0.7, 1e-20, 0.3);
        double strength = exact.StrengthAfter(40);
        clock.StrengthAfter(40).ShouldBe(strength, tolerance: 1e-7 * strength);
        // Flow is behind by e^{2n(ηs − ln(1 + ηs))}.
        BalancedTwoLayerMode flow = new(1.3, 0.7, 1e-20, 1);
        (flow.StrengthAt(40 * 0.3) / strength).ShouldBe(Math.Exp(80 * (0.39 - Math.Log(1.39))), tolerance: 1);
    }

    [Fact]
    public void At_half_rise_the_clock_is_within_a_step_of_the_exact_map_where_flow_is_not()
    {
        const double Rate = 0.3;
        BalancedDescentMode exact = new(2, 1.3, 1, 1e-20, Rate);
        double halfRise = Crossing(exact, 0.65);
        DescentClock clock = DescentClock.OfFullBatch(1.3, 1, 1e-20, Rate);
        clock.HalfRise.ShouldNotBeNull().ShouldBe(halfRise, tolerance: 1);
        clock.StrengthAfter(clock.HalfRise.Value).ShouldBe(0.65, tolerance: 1e-12);
        double flow = new BalancedTwoLayerMode(1.3, 1, 1e-20, 1).HalfRiseTime.ShouldNotBeNull() / Rate;
        (halfRise - flow).ShouldBeGreaterThan(9);
    }

    // The Neuromatch hierarchy: ηs of its sampled data is known for mode 1 (.39); the others by their expected values. The start
    // follows from the half-rise of the flow, which is given to .05; that and the sampling leave .15.
    [Theory]
    [InlineData(2.440796, 79.9, 94.7)]
    [InlineData(1.499604, 101.4, 116.1)]
    [InlineData(1.0098, 120.6, 135.3)]
    [InlineData(1.0098, 123.4, 138.2)]
    public void The_half_rises_of_the_Neuromatch_hierarchy_are_known(double eigenvalue, double flow, double clock)
    {
        double s = Math.Sqrt(10_000 * eigenvalue);
        double rate = PerEpoch(DescentLoss.MeanOverOutputs, rate: 100, batch: 8, outputs: 10_000, items: 8);
        double start = s / (1 + Math.Exp(2 * rate * s * flow));
        DescentClock.OfFullBatch(s, 1, start, rate).HalfRise.ShouldNotBeNull().ShouldBe(clock, tolerance: 0.15);
    }

    // One-hot items one at a time: the starts are those that give the flow its known half-rise.
    [Theory]
    [InlineData(0.216, 39.14, 41.37)]
    [InlineData(0.444, 19.84, 22.32)]
    public void The_half_rises_of_items_one_at_a_time_are_known(double drive, double flow, double clock)
    {
        double s = 45.4;
        double start = s / (1 + Math.Exp(2 * drive * flow));
        DescentClock.OfOneHotItems(s, start, drive / s).HalfRise.ShouldNotBeNull().ShouldBe(clock, tolerance: 0.01);
    }

    // L = 4, s = 1, u₀ = .001, η half the stability limit: what each of them says, and why the clock is for two layers only.
    [Fact]
    public void At_four_layers_the_flow_is_nearer_to_the_exact_map_than_the_clock_would_be()
    {
        double rate = StabilityLimit.OfBalanced(4, 1, 1) / 2;
        double flow = new BalancedDeepMode(4, 1, 1, 0.001, 1).HalfRiseTime.ShouldNotBeNull();
        Crossing(new BalancedDescentMode(4, 1, 1, 0.001, rate), 0.5).ShouldBe(64.07, tolerance: 6e-3);
        (flow / rate).ShouldBe(62.12, tolerance: 6e-3);
        (flow / Math.Log(1 + rate)).ShouldBe(69.59, tolerance: 6e-3);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => DescentClock.OfFullBatch(0, 1, 0.1, 0.1))
            .ShouldContain("s must be finite and positive, but is 0");
        Refusal(() => DescentClock.OfFullBatch(1, 1, 0.1, 0)).ShouldContain("η must be finite and positive, but is 0");
        Refusal(() => DescentClock.OfOneHotItems(4, 0.1, 0.5)).ShouldContain("ηs must be below 2");
    }

    // The step, interpolated, at which the exact map passes a strength.
    private static double Crossing(BalancedDescentMode mode, double strength)
    {
        int after = Enumerable.Range(1, 1000).First(step => mode.StrengthAfter(step) >= strength);
        (double low, double high) = (mode.StrengthAfter(after - 1), mode.StrengthAfter(after));
        return after - 1 + (strength - low) / (high - low);
    }

    private static double PerEpoch(DescentLoss loss, double rate, int batch, int outputs, int items) =>
        FlowTime
            .PerEpoch(loss, rate, batch, outputs, items)
            .ShouldBeOfType<Dynamics.Theory.ClosedForm<EpochTime>.Found>()
            .Solution.Expected;

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
