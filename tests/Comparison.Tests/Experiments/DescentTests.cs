using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
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
                Sample = new Dynamics.Simulation.Integration.SampleTimes.Every(100),
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
