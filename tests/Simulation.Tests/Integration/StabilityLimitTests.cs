using Dynamics.Simulation.Integration;

namespace SimulationTests.Integration;

public sealed class StabilityLimitTests
{
    // Of RK4 the real root of x³ − 4x² + 12x − 24, where its polynomial is 1 again; of Dormand–Prince R(−x) = 1 with the coefficients
    // 1, 1, 1/2, 1/6, 1/24, 1/120, 1/600, by bisection elsewhere.
    public static TheoryData<ButcherTableau, double> Limits { get; } =
        new()
        {
            { ButcherTableau.Euler, 2 },
            { ButcherTableau.Heun, 2 },
            { ButcherTableau.ClassicalRungeKutta, 2.785293563405282 },
            { ButcherTableau.DormandPrince, 3.306567892634946 },
        };

    [Theory, MemberData(nameof(Limits))]
    public void The_real_limit_is_where_the_stability_polynomial_leaves_one(ButcherTableau method, double limit) =>
        method.RealStabilityLimit.ShouldBe(limit, tolerance: 1e-9);

    [Theory, MemberData(nameof(Limits))]
    public void Steps_below_it_shrink_a_decay_and_steps_above_it_let_it_grow(ButcherTableau method, double limit)
    {
        After(1000, method, 0.99 * limit).ShouldBeLessThan(1);
        After(1000, method, 1.01 * limit).ShouldBeGreaterThan(1);
    }

    /// <summary>|y| after steps of dy/dt = −y from 1.</summary>
    private static double After(int steps, ButcherTableau method, double step)
    {
        var run = IntegrationRun.From(
            new Decay(),
            new StepRule.Fixed(method, step),
            new SampleTimes.At([steps * step]),
            [1],
            until: steps * step
        );
        run.MoveNext().ShouldBeTrue();
        return Math.Abs(run.State.Span[0]);
    }

    private sealed class Decay : IVectorField
    {
        public int Dimension => 1;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) =>
            derivative[0] = -state[0];
    }
}
