using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace TheoryTests.Discrete;

public sealed class DescentMapTests
{
    [Theory]
    [InlineData(1, 1.3, 0.7, 0.2)]
    [InlineData(2, 1.3, 1, 0.01)]
    [InlineData(3, 1.3, 0.7, 0.05)]
    [InlineData(4, -0.8, 1, 0.4)]
    [InlineData(5, 1.3, 1, -0.3)]
    [InlineData(3, -1.3, 2, -0.05)]
    public void The_strength_is_that_of_layers_that_each_follow_their_own_gradient(
        int depth,
        double s,
        double d,
        double u0
    )
    {
        const double Rate = 0.07;
        double[] layers = new double[depth];
        Array.Fill(layers, Math.Pow(Math.Abs(u0), 1.0 / depth));
        layers[0] *= Math.Sign(u0);
        double[] strengths = new double[200];
        BalancedDescentMode mode = new(depth, s, d, u0, Rate);
        mode.Strengths(strengths);
        for (int step = 0; step < strengths.Length; step++)
        {
            double product = Product(layers);
            strengths[step].ShouldBe(product, tolerance: 1e-13);
            mode.StrengthAfter(step).ShouldBe(strengths[step]);
            // The derivative of ½d(s/d − Π a_k)² by a_l is −(s − dΠ) Π_{k≠l} a_k; all layers move at once.
            layers =
            [
                .. layers.Select((a, l) => a + Rate * (s - d * product) * Product(layers.Where((_, k) => k != l))),
            ];
        }
    }

    [Fact]
    public void The_pair_is_that_of_vectors_that_each_follow_their_own_gradient()
    {
        (double s, double d, double rate) = (1.7, 0.8, 0.11);
        double[] a = [0.1, -0.2, 0.05];
        double[] b = [0.02, 0.1, -0.3];
        LayerPair pair = LayerPair.Of(a, b);
        for (int step = 0; step < 100; step++)
        {
            double product = a.Zip(b, (x, y) => x * y).Sum();
            pair.Strength.ShouldBe(product, tolerance: 1e-13);
            pair.Size.ShouldBe(a.Concat(b).Sum(x => x * x), tolerance: 1e-13);
            double push = rate * (s - d * product);
            (a, b) = ([.. a.Zip(b, (x, y) => x + push * y)], [.. a.Zip(b, (x, y) => y + push * x)]);
            pair = pair.Next(s, d, rate);
        }
        pair.Strength.ShouldBe(s / d, tolerance: 1e-6);
        Should.Throw<ArgumentException>(() => LayerPair.Of([1, 2], [1])).Message.ShouldContain("are of 2 and 1");
    }

    [Fact]
    public void A_balanced_pair_is_the_balanced_map_of_two_layers()
    {
        BalancedDescentMode mode = new(2, 1.7, 0.8, 0.01, 0.11);
        LayerPair pair = new(0.01, 0.02);
        for (int step = 0; step < 60; step++)
        {
            pair.Strength.ShouldBe(mode.StrengthAfter(step), tolerance: 1e-13);
            pair = pair.Next(1.7, 0.8, 0.11);
        }
    }

    // τ and n share out the same time in ever smaller steps: the error of the first order method halves with the step.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Small_steps_tend_to_the_flow_in_first_order(int depth)
    {
        double flow = ModeSolutions.BalancedMode(depth, 1.3, 0.8, 0.2, 1).StrengthAt(2);
        double Error(int steps) =>
            new BalancedDescentMode(depth, 1.3, 0.8, 0.2, 2.0 / steps).StrengthAfter(steps) - flow;
        (Error(20_000) / Error(40_000)).ShouldBe(2, tolerance: 2e-3);
    }

    [Theory]
    [InlineData(1.3, 0.7, 0.2, 0.1)]
    [InlineData(1.3, 0.7, -0.2, 1.2)]
    [InlineData(-1.3, 0.7, 4, 2)]
    [InlineData(0.5, 0, 0.2, 0.1)]
    public void A_shallow_network_is_the_same_map_summed(double s, double d, double b0, double rate)
    {
        double b = b0;
        ShallowDescentMode mode = new(s, d, b0, rate);
        for (int step = 0; step < 300; step++)
        {
            mode.StrengthAfter(step).ShouldBe(b, tolerance: 1e-13 * (1 + step));
            b += rate * (s - d * b);
        }
    }

    [Fact]
    public void A_shallow_network_of_tiny_rate_loses_no_digits()
    {
        // b_n = s n η (1 − (n − 1)ηd/2 + …) for a start at 0; ρ itself would round to 1.
        new ShallowDescentMode(1.5, 1, 0, 1e-17)
            .StrengthAfter(1000)
            .ShouldBe(1.5e-14, tolerance: 1e-27);
        // The sheet's Euler steps: s − (s − .001)·.96^150.
        double exact = Math.Sqrt(3) - (Math.Sqrt(3) - 0.001) * Math.Pow(0.96, 150);
        new ShallowDescentMode(Math.Sqrt(3), 1, 0.001, 0.04).StrengthAfter(150).ShouldBe(exact, tolerance: 1e-13);
    }

    [Fact]
    public void Slightly_below_the_stability_limit_descent_converges_and_slightly_above_it_does_not()
    {
        foreach (
            (int depth, double s, double d) in new[]
            {
                (1, 1.3, 0.7),
                (2, 1.3, 0.7),
                (4, 0.6, 1),
                (10, 2.0 / 3, 1.0 / 3),
            }
        )
        {
            double limit = StabilityLimit.OfBalanced(depth, s, d);
            double start = s / d * (1 - 1e-6);
            double Missing(double rate) =>
                Math.Abs(new BalancedDescentMode(depth, s, d, start, rate).StrengthAfter(400) - s / d);
            Missing(0.99 * limit).ShouldBeLessThan(1e-7 * s / d);
            Missing(1.01 * limit).ShouldBeGreaterThan(1e-5 * s / d);
        }
    }

    // y = w_L ⋯ w_1 x, x uniform in (0, 1), slope 2: E[x²] = 1/3.
    [Theory]
    [InlineData(10, 0.172305)]
    [InlineData(30, 0.052365)]
    [InlineData(50, 0.030843)]
    [InlineData(51, 0.030222)]
    public void The_stability_limits_of_narrow_chains_are_known(int depth, double limit) =>
        StabilityLimit.OfBalanced(depth, 2.0 / 3, 1.0 / 3).ShouldBe(limit, tolerance: 5.1e-7);

    [Fact]
    public void The_balanced_solution_is_the_flattest()
    {
        double layer = Math.Pow(1.3 / 0.7, 1 / 3.0);
        double balanced = StabilityLimit.OfBalanced(3, 1.3, 0.7);
        StabilityLimit.OfChain([layer, layer, -layer], 0.7).ShouldBe(balanced, tolerance: 1e-14);
        StabilityLimit.OfChain([2 * layer, layer / 2, layer], 0.7).ShouldBeLessThan(balanced);
    }

    // Epochs to u = .9·2 of a chain of 15 equal weights w₀ at η = .02 (loss ½·mean, E[x²] = 1/3).
    [Theory]
    [InlineData(0.70, 611)]
    [InlineData(0.75, 257)]
    [InlineData(0.80, 117)]
    [InlineData(0.85, 58)]
    [InlineData(0.90, 30)]
    [InlineData(0.95, 17)]
    [InlineData(1.00, 8)]
    public void A_narrow_chain_needs_its_known_number_of_epochs(double weight, int epochs)
    {
        BalancedDescentMode mode = new(15, 2.0 / 3, 1.0 / 3, Math.Pow(weight, 15), 0.02);
        int reached = Enumerable.Range(0, 1000).First(step => mode.StrengthAfter(step) >= 1.8);
        reached.ShouldBe(epochs);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new BalancedDescentMode(0, 1, 1, 0.1, 1)).ShouldContain("L must be at least 1, but is 0");
        Refusal(() => new BalancedDescentMode(2, 1, 1, 0.1, -1)).ShouldContain("η must be finite and positive");
        Refusal(() => new BalancedDescentMode(2, 1, 1, 0.1, 1).StrengthAfter(-1))
            .ShouldContain("steps must be at least 0");
        Refusal(() => new ShallowDescentMode(1, -1, 0.1, 1)).ShouldContain("d must be finite and not negative");
        Refusal(() => StabilityLimit.OfBalanced(2, 0, 1)).ShouldContain("s must be finite and positive");
        Refusal(() => StabilityLimit.OfChain([1, 0], 1)).ShouldContain("a_2 must be finite and positive");
        Refusal(() => StabilityLimit.OfChain([], 1)).ShouldContain("at least one layer");
    }

    private static double Product(IEnumerable<double> factors) => factors.Aggregate(1.0, (product, x) => product * x);

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
