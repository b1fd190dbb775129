using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>Descent watched with Theory's eyes, against what can be worked out by hand.</summary>
public sealed class DescentTests
{
    private static readonly LearningTask task = new(
        new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX)
    );

    [Fact]
    public void A_shallow_full_batch_descent_is_a_geometric_series()
    {
        var settings = new DescentSettings(0.4, Epochs: 30, Batch: 4, Loss.HalfSquared, new ItemOrder.InTurn());
        Table samples = Run(new RunPlan("shallow", [], new GaussianStart(0.01, seed: 1), settings)).Samples;
        double start = samples["mode1"][0];
        // Half the sum of squares, mean over 4 items: the missing strength shrinks by exactly 1 − 0.4/4 an epoch.
        double expected = Math.Sqrt(7) + ((start - Math.Sqrt(7)) * Math.Pow(0.9, 30));
        samples["mode1"][30].ShouldBe(expected, tolerance: 1e-13);
    }

    [Fact]
    public void At_a_small_rate_the_flow_predicts_the_descent()
    {
        // Mean over 7 outputs, batches of 2 of 4 items: 2·0.02/(7·2) of flow time an epoch.
        var settings = new DescentSettings(0.02, Epochs: 4000, Batch: 2, Loss.MeanSquared, new ItemOrder.Shuffled(1));
        var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.01, 0.01, 0.01, 0.01]);
        Trial trial = Run(
            new RunPlan("deep", [8], start, settings)
            {
                Sample = new SampleTimes.Every(100),
                Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.01)))],
            }
        );
        double largest = Dynamics
            .Comparison.Agreement.CurveDifference.Between(
                trial.Samples["time"],
                trial.Samples["mode1"],
                trial.Samples["mode1@balanced"]
            )
            .Largest;
        // First order in ηs/…: a rate ten times larger would be off by ten times as much.
        largest.ShouldBeLessThan(0.05);
        largest.ShouldBeGreaterThan(1e-4);
    }

    // Half the sum of squares, all 4 one-hot items at once: flow of 0.4/4 an epoch, however E is meant.
    [Theory]
    [InlineData(MomentConvention.Sum)]
    [InlineData(MomentConvention.Mean)]
    public void The_theory_over_a_descent_is_the_same_curve_for_sums_and_for_means(MomentConvention convention)
    {
        var items = new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
        var settings = new DescentSettings(0.4, Epochs: 30, Batch: 4, Loss.HalfSquared, new ItemOrder.InTurn());
        RunPlan plan = new("shallow", [], new GaussianStart(0.01, seed: 1), settings)
        {
            Theories = [new TheoryPlan(new ShallowPrediction(new InitialStrength.Measured()))],
        };
        var scenario = new Scenario("descent", new LearningTask(items, convention), [plan]);
        Table samples = Experiment.Perform(scenario).Runs[0].Trials[0].Samples;
        double start = samples["mode1"][0];
        string theory = samples.Columns.Single(column => column.StartsWith("mode1@", StringComparison.Ordinal));
        double expected = Math.Sqrt(7) + ((start - Math.Sqrt(7)) * Math.Exp(-0.1 * 30));
        samples[theory][30].ShouldBe(expected, tolerance: 1e-12);
        samples["mode1"][30].ShouldBe(Math.Sqrt(7) + ((start - Math.Sqrt(7)) * Math.Pow(0.9, 30)), tolerance: 1e-12);
    }

    [Fact]
    public void A_flow_on_means_takes_as_many_times_longer_as_there_are_items()
    {
        var items = new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
        Table sums = Flow(new LearningTask(items, MomentConvention.Sum), step: 0.25);
        Table means = Flow(new LearningTask(items, MomentConvention.Mean), step: 1);
        for (int row = 0; row < sums.RowCount; row++)
        {
            means["mode1"][row].ShouldBe(sums["mode1"][row], tolerance: 1e-13);
        }
        means["time"][^1].ShouldBe(4 * sums["time"][^1]);

        static Table Flow(LearningTask task, double step) =>
            Experiment
                .Perform(
                    new Scenario(
                        "flow",
                        task,
                        [
                            new RunPlan(
                                "deep",
                                [8],
                                new GaussianStart(0.01, seed: 1),
                                new FlowSettings(
                                    new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, step),
                                    TimeConstant: 2,
                                    Until: 20 * step
                                )
                            ),
                        ]
                    )
                )
                .Runs[0]
                .Trials[0]
                .Samples;
    }

    [Fact]
    public void A_network_that_is_not_linear_has_no_linear_theory_and_says_why()
    {
        var settings = new DescentSettings(0.1, Epochs: 2, Batch: 1, Loss.MeanSquared, new ItemOrder.Shuffled(1));
        Trial trial = Run(
            new RunPlan("relu", [8], new TorchDefaultStart(seed: 1), settings)
            {
                Activation = Activation.Relu,
                Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured()))],
            }
        );
        trial
            .Predictions[0]
            .Forecast.ShouldBeOfType<Forecast.None>()
            .Because.ShouldBe("This is a theory of linear networks without biases, but this network has relu units.");
        trial.Samples.Columns.ShouldContain("trainLoss");
        double.IsNaN(trial.Samples["trainLoss"][0]).ShouldBeTrue();
        trial.Samples["trainLoss"][2].ShouldBeGreaterThan(0);
    }

    private static Trial Run(RunPlan plan) =>
        Experiment.Perform(new Scenario("descent", task, [plan])).Runs[0].Trials[0];
}
