using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class InfiniteDepthTests
{
    private static readonly LearningTask one = new(
        Matrix<double>.Build.DenseIdentity(1),
        Matrix<double>.Build.Dense(1, 1, 1.3)
    );

    [Fact]
    public void Deeper_chains_come_nearer_to_the_limit_as_one_over_their_depth()
    {
        double shallower = LargestDifference(layers: 40);
        double deeper = LargestDifference(layers: 80);
        // The next term of an expansion in 1/L is a few per cent of the first here.
        (shallower / deeper).ShouldBe(2, tolerance: 0.2);
    }

    [Fact]
    public void A_network_of_ten_layers_is_said_not_to_be_deep_enough()
    {
        Forecast.Curves said = Said(Perform(10));
        said.Standing.ShouldBe(Standing.Asymptotic);
        said.Assumptions[0].Holds.ShouldBeFalse();
        said.Assumptions[0].Measured.ShouldBe("L = 10");
        Said(Perform(120)).Assumptions.ShouldAllBe(assumption => assumption.Holds);
    }

    private static double LargestDifference(int layers)
    {
        Trial trial = Perform(layers);
        return Enumerable
            .Range(0, trial.Samples.RowCount)
            .Max(row => Math.Abs(trial.Samples["mode1"][row] - trial.Samples["mode1@infiniteDepth"][row]));
    }

    private static Forecast.Curves Said(Trial trial) => (Forecast.Curves)trial.Predictions[0].Forecast;

    private static Trial Perform(int layers)
    {
        // τ = L: the limit is the same curve for all of them, to 0.9 of s in T = 5.
        var flow = new FlowSettings(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-9, 1e-11),
            TimeConstant: layers,
            Until: 5
        );
        var start = new AlignedStart(one.Modes.OutputModes, one.Modes.InputModes, [0.3]);
        var plan = new RunPlan("chain", [.. Enumerable.Repeat(1, layers - 1)], start, flow)
        {
            Sample = new SampleTimes.Every(0.1),
            Theories = [new TheoryPlan(new InfiniteDepthPrediction(new InitialStrength.Prescribed(0.3)))],
        };
        return Experiment.Perform(new Scenario("a", one, [plan])).Runs[0].Trials[0];
    }
}
