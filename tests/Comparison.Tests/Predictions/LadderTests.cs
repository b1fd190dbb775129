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

public sealed class LadderTests
{
    private static readonly FlowSettings exactly = new(
        new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
        TimeConstant: 2.5,
        Until: 15
    );

    [Fact]
    public void On_the_sheet_every_rung_is_nearer_than_the_one_before()
    {
        // Means over 20 seeds of the largest difference in modes 1 and 2, measured by an independent program: prescribed 2.04,
        // P/4 0.1, two invariants .08 ± .04, sequential .05, whole matrix .025.
        RunResult sheet = Perform(new GaussianStart(0.01, seed: 1), repeat: 20);
        Worst(sheet, "balanced").ShouldBe(2.04, tolerance: 0.1);
        Worst(sheet, "balanced-measured").ShouldBe(0.1, tolerance: 0.05);
        Worst(sheet, "twoInvariant").ShouldBe(0.08, tolerance: 0.04);
        Worst(sheet, "sequential").ShouldBe(0.05, tolerance: 0.025);
        Worst(sheet, "matrix").ShouldBe(0.025, tolerance: 0.01);
        Worst(sheet, "reference").ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void A_smaller_start_leaves_less_to_the_sequence_and_to_the_matrix_but_not_to_modes_alone()
    {
        RunResult small = Perform(new GaussianStart(1e-4, seed: 1), repeat: 8);
        Worst(small, "twoInvariant").ShouldBe(0.032, tolerance: 0.02);
        Worst(small, "sequential").ShouldBe(0.008, tolerance: 0.006);
        Worst(small, "matrix").ShouldBeLessThan(1e-3);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(-1.3)]
    public void The_matrix_is_exact_from_balanced_weights_of_its_lambda(double lambda)
    {
        SingularFour(out LearningTask task);
        IStart start = new LambdaBalancedStart(
            task.Modes.OutputModes,
            task.Modes.InputModes,
            [0.3, 0.1, 0.2, 0.05],
            lambda,
            hiddenDirections: null
        );
        var plan = new RunPlan("balanced", [4], start, exactly)
        {
            Sample = new SampleTimes.Every(1),
            Theories = [new TheoryPlan(new MatrixPrediction(lambda: null))],
        };
        RunResult run = Experiment.Perform(new Scenario("a", task, [plan])).Runs[0];
        Forecast.Curves said = run.Trials[0].Predictions[0].Forecast.ShouldBeOfType<Forecast.Curves>();
        said.Standing.ShouldBe(Standing.Exact);
        said.Assumptions.ShouldAllBe(assumption => assumption.Holds);
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void From_a_constant_start_the_matrix_of_one_effective_neuron_is_exact_and_the_loss_stops_at_five_halves()
    {
        var plan = new RunPlan("constant", [16], new ConstantStart(0.1), exactly with { Until = 25 })
        {
            Sample = new SampleTimes.Every(0.5),
            Theories = [new TheoryPlan(new MatrixPrediction(lambda: null)), new TheoryPlan(new MatrixPrediction(0))],
        };
        RunResult run = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0];
        var said = (Forecast.Curves)run.Trials[0].Predictions[0].Forecast;
        said.Assumptions.ShouldAllBe(assumption => assumption.Holds);
        said.Assumptions[0].Measured.ShouldBe("16 hidden units start as 1 that differ");
        // λ = 16 · (7 − 4) · 0.1², of one unit.
        said.Assumptions[1].Measured.ShouldBe("it is 0.48 times 1");
        ErrorRow[] rows = [.. RunErrors.Of(run)];
        rows.Where(row => row.Theory == "matrix-trace").Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-10);
        rows.Where(row => row.Theory == "matrix").Max(row => row.MaximumDifference.Value).ShouldBeGreaterThan(1e-3);
        // ½(3 + 1 + 1): √3, 1 and 1 stay.
        run.Trials[0].Samples["loss"][^1].ShouldBe(2.5, tolerance: 1e-8);
    }

    [Fact]
    public void One_input_and_one_output_are_one_mode_which_two_invariants_know_exactly()
    {
        var task = new LearningTask(Matrix<double>.Build.DenseIdentity(1), Matrix<double>.Build.Dense(1, 1, -1.7));
        var plan = new RunPlan("scalar", [5], new GaussianStart(0.4, seed: 3), exactly)
        {
            Sample = new SampleTimes.Every(0.5),
            Theories = [new TheoryPlan(new TwoLayerModesPrediction(isSequential: false))],
        };
        RunResult run = Experiment.Perform(new Scenario("a", task, [plan])).Runs[0];
        ((Forecast.Curves)run.Trials[0].Predictions[0].Forecast).Assumptions.ShouldAllBe(assumption =>
            assumption.Holds
        );
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Rungs_of_two_layers_refuse_other_depths_and_coloured_inputs_with_a_reason()
    {
        var plan = new RunPlan("deeper", [6, 6], new GaussianStart(0.01, seed: 1), exactly)
        {
            Sample = new SampleTimes.Every(5),
            Theories =
            [
                new TheoryPlan(new TwoLayerModesPrediction(isSequential: true)),
                new TheoryPlan(new MatrixPrediction(0)),
            ],
        };
        Trial trial = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0].Trials[0];
        trial
            .Predictions.Select(said => ((Forecast.None)said.Forecast).Because)
            .ShouldAllBe(reason => reason.Contains("L = 3"));

        Matrix<double> coloured = Matrix<double>.Build.DenseOfDiagonalArray([2, 1]);
        var task = new LearningTask(coloured, Matrix<double>.Build.DenseOfDiagonalArray([1.5, 0.5]));
        var two = new RunPlan("two", [3], new GaussianStart(0.01, seed: 1), exactly)
        {
            Sample = new SampleTimes.Every(5),
            Theories = [new TheoryPlan(new MatrixPrediction(0))],
        };
        Forecast forecast = Experiment
            .Perform(new Scenario("a", task, [two]))
            .Runs[0]
            .Trials[0]
            .Predictions[0]
            .Forecast;
        ((Forecast.None)forecast).Because.ShouldContain("white inputs");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_reference_is_admitted_at_every_depth_and_a_run_of_small_error_agrees_with_it(int hiddenLayers)
    {
        int[] hidden = [.. Enumerable.Repeat(5, hiddenLayers)];
        var plan = new RunPlan("run", hidden, new GaussianStart(0.1, seed: 2), exactly)
        {
            Sample = new SampleTimes.Every(3),
            Theories = [new TheoryPlan(new ReferencePrediction())],
        };
        RunResult run = Experiment.Perform(new Scenario("a", TestTasks.Coloured, [plan])).Runs[0];
        ((Forecast.Curves)run.Trials[0].Predictions[0].Forecast).Standing.ShouldBe(Standing.Numerical);
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void A_lambda_that_no_one_can_follow_has_no_curve_and_takes_no_time()
    {
        var plan = new RunPlan("deep", [4], new GaussianStart(0.01, seed: 1), exactly)
        {
            Sample = new SampleTimes.Every(5),
            Theories = [new TheoryPlan(new MatrixPrediction(1e300))],
        };
        Forecast forecast = Experiment
            .Perform(new Scenario("a", TestTasks.Sheet, [plan]))
            .Runs[0]
            .Trials[0]
            .Predictions[0]
            .Forecast;
        ((Forecast.None)forecast).Because.ShouldContain("Take a smaller λ");
    }

    [Fact]
    public void Without_a_closed_form_to_vouch_for_it_there_is_no_reference()
    {
        var task = new LearningTask(
            Matrix<double>.Build.DenseOfRowArrays([2, 0.5], [0.5, 1]),
            Matrix<double>.Build.DenseOfDiagonalArray([1.5, 0.5])
        );
        var plan = new RunPlan("two", [3], new GaussianStart(0.01, seed: 1), exactly)
        {
            Sample = new SampleTimes.Every(5),
            Theories = [new TheoryPlan(new ReferencePrediction())],
        };
        Forecast forecast = Experiment
            .Perform(new Scenario("a", task, [plan]))
            .Runs[0]
            .Trials[0]
            .Predictions[0]
            .Forecast;
        ((Forecast.None)forecast).Because.ShouldContain("do not share");
    }

    private static RunResult Perform(IStart start, int repeat)
    {
        var plan = new RunPlan("sheet", [16], start, exactly with { Until = repeat == 20 ? 15 : 25 })
        {
            Sample = new SampleTimes.Every(0.1),
            Observe = [Observable.Modes],
            Repeat = repeat,
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001))),
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured())),
                new TheoryPlan(new TwoLayerModesPrediction(isSequential: false)),
                new TheoryPlan(new TwoLayerModesPrediction(isSequential: true)),
                new TheoryPlan(new MatrixPrediction(0)),
                new TheoryPlan(new ReferencePrediction()),
            ],
        };
        return Experiment.Perform(new Scenario("a", TestTasks.Sheet, [plan])).Runs[0];
    }

    /// <summary>The larger of modes 1 and 2, of the means over seeds.</summary>
    private static double Worst(RunResult run, string theory) =>
        RunErrors
            .Of(run)
            .Where(row => row.Theory == theory && (row.Observable is "mode1" or "mode2"))
            .Max(row => row.MaximumDifference.Value);

    private static void SingularFour(out LearningTask task) =>
        task = new LearningTask(
            Matrix<double>.Build.DenseIdentity(4),
            Matrix<double>.Build.DenseOfRowArrays(
                [1.2, 0.3, -0.4, 0.1],
                [0.2, -0.9, 0.5, 0.3],
                [0.7, 0.1, 1.4, -0.6],
                [-0.3, 0.8, 0.2, 0.5]
            )
        );
}
