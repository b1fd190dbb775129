using Dynamics.Theory.Chains;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Chains;

public sealed class ChainLandscapeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Gradient_and_curvature_are_the_differences_of_the_loss(int depth)
    {
        ChainLandscape landscape = new(depth, -1.3, 0.7);
        double[] layers = [.. Tasks(depth)];
        double[] gradient = landscape.GradientAt(layers);
        Matrix<double> hessian = landscape.HessianAt(layers);
        const double H = 1e-5; // central differences: H² of a third derivative, and ε/H of rounding
        for (int l = 0; l < depth; l++)
        {
            double[] up = [.. layers];
            double[] down = [.. layers];
            up[l] += H;
            down[l] -= H;
            gradient[l].ShouldBe((landscape.LossAt(up) - landscape.LossAt(down)) / (2 * H), 1e-8);
            for (int k = 0; k < depth; k++)
            {
                hessian[l, k].ShouldBe((landscape.GradientAt(up)[k] - landscape.GradientAt(down)[k]) / (2 * H), 1e-8);
            }
        }
    }

    [Fact]
    public void Two_layers_have_a_saddle_of_curvatures_s_at_the_origin_and_a_hyperbola_of_minima()
    {
        ChainLandscape landscape = new(2, -1.5, 0.5);
        landscape.Origin.Kind.ShouldBe(CriticalPointKind.Saddle);
        landscape.Origin.Eigenvalues.ShouldBe([1.5, -1.5]);
        landscape.Target.ShouldBe(-3);
        ChainCriticalPoint minimum = landscape.CriticalPointAt([2, -1.5]).ShouldNotBeNull();
        minimum.Kind.ShouldBe(CriticalPointKind.Minimum);
        minimum.Eigenvalues.ShouldBe([0.5 * (4 + 2.25), 0]);
        landscape.LossAt([2, -1.5]).ShouldBe(0);
        landscape.CriticalPointAt([2, 0]).ShouldBeNull();
    }

    [Theory]
    [InlineData(3, 0, CriticalPointKind.FlatSaddle, 3)]
    [InlineData(5, 0, CriticalPointKind.FlatSaddle, 5)]
    [InlineData(5, 2, CriticalPointKind.FlatSaddle, 3)]
    [InlineData(5, 3, CriticalPointKind.Saddle, 2)]
    public void The_loss_next_to_a_saddle_falls_with_the_power_that_is_its_order(
        int depth,
        int others,
        CriticalPointKind kind,
        int order
    )
    {
        ChainLandscape landscape = new(depth, 1.2, 0.8);
        double[] layers = new double[depth];
        Array.Fill(layers, 0.9, 0, others);
        ChainCriticalPoint point = landscape.CriticalPointAt(layers).ShouldNotBeNull();
        (point.Kind, point.Order).ShouldBe((kind, order));
        point
            .Eigenvalues.Max()
            .ShouldBe(landscape.HessianAt(layers).Evd(Symmetricity.Symmetric).EigenValues.Max(v => v.Real), 1e-14);
        double near = Fall(landscape, layers, others, 1e-2);
        // The next power is another L − others higher: 1e-2 of it is 1e-4 at least.
        Math.Log2(Fall(landscape, layers, others, 2e-2) / near).ShouldBe(order, 1e-2);
        near.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void With_nothing_to_learn_the_origin_is_a_minimum_of_twice_the_order()
    {
        new ChainLandscape(2, 0, 1).Origin.ShouldSatisfyAllConditions(
            origin => origin.Kind.ShouldBe(CriticalPointKind.Minimum),
            origin => origin.Order.ShouldBe(4),
            origin => origin.Eigenvalues.ShouldBe([0, 0])
        );
        ChainCriticalPoint axis = new ChainLandscape(2, 0, 0.5).CriticalPointAt([3, 0]).ShouldNotBeNull();
        (axis.Order, axis.Eigenvalues[0]).ShouldBe((2, 4.5));
    }

    [Theory]
    [InlineData(new[] { 0.5, -0.5 }, 1.0, true)]
    [InlineData(new[] { 0.5, 0.5 }, -1.0, true)]
    [InlineData(new[] { 0.5, 0.5 }, 1.0, false)]
    [InlineData(new[] { 0.5, -0.6 }, 1.0, false)]
    [InlineData(new[] { 0.5, -0.5, 0.7 }, 1.0, true)]
    [InlineData(new[] { 0.5, 0.5, 0.3 }, -1.0, false)]
    [InlineData(new[] { 0.0, 0.0, 0.7 }, 1.0, true)]
    [InlineData(new[] { 0.0, 0.1, 0.7 }, 1.0, false)]
    public void The_flow_ends_on_a_saddle_exactly_where_the_chains_solution_ends_at_zero(
        double[] layers,
        double s,
        bool ends
    )
    {
        new ChainLandscape(layers.Length, s, 0.8).FlowEndsOnSaddle(layers).ShouldBe(ends);
        (new ScalarChain(layers, s, 0.8, timeConstant: 1).FinalStrength == 0).ShouldBe(ends);
    }

    [Theory]
    [InlineData(0.5, 0.15, true)]
    [InlineData(-1.8, 0.6, true)]
    [InlineData(2.0, 0.99, true)]
    [InlineData(2.0, 1.01, false)]
    public void On_the_anti_diagonal_descent_stays_there_and_its_steps_decide_between_saddle_and_infinity(
        double first,
        double rate,
        bool ends
    )
    {
        (double s, double d) = (0.8, 0.3); // |s| + 4d = 2: the edge from 2 is at η = 1
        ChainLandscape landscape = new(2, s, d);
        landscape.DescentEndsOnSaddle([first, -first], rate).ShouldBe(ends);
        double[] layers = [first, -first];
        for (int step = 0; step < 4000 && Math.Abs(layers[0]) < 1e3; step++)
        {
            double[] gradient = landscape.GradientAt(layers);
            layers = [layers[0] - rate * gradient[0], layers[1] - rate * gradient[1]];
            layers[1].ShouldBe(-layers[0]);
        }
        (Math.Abs(layers[0]) < 1e-6).ShouldBe(ends);
    }

    [Theory]
    [InlineData(0.5, -0.5, 0.005056, -0.005056)] // onto the saddle
    [InlineData(0.55, -0.45, 0.986213, 0.947713)]
    [InlineData(-1.8, 1.7, -1.043711, -0.937106)]
    public void Forty_steps_down_the_gradient_end_where_they_are_known_to(
        double w1,
        double w2,
        double end1,
        double end2
    )
    {
        // y = x, E[x²] = .351852, rate .15 on the mean square without ½: twice the rate here.
        ChainLandscape landscape = new(2, 0.351852, 0.351852);
        double[] layers = [w1, w2];
        for (int step = 0; step < 40; step++)
        {
            double[] gradient = landscape.GradientAt(layers);
            layers = [layers[0] - 0.3 * gradient[0], layers[1] - 0.3 * gradient[1]];
        }
        // Known to six decimals, as E[x²] is.
        layers[0].ShouldBe(end1, 2e-6);
        layers[1].ShouldBe(end2, 2e-6);
    }

    [Fact]
    public void A_step_can_throw_a_start_onto_the_anti_diagonal()
    {
        // d a₁a₂ = s + 1/η: then a₁ + a₂ is multiplied by 1 + η(s − d a₁a₂) = 0.
        (double s, double d, double rate) = (0.8, 0.5, 0.5);
        ChainLandscape landscape = new(2, s, d);
        double[] start = [2, (s + 1 / rate) / d / 2];
        double[] gradient = landscape.GradientAt(start);
        (start[0] - rate * gradient[0] + start[1] - rate * gradient[1]).ShouldBe(0, 1e-15);
        landscape.DescentEndsOnSaddle(start, rate).ShouldBeFalse();
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refusal(() => new ChainLandscape(1, 1, 1)).ShouldContain("L must be at least 2");
        Refusal(() => new ChainLandscape(3, 1, 1).LossAt([1, 2])).ShouldContain("needs that many finite layers");
        Refusal(() => new ChainLandscape(3, 1, 1).DescentEndsOnSaddle([1, 1, 1], 1)).ShouldContain("known for L = 2");
    }

    private static double Fall(ChainLandscape landscape, double[] layers, int others, double step)
    {
        double[] moved = [.. layers.Select((layer, l) => l < others ? layer : step)];
        return landscape.LossAt(layers) - landscape.LossAt(moved);
    }

    private static IEnumerable<double> Tasks(int depth) => Modes.Tasks.Random(depth, 1, seed: 8).Enumerate();

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
