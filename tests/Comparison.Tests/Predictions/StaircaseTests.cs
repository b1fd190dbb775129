using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class StaircaseTests
{
    private static readonly FlowSettings flow = new(
        new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, 1e-10),
        TimeConstant: 2.5,
        Until: 15
    );

    [Fact]
    public void On_the_sheet_the_loss_stands_at_6_and_2_5_and_1_between_the_half_rises()
    {
        var said = (Forecast.Curves)Predict(0.001, hidden: [16]);
        said.Standing.ShouldBe(Standing.Asymptotic);
        said.Observables.ShouldBe(["loss"]);
        // Half-rises of a(0) = 0.001 at 3.723107, 5.381254 and, both at once, 8.633443.
        At(said, 3.7231).ShouldBe(6, tolerance: 1e-14);
        At(said, 3.7232).ShouldBe(2.5, tolerance: 1e-14);
        At(said, 5.3813).ShouldBe(1, tolerance: 1e-14);
        At(said, 8.6335).ShouldBe(0);
    }

    [Fact]
    public void A_start_that_is_not_small_is_said_to_be_so()
    {
        var said = (Forecast.Curves)Predict(0.1, hidden: [16]);
        said.Assumptions[0].Holds.ShouldBeFalse();
        said.Assumptions[0].Measured.ShouldBe("largest a₀/s 0.1");
    }

    [Fact]
    public void A_shallow_network_has_no_plateaus() =>
        Predict(0.001, hidden: []).ShouldBeOfType<Forecast.None>().Because.ShouldContain("learns all modes at once");

    private static Forecast Predict(double strength, int[] hidden)
    {
        var plan = new RunPlan("run", hidden, new ConstantStart(0), flow);
        Architecture architecture = plan.ArchitectureFor(TestTasks.Sheet);
        Matrix<double>[] weights =
        [
            .. Enumerable
                .Range(0, architecture.Sizes.Depth)
                .Select(layer =>
                    Matrix<double>.Build.Dense(architecture.Sizes.Rows(layer), architecture.Sizes.Columns(layer))
                ),
        ];
        return new StaircasePrediction(new InitialStrength.Prescribed(strength)).Predict(
            new PredictionContext(TestTasks.Sheet, weights, architecture, flow)
        );
    }

    private static double At(Forecast.Curves said, double time)
    {
        double[] value = new double[1];
        said.At(time, value);
        return value[0];
    }
}
