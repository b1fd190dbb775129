using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using static ComparisonTests.Predictions.DescentRuns;

namespace ComparisonTests.Predictions;

/// <summary>The theories of descent over descents that were really made.</summary>
public sealed class DescentPredictionTests
{
    private static readonly InitialStrength measured = new InitialStrength.Measured();
    private static readonly LearningTask tree = Tree(features: 40);

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 6)]
    [InlineData(3, 3)]
    public void Full_batch_descent_from_an_aligned_start_is_the_exact_map_at_every_epoch_and_schedule(
        int depth,
        double rate
    )
    {
        RateSchedule[] schedules =
        [
            new RateSchedule.Constant(),
            new RateSchedule.Stepwise(20, 0.5),
            new RateSchedule.Cosine(0),
            new RateSchedule.Inverse(30),
        ];
        foreach (RateSchedule schedule in schedules)
        {
            DescentSettings settings = Descent(tree, rate, 80, Loss.MeanSquared) with { Schedule = schedule };
            Trial trial = Run(
                tree,
                Plan(depth, Aligned(tree, 0.1), settings, new BalancedDescentPrediction(measured), Flow(0.1))
            );
            if (depth < 3)
            {
                Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
                Said(trial, 0).Standing.ShouldBe(Standing.Exact);
            }
            foreach (string column in trial.Targets.Keys)
            {
                Largest(trial, column, "balancedDescent-measured").ShouldBeLessThan(1e-12, $"{column} {schedule}");
            }
            trial.Samples["mode1"][80].ShouldBeGreaterThan(0.9 * tree.Modes.SingularValues[0]);
        }
    }

    [Fact]
    public void The_exact_map_knows_what_the_flow_does_not()
    {
        Trial trial = Run(
            tree,
            Plan(
                2,
                Aligned(tree, 0.1),
                Descent(tree, 1, 80, Loss.MeanSquared),
                new BalancedDescentPrediction(new InitialStrength.Prescribed(0.1)),
                Flow(0.1)
            )
        );
        Largest(trial, "mode1", "balancedDescent").ShouldBeLessThan(1e-12);
        Largest(trial, "mode1", "balanced").ShouldBeGreaterThan(0.1);
        Said(trial, 1).Standing.ShouldBe(Standing.Asymptotic);
    }

    [Fact]
    public void A_deep_start_that_is_balanced_and_aligned_is_measured_exactly()
    {
        Trial trial = Run(
            tree,
            Plan(
                3,
                Aligned(tree, 0.1),
                Descent(tree, 0.1, 2, Loss.MeanSquared),
                new BalancedPrediction(measured),
                new BalancedDescentPrediction(measured)
            )
        );
        Said(trial, 0).Standing.ShouldBe(Standing.Asymptotic); // the flow of a descent
        Said(trial, 1).Standing.ShouldBe(Standing.Exact);
        Said(trial, 1).Assumptions.Count.ShouldBe(3);
        Said(trial, 1).Assumptions.ShouldAllBe(assumption => assumption.Holds);
        Said(trial, 1).Assumptions[^1].Statement.ShouldContain("balanced, aligned weights");
    }

    [Fact]
    public void A_start_that_is_not_balanced_does_not_fail_a_heuristic_but_shows_its_norms()
    {
        Trial trial = Run(
            tree,
            Plan(
                3,
                new TorchDefaultStart(seed: 1),
                Descent(tree, 0.1, 2, Loss.MeanSquared),
                new BalancedPrediction(measured),
                new BalancedDescentPrediction(measured),
                new BalancedDescentPrediction(new InitialStrength.Overlap())
            )
        );
        for (int theory = 0; theory < 2; theory++)
        {
            Said(trial, theory).Standing.ShouldBe(Standing.Heuristic);
            Said(trial, theory).Assumptions.ShouldAllBe(assumption => assumption.Holds);
            Said(trial, theory).Assumptions[0].Measured.ShouldContain("‖W_l‖ = ");
        }
        Said(trial, 2).Assumptions.ShouldContain(needed => !needed.Holds && needed.Statement.StartsWith("balanced"));
    }

    [Fact]
    public void Where_there_is_no_theory_of_a_descent_the_reason_says_what_to_do()
    {
        IPrediction map = new BalancedDescentPrediction(measured);
        IPrediction clock = new DescentClockPrediction(measured);
        FlowSettings flow = new(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 1, Until: 1);
        DescentSettings full = Descent(tree, 0.1, 2, Loss.MeanSquared);

        None(map, tree, 2, flow).ShouldContain("this run is a flow");
        None(clock, tree, 2, flow).ShouldContain("this run is a flow");
        None(map, tree, 2, full with { Batch = 3 }).ShouldContain("a step sees 3 of 8 items");
        None(clock, tree, 2, full with { Batch = 3 }).ShouldContain("a step sees 3 of 8 items. Give");
        None(map, tree, 2, full with { Loss = Loss.CrossEntropy }).ShouldStartWith("Cross-entropy has no flow time");
        None(clock, tree, 2, full with { Loss = Loss.CrossEntropy }).ShouldStartWith("Cross-entropy has no flow time");
        None(map, tree, 2, full, Activation.Tanh).ShouldContain("this network has tanh units");
        None(clock, tree, 2, full, Activation.Tanh).ShouldContain("this network has tanh units");
        None(clock, tree, 1, full).ShouldContain("this network has L = 1. Of one layer \"balancedDescent\" is exact");
        None(clock, tree, 3, full).ShouldContain("the flow is nearer");
        None(clock, tree, 2, full with { Schedule = new RateSchedule.Cosine(0) }).ShouldContain("rate changes");

        // Inputs in which the modes of Σ^yx are not independent.
        Matrix<double> inputs = Matrix<double>.Build.DenseOfDiagonalArray([2, 1, 1, 1]);
        LearningTask turned = new(new DataSet(inputs, TestTasks.SheetSigmaYX));
        DescentSettings four = Descent(turned, 0.1, 2, Loss.MeanSquared);
        None(map, turned, 2, four).ShouldStartWith("Σ^x and Σ^yx do not share their input directions");
        None(clock, turned, 2, four).ShouldStartWith("Σ^x and Σ^yx do not share their input directions");
        None(clock, turned, 2, four with { Batch = 1 }).ShouldContain("1 of 4 items, which are not one-hot");
    }

    // s = √7 of four items: η_c = 2/(2√7) of flow time, at ½|ŷ − y|² a rate of 4/√7 in full batch = 1.512 and of B/√7 in batches of B.
    private static string None(
        IPrediction prediction,
        LearningTask task,
        int depth,
        LearningRule learning,
        Activation? activation = null
    )
    {
        Architecture architecture = new(
            new LayerSizes(task.Moments.Inputs, [.. Enumerable.Repeat(10, depth - 1)], task.Moments.Outputs)
        )
        {
            Activation = activation ?? Activation.Identity,
        };
        double[] weights = new double[architecture.Sizes.Count];
        new GaussianStart(0.01, seed: 1).Fill(architecture.Sizes, weights);
        var view = new NetworkView(architecture.Sizes, weights);
        Matrix<double>[] layers =
        [
            .. Enumerable
                .Range(0, depth)
                .Select(layer =>
                    Matrix<double>.Build.Dense(view[layer].Rows, view[layer].Columns, view[layer].Values.ToArray())
                ),
        ];
        return prediction
            .Predict(new PredictionContext(task, layers, architecture, learning))
            .ShouldBeOfType<Forecast.None>()
            .Because;
    }
}
