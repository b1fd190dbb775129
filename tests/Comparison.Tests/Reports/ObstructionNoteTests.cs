using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

public sealed class ObstructionNoteTests
{
    // s = 2, 1, det > 0.
    private static readonly LearningTask square = new(
        Matrix<double>.Build.DenseIdentity(2),
        Matrix<double>.Build.DenseOfDiagonalArray([2, 1])
    );

    [Fact]
    public void A_layer_narrower_than_the_task_is_named_and_the_simulated_loss_stops_where_it_says()
    {
        RunResult run = Run(TestTasks.Sheet, [2], new GaussianStart(0.01, seed: 1), until: 100, out string notes);
        // ½(s₃² + s₄²) = 1.
        notes.ShouldContain(
            "**Obstruction.** Hidden layer 1 is 2 wide, but the task has 4 modes: at most 2 can be learned, and the loss "
                + "stays at 1 or above. Take 4 or more units."
        );
        FinalLoss(run).ShouldBe(1, tolerance: 1e-6);
    }

    [Fact]
    public void A_determinant_of_the_wrong_sign_is_named_with_the_time_for_which_the_run_stays_on_the_saddle()
    {
        RunResult run = Run(square, [2], Diagonal(0.1, -0.1), until: 20, out string notes);
        notes.ShouldContain("sign det W(0) is not that of det Σ^yx");
        notes.ShouldContain("the loss stays at 0.5 or above");
        // 30 τ/s_min, τ = 2.5, s_min = 1.
        notes.ShouldContain("Floating point follows the flow until about t = 75;");
        FinalLoss(run).ShouldBe(0.5, tolerance: 1e-5);

        Run(square, [2], Diagonal(0.1, 0.1), until: 20, out string none);
        none.ShouldNotContain("Obstruction");
    }

    [Fact]
    public void A_theory_of_the_start_at_hand_ends_where_rounding_decides_and_is_compared_until_there()
    {
        // 30 τ/s_min = 75; at t = 150 rounding has long learned the mode that the flow never learns.
        RunPlan plan = Plan([2], Diagonal(0.1, -0.1), until: 200) with
        {
            Sample = new SampleTimes.Every(25),
            Theories =
            [
                new TheoryPlan(new MatrixPrediction(lambda: 0)) { Tolerance = 1e-6 },
                new TheoryPlan(new TwoLayerModesPrediction(isSequential: false)) { Tolerance = 1e-6 },
                new TheoryPlan(new ReferencePrediction()) { Tolerance = 1e-6 },
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.01))),
            ],
        };
        ExperimentResult result = Experiment.Perform(new Scenario("s", square, [plan]));
        Trial trial = result.Runs[0].Trials[0];
        foreach (string theory in new[] { "matrix", "twoInvariant", "reference" })
        {
            double[] predicted = trial.Samples[$"mode2@{theory}"].ToArray();
            predicted.Select(double.IsNaN).ShouldBe([false, false, false, false, true, true, true, true, true]);
            trial.SamplesOf(theory).ShouldBe(4);
        }
        trial.Samples["mode2@balanced"].ToArray().ShouldNotContain(double.NaN);
        ToleranceMiss.Of(result).ShouldBeEmpty();
        result.Errors.Where(row => row.Theory != "balanced").ShouldAllBe(row => row.MaximumDifference.Value < 1e-6);
        Notes(square, result.Runs[0]).ShouldContain("it ends at t = 75, the run at 200");
        // A run that ends before is spoken of to its end.
        Experiment
            .Perform(new Scenario("s", square, [plan with { Learning = plan.Flow() with { Until = 50 } }]))
            .Runs[0]
            .Trials[0]
            .Samples["mode2@matrix"]
            .ToArray()
            .ShouldNotContain(double.NaN);
    }

    [Fact]
    public void Of_an_ensemble_it_says_how_many_seeds_it_binds()
    {
        RunPlan plan = Plan([2], new BalancedStart(0.01, seed: 1), until: 20) with { Repeat = 12 };
        RunResult run = Experiment.Perform(new Scenario("s", square, [plan])).Runs[0];
        int bound = run.Trials.Count(trial => trial.Samples["loss"][^1] > 0.4);
        bound.ShouldBeInRange(1, 11);
        int first = run.Trials.First(trial => trial.Samples["loss"][^1] > 0.4).Seed!.Value;
        Notes(square, run)
            .ShouldContain($"**Obstruction.** {bound} of 12 seeds; of seed {first}: The layers are balanced");
    }

    [Fact]
    public void A_start_that_can_learn_everything_is_not_spoken_of()
    {
        Run(TestTasks.Sheet, [16], new GaussianStart(0.01, seed: 1), until: 1, out string notes);
        notes.ShouldBe("# What each theory needs, and what its run gives it\n");
    }

    private static GivenStart Diagonal(double first, double second) =>
        new([
            Matrix<double>.Build.DenseOfDiagonalArray([first, first]),
            Matrix<double>.Build.DenseOfDiagonalArray([first, second]),
        ]);

    private static RunResult Run(LearningTask task, int[] hidden, IStart start, double until, out string notes)
    {
        RunResult run = Experiment.Perform(new Scenario("s", task, [Plan(hidden, start, until)])).Runs[0];
        notes = Notes(task, run);
        return run;
    }

    private static RunPlan Plan(int[] hidden, IStart start, double until) =>
        new(
            "run",
            hidden,
            start,
            new FlowSettings(
                new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-10, 1e-12),
                TimeConstant: 2.5,
                Until: until
            )
        )
        {
            Sample = new SampleTimes.Every(until / 4),
            Observe = [Observable.Modes, Observable.Loss],
        };

    private static string Notes(LearningTask task, RunResult run) =>
        TheoryNotes.Markdown(new ExperimentResult(new Scenario("s", task, [run.Plan]), [run]));

    private static double FinalLoss(RunResult run) => run.Trials[0].Samples["loss"][^1];
}
