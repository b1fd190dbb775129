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

    // One effective unit: u₁ᵀWv₁ tends to 2, and what mode 2 has of it decays. QQᵀ(t) of that unit is exact.
    [Fact]
    public void From_a_constant_start_the_rank_is_kept_and_mode_2_is_never_learned()
    {
        var task = new LearningTask(
            Matrix<double>.Build.DenseIdentity(2),
            Matrix<double>.Build.DenseOfDiagonalArray([2, 1])
        );
        var plan = new RunPlan("constant", [4], new ConstantStart(0.1), exactly with { TimeConstant = 1, Until = 40 })
        {
            Sample = new SampleTimes.Every(1),
            Observe = [Observable.Modes, Observable.SingularValues, Observable.Loss],
            Theories = [new TheoryPlan(new EndToEndPrediction()), new TheoryPlan(new MatrixPrediction(null))],
        };
        Trial trial = Experiment.Perform(new Scenario("a", task, [plan])).Runs[0].Trials[0];
        var said = (Forecast.Curves)trial.Predictions[0].Forecast;
        said.Validity.ShouldBe(new Validity(Standing.Numerical, 1e-10, Holds: true));
        said.Assumptions.ShouldContain(assumption => assumption.Measured.StartsWith("rank 1 of 2 modes"));
        foreach (string column in (string[])["mode1", "mode2", "sv1", "sv2", "loss"])
        {
            double[] exact = trial.Samples[$"{column}@matrix-trace"].ToArray();
            trial
                .Samples[$"{column}@endToEnd"]
                .ToArray()
                .Zip(exact, (one, other) => Math.Abs(one - other))
                .Max()
                .ShouldBeLessThan(1e-10 * Math.Max(exact.Max(), 1e-4), column); // sv2 is 0
        }
        trial.Samples["mode1@endToEnd"][^1].ShouldBe(2, tolerance: 1e-12);
        trial.Samples["mode2@endToEnd"][^1].ShouldBe(0, tolerance: 1e-12);
        trial.Samples["loss@endToEnd"][^1].ShouldBe(0.5, tolerance: 1e-12);
    }

    // Layers narrower than the task: a rank that the simulation, too, cannot lose. Long enough for rounding of 1e-17 to be learned
    // as a mode of its own, were it raised to a power 1/L.
    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 1, 1, 1 })]
    [InlineData(new[] { 6, 2, 6 })]
    [InlineData(new[] { 6, 6, 1, 6 })]
    public void A_rank_that_narrow_layers_hold_below_that_of_the_task_is_kept(int[] hidden)
    {
        RunResult run = Perform(
            new RunPlan(
                "narrow",
                hidden,
                new BalancedStart(0.2, seed: 3),
                exactly with
                {
                    TimeConstant = 1,
                    Until = 60,
                }
            )
        );
        var said = (Forecast.Curves)run.Trials[0].Predictions[0].Forecast;
        said.Validity.ShouldBe(new Validity(Standing.Numerical, 1e-10, Holds: true));
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9); // as above
    }

    private static RunResult Perform(IStart start, int depth, double decay, params Observable[] observe)
    {
        return Perform(
            new RunPlan("run", [.. Enumerable.Repeat(5, depth - 1)], start, exactly with { WeightDecay = decay })
            {
                Observe = observe.Length == 0 ? [Observable.Modes] : observe,
            }
        );
    }

    private static RunResult Perform(RunPlan plan) =>
        Experiment
            .Perform(
                new Scenario(
                    "a",
                    skewed,
                    [
                        plan with
                        {
                            Sample = new SampleTimes.Every(0.5),
                            Theories = [new TheoryPlan(new EndToEndPrediction())],
                        },
                    ]
                )
            )
            .Runs[0];
}
