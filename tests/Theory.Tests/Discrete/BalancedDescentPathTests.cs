using Dynamics.Theory.Discrete;

namespace TheoryTests.Discrete;

public sealed class BalancedDescentPathTests
{
    [Theory]
    [InlineData(1, -0.2)]
    [InlineData(2, 0.01)]
    [InlineData(4, -0.05)]
    public void Whole_steps_are_those_of_layers_that_each_follow_their_own_gradient_at_the_rate_of_the_step(
        int depth,
        double u0
    )
    {
        (double s, double d) = (1.3, 0.7);
        BalancedDescentPath path = new(depth, s, d, u0, Rate);
        double[] layers = new double[depth];
        Array.Fill(layers, Math.Pow(Math.Abs(u0), 1.0 / depth));
        layers[0] *= Math.Sign(u0);
        for (int step = 0; step < 120; step++)
        {
            double product = Product(layers);
            path.StrengthAt(step).ShouldBe(product, tolerance: 1e-13);
            layers =
            [
                .. layers.Select(
                    (a, l) => a + Rate(step) * (s - d * product) * Product(layers.Where((_, k) => k != l))
                ),
            ];
        }
    }

    [Fact]
    public void Between_steps_the_path_is_straight_and_times_may_come_in_any_order()
    {
        BalancedDescentPath path = new(2, 1.3, 1, 0.1, Rate);
        double seventh = path.StrengthAt(7);
        double third = path.StrengthAt(3);
        double fourth = path.StrengthAt(4);
        path.StrengthAt(3.25).ShouldBe(0.75 * third + 0.25 * fourth, tolerance: 1e-15);
        path.StrengthAt(0).ShouldBe(0.1);
        path.StrengthAt(7).ShouldBe(seventh);
        fourth.ShouldBeGreaterThan(third);
    }

    [Fact]
    public void What_leaves_the_range_of_a_double_spoils_no_step_before_it()
    {
        BalancedDescentPath path = new(3, 2, 1, 0.1, _ => 5);
        int first = Enumerable.Range(0, 100).First(step => !double.IsFinite(path.StrengthAt(step)));
        first.ShouldBeGreaterThan(2);
        path.StrengthAt(first - 1).ShouldBe(new BalancedDescentMode(3, 2, 1, 0.1, 5).StrengthAfter(first - 1));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new BalancedDescentPath(2, 1, 1, 0.1, _ => -1)).ShouldContain("η must be finite and positive");
        BalancedDescentPath path = new(2, 1, 1, 0.1, _ => 1);
        Refusal(() => path.StrengthAt(-1)).ShouldContain("t must be finite and not negative");
        Refusal(() => path.StrengthAt(1e10)).ShouldContain("More than 2147483646 steps");
    }

    private static double Rate(int step) => 0.1 / (1 + step / 30.0);

    private static double Product(IEnumerable<double> factors) => factors.Aggregate(1.0, (product, x) => product * x);

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
