using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments.Sweeps;

public sealed class NoiseSweepTests
{
    // x = ±1 and y = ±1 in all four pairs: w* = 0, and no gradient's spread depends on w at first order.
    private static readonly LearningTask task = new(
        new DataSet(
            Matrix<double>.Build.DenseOfRowArrays([1.0, 1, 1, 1, 1]),
            Matrix<double>.Build.DenseOfRowArrays([1.0, -1, 0.5, -0.5, 1])
        )
    );

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    public void The_variance_of_drawn_items_is_the_one_predicted(double rate)
    {
        var descent = new DescentSettings(rate, Epochs: 40_000, Batch: 1, Loss.HalfSquared, new ItemOrder.Drawn(5));
        RunPlan run = new("noisy", [], new ConstantStart(0), descent) { Observe = [Observable.Modes] };
        SweepPlan plan = new(
            "noise",
            [new SweepAxis("rate", "rate", [new SweepPoint(rate)])],
            [new SweepMeasure.Variance("mode1")],
            [new SweepCell(task, run)]
        );
        SweepResult sweep = Experiment
            .Perform(new Scenario("noise", task, []) { Sweeps = [plan] })
            .Sweeps.ShouldHaveSingleItem();
        double measured = SweepRunTests.Column(sweep, "variance:mode1")[0];
        double predicted = SweepRunTests.Column(sweep, "variance:mode1@noise")[0];
        double[] ends =
        [
            SweepRunTests.Column(sweep, "variance:mode1.low")[0],
            SweepRunTests.Column(sweep, "variance:mode1.high")[0],
        ];
        // |x| = 1 for every item: the noise does not depend on the weight, and the formula is exact.
        predicted.ShouldBeInRange(ends[0], ends[1]);
        ends[1].ShouldBeLessThan(1.3 * ends[0]); // an interval that could not fail would prove nothing
        measured.ShouldBeInRange(ends[0], ends[1]);
    }
}
