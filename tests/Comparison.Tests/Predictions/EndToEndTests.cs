using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class EndToEndTests
{
    private static readonly FlowSettings exactly = new(
        new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
        TimeConstant: 2.5,
        Until: 12
    );

    // Inputs whose Σ^x shares no direction with the modes: no mode has a solution there.
    private static readonly LearningTask skewed = new(
        Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1.5, 0.3, 0, 0.1 },
                { 0.3, 0.8, 0.2, 0 },
                { 0, 0.2, 1.1, -0.3 },
                { 0.1, 0, -0.3, 0.9 },
            }
        ),
        TestTasks.SheetSigmaYX
    );

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.0)]
    [InlineData(3, 0.2)]
    [InlineData(6, 0.0)]
    public void Balanced_layers_that_are_not_aligned_are_followed_by_their_product_alone(int depth, double decay)
    {
        RunResult run = Perform(new BalancedStart(0.2, seed: 3), depth, decay);
        var said = (Forecast.Curves)run.Trials[0].Predictions[0].Forecast;
        said.Standing.ShouldBe(Standing.Numerical);
        said.Assumptions.ShouldAllBe(assumption => assumption.Holds);
        // The tolerance of the simulation, 1e-12, times the growth of small differences while modes are learned.
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void Entries_of_the_map_and_eigenmodes_of_the_inputs_are_predicted_where_they_are_looked_at()
    {
        RunResult run = Perform(
            new BalancedStart(0.2, seed: 3),
            depth: 3,
            decay: 0,
            Observable.Entries,
            Observable.Eigenmodes
        );
        ErrorRow[] rows = [.. RunErrors.Of(run)];
        // 7 × 4 entries, and four eigenvalues of Σ^x that all differ.
        rows.Select(row => row.Observable).ShouldContain("w7_4");
        rows.Count(row => row.Observable.StartsWith('w')).ShouldBe(28);
        rows.Count(row => row.Observable.StartsWith('z')).ShouldBe(4);
        rows.Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9); // as above
    }

    [Fact]
    public void Of_weights_that_are_not_balanced_it_says_so()
    {
        RunResult run = Perform(new GaussianStart(0.1, seed: 1), depth: 3, decay: 0);
        var said = (Forecast.Curves)run.Trials[0].Predictions[0].Forecast;
        said.Assumptions.ShouldContain(assumption => !assumption.Holds);
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeGreaterThan(0.01);
    }

    private static RunResult Perform(IStart start, int depth, double decay, params Observable[] observe)
    {
        var plan = new RunPlan("run", [.. Enumerable.Repeat(5, depth - 1)], start, exactly with { WeightDecay = decay })
        {
            Sample = new SampleTimes.Every(0.5),
            Observe = observe.Length == 0 ? [Observable.Modes] : observe,
            Theories = [new TheoryPlan(new EndToEndPrediction())],
        };
        return Experiment.Perform(new Scenario("a", skewed, [plan])).Runs[0];
    }
}
