using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;

namespace TheoryTests.Discrete;

public sealed class LayerPairPathTests
{
    private const double S = 1.3;
    private const double D = 0.7;

    [Fact]
    public void Whole_steps_are_those_of_two_vectors_that_each_follow_their_own_gradient_at_the_rate_of_the_step()
    {
        double[] a = [0.3, -0.2, 0.1];
        double[] b = [-0.1, 0.4, 0.2];
        TwoLayerStart start = new(
            a.Zip(b, (x, y) => (x + y) * (x + y)).Sum(),
            a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()
        );
        LayerPairPath path = new(S, D, start, Rate);
        for (int step = 0; step < 120; step++)
        {
            double u = a.Zip(b, (x, y) => x * y).Sum();
            path.StrengthAt(step).ShouldBe(u, tolerance: 1e-13);
            double push = Rate(step) * (S - D * u);
            (a, b) = ([.. a.Zip(b, (x, y) => x + push * y)], [.. b.Zip(a, (y, x) => y + push * x)]);
        }
    }

    [Fact]
    public void From_a_balanced_start_it_is_the_path_of_a_balanced_mode()
    {
        LayerPairPath pair = new(S, D, new TwoLayerStart(Growing: 0.04, Decaying: 0), Rate);
        BalancedDescentPath balanced = new(2, S, D, 0.01, Rate);
        foreach (double time in new[] { 0, 3, 3.25, 40, 7 })
        {
            pair.StrengthAt(time).ShouldBe(balanced.StrengthAt(time), tolerance: 1e-14);
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new LayerPairPath(S, D, new(1, 1), _ => 0)).ShouldContain("η must be finite and positive");
        Refusal(() => new LayerPairPath(S, -1, new(1, 1), Rate)).ShouldContain("d must be finite and not negative");
        Refusal(() => new LayerPairPath(S, D, new(-1, 1), Rate)).ShouldContain("P must be finite and not negative");
        Refusal(() => new LayerPairPath(S, D, new(1, 1), Rate).StrengthAt(-1)).ShouldContain("t must be finite");
    }

    private static double Rate(int step) => 0.1 / (1 + step / 30.0);

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
