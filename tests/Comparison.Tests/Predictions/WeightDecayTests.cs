using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class WeightDecayTests
{
    private static readonly InitialStrength measured = new InitialStrength.Measured();

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(2, 0.4)]
    [InlineData(2, 1.2)] // above s = 1 of the pair, which dies out
    [InlineData(3, 0.4)]
    [InlineData(4, 0.3)]
    public void From_aligned_weights_the_balanced_solution_is_exact_under_decay(int depth, double decay)
    {
        foreach (LearningTask task in new[] { TestTasks.Sheet, TestTasks.Coloured })
        {
            var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [1.5, 0.6, 0.02, 0.02]);
            // Given the strengths themselves: matched to the tangent they would be a heuristic.
            RunResult run = Perform(task, depth, start, decay, new BalancedPrediction(new InitialStrength.Overlap()));
            Said(run).Standing.ShouldBe(Standing.Exact);
            RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9);
        }
    }

    [Fact]
    public void Two_layers_of_opposite_sign_are_unlearned_the_faster_for_the_decay()
    {
        LearningTask task = TestTasks.Sheet;
        Matrix<double> roots = Matrix<double>.Build.DenseOfDiagonalArray([
            .. new[] { 1.5, 0.6, 0.2, 0.2 }.Select(Math.Sqrt),
        ]);
        var start = new GivenStart([-roots * task.Modes.InputModes.Transpose(), task.Modes.OutputModes * roots]);
        RunResult run = Perform(task, 2, start, 0.4, new BalancedPrediction(new InitialStrength.Overlap()));
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9);
        run.Trials[0].Samples["mode1"][0].ShouldBe(-1.5, tolerance: 1e-12);
    }

    [Fact]
    public void Two_layers_keep_of_every_mode_what_exceeds_the_decay()
    {
        var start = new GaussianStart(0.01, seed: 1);
        RunResult run = Perform(TestTasks.Sheet, 2, start, 1.2, new ReferencePrediction(), until: 300);
        double[] last = [.. new[] { "mode1", "mode2", "block3-4" }.Select(name => run.Trials[0].Samples[name][^1])];
        last[0].ShouldBe(Math.Sqrt(7) - 1.2, tolerance: 1e-9);
        last[1].ShouldBe(Math.Sqrt(3) - 1.2, tolerance: 1e-9);
        last[2].ShouldBe(0, tolerance: 1e-9);
        // The integrator of the reference is the run's own, here at tighter tolerances.
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_hidden_layers_the_shallow_solution_is_exact_under_decay_from_any_start(bool isWhite)
    {
        LearningTask task = isWhite ? TestTasks.Sheet : TestTasks.Coloured;
        RunResult run = Perform(task, 1, new GaussianStart(1, seed: 2), 0.4, new ShallowPrediction(measured));
        Said(run).Standing.ShouldBe(Standing.Exact);
        RunErrors.Of(run).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-9);
    }

    [Theory]
    [InlineData("matrix")]
    [InlineData("twoInvariant")]
    [InlineData("sequential")]
    public void Theories_without_decay_say_so_and_name_those_that_know_it(string kind)
    {
        IPrediction prediction = kind switch
        {
            "matrix" => new MatrixPrediction(lambda: 0),
            _ => new TwoLayerModesPrediction(isSequential: kind == "sequential"),
        };
        RunResult run = Perform(TestTasks.Sheet, 2, new GaussianStart(0.01, seed: 1), 0.25, prediction);
        run.Trials[0]
            .Predictions[0]
            .Forecast.ShouldBeOfType<Forecast.None>()
            .Because.ShouldBe(
                "This is a theory of a flow without weight decay, but this run's weights decay, γ = 0.25. Take \"balanced\" or "
                    + "\"reference\", which know it."
            );
    }

    private static Forecast.Curves Said(RunResult run) =>
        run.Trials[0].Predictions[0].Forecast.ShouldBeOfType<Forecast.Curves>();

    private static RunResult Perform(
        LearningTask task,
        int depth,
        IStart start,
        double decay,
        IPrediction prediction,
        double until = 12
    )
    {
        var flow = new FlowSettings(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
            TimeConstant: 2.5,
            until
        )
        {
            WeightDecay = decay,
        };
        int[] hidden = [.. Enumerable.Repeat(4, depth - 1)];
        var plan = new RunPlan("decaying", hidden, start, flow)
        {
            Sample = new SampleTimes.Every(until / 12),
            Theories = [new TheoryPlan(prediction)],
        };
        return Experiment.Perform(new Scenario("decay", task, [plan])).Runs[0];
    }
}
