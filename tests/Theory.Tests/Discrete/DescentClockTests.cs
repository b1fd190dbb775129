using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

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

    // Modes 2 and 1 of exercise 2 (100 features of ±1, one item at a time): the starts are those that give the flow its known
    // half-rise. Competition between modes leaves half an epoch.
    [Theory]
    [InlineData(21.6, 39.14, 41.25)]
    [InlineData(44.4, 19.84, 21.73)]
    public void The_half_rises_of_items_one_at_a_time_are_known(double s, double flow, double simulated)
    {
        const double Rate = 0.01;
        double start = s / (1 + Math.Exp(2 * Rate * s * flow));
        DescentClock.OfOneHotItems(s, start, Rate, 100).HalfRise.ShouldNotBeNull().ShouldBe(simulated, tolerance: 0.5);
    }

    // The growth of an epoch, averaged over all orders of the items, is the eigenvalue of the weak dynamics: here each product of
    // updates in each order, multiplied out. All three targets have one length and all modes one s, so that the mean is exact
    // to third order in η.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    public void One_item_at_a_time_weak_modes_grow_as_the_mean_over_orders(double rate)
    {
        Matrix<double> targets = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 2, 1, 1 },
                { 1, 2, 1 },
                { 1, 1, 2 },
            }
        );
        int[][] orders =
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        Matrix<double> mean = Matrix<double>.Build.Dense(6, 6);
        foreach (int[] order in orders)
        {
            Matrix<double> epoch = Matrix<double>.Build.DenseIdentity(6);
            foreach (int item in order)
            {
                // A hidden unit's weights (w, c): w_i' = w_i + η y_i·c, c' = c + η y_i w_i.
                Matrix<double> update = Matrix<double>.Build.DenseIdentity(6);
                for (int output = 0; output < 3; output++)
                {
                    update[item, 3 + output] = rate * targets[output, item];
                    update[3 + output, item] = rate * targets[output, item];
                }
                epoch = update * epoch;
            }
            mean += epoch / orders.Length;
        }
        // s = 4 along (1, 1, 1)/√3, |y|² = 6.
        double growth = Math.Log(mean.Evd().EigenValues.Max(value => value.Real));
        DescentClock clock = DescentClock.OfOneHotItems(4, 1e-30, rate, 6);
        (Math.Log(clock.StrengthAfter(1) / 1e-30) / 2).ShouldBe(growth, tolerance: 0.05 * Math.Pow(4 * rate, 3));
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
        Refusal(() => DescentClock.OfOneHotItems(4, 0.1, 0.5, -1)).ShouldContain("|y|² of a target must be");
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
