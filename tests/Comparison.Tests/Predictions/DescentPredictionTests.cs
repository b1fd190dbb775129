using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>The theories of descent over descents that were really made.</summary>
public sealed class DescentPredictionTests
{
    private static readonly InitialStrength measured = new InitialStrength.Measured();
    private static readonly LearningTask tree = Tree(features: 40);

    // Moments of the Neuromatch hierarchy as they are expected: F = 10⁴, b = 2, D = 3, ε = .15; eight features in place of 10⁴ have
    // the same modes. Half the sum of squares at this rate takes the flow time of an epoch that MSE at 100 takes there, .0025.
    private static readonly LearningTask neuromatch = Neuromatch();
    private const double NeuromatchRate = 8 * 0.0025;

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
    public void The_clock_of_full_batches_is_within_an_epoch_of_the_Neuromatch_half_rises_where_flow_is_15_off()
    {
        double[] s = [.. neuromatch.Modes.SingularValues];
        // The starts that give the flow its known half-rises; the weakest four do not matter.
        double[] flows = [79.9, 101.4, 120.6, 123.4, 180, 180, 180, 180];
        double[] starts = [.. s.Zip(flows, (strength, t) => strength / (1 + Math.Exp(2 * 0.0025 * strength * t)))];
        (0.0025 * s[0]).ShouldBe(0.39, tolerance: 1e-3);
        Trial trial = Run(
            neuromatch,
            Plan(
                2,
                new AlignedStart(neuromatch.Modes.OutputModes, neuromatch.Modes.InputModes, starts),
                Descent(neuromatch, NeuromatchRate, 200, Loss.HalfSquared),
                new DescentClockPrediction(measured),
                new BalancedPrediction(measured)
            )
        );
        foreach ((string column, double known) in new[] { ("mode1", 95.0), ("mode2", 116.0), ("group3-4", 137.0) })
        {
            double simulated = Half(trial, column, column);
            simulated.ShouldBe(known, tolerance: 1);
            Half(trial, $"{column}@descentClock-measured", column).ShouldBe(simulated, tolerance: 1);
            (simulated - Half(trial, $"{column}@balanced-measured", column)).ShouldBeGreaterThan(13);
        }
        Said(trial, 0).Standing.ShouldBe(Standing.Heuristic);
        Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
    }

    [Theory]
    [InlineData(0.216)]
    [InlineData(0.444)]
    public void The_clock_of_one_item_at_a_time_is_within_half_an_epoch_of_shuffled_descent(double drive)
    {
        LearningTask task = Tree(features: 400);
        double rate = drive / task.Modes.SingularValues[0];
        Trial trial = Run(
            task,
            Plan(
                2,
                Aligned(task, 1e-7),
                new DescentSettings(rate, 100, Batch: 1, Loss.HalfSquared, new ItemOrder.Shuffled(1)),
                new DescentClockPrediction(measured),
                new BalancedPrediction(measured)
            )
        );
        double simulated = Half(trial, "mode1", "mode1");
        Half(trial, "mode1@descentClock-measured", "mode1").ShouldBe(simulated, tolerance: 0.5);
        (simulated - Half(trial, "mode1@balanced-measured", "mode1")).ShouldBeGreaterThan(2);
        Said(trial, 0).Standing.ShouldBe(Standing.Asymptotic);
    }

    [Fact]
    public void Beyond_its_expansion_the_clock_of_one_item_at_a_time_has_no_curve()
    {
        LearningTask task = Tree(features: 40);
        double rate = 2.5 / task.Modes.SingularValues[0];
        Trial trial = Run(
            task,
            Plan(
                2,
                Aligned(task, 1e-7),
                new DescentSettings(rate, 1, Batch: 1, Loss.HalfSquared, new ItemOrder.Shuffled(1)),
                new DescentClockPrediction(measured)
            )
        );
        ((Forecast.None)trial.Predictions[0].Forecast).Because.ShouldContain("the strongest mode has ηs = 2.5");
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
    [Theory]
    [InlineData(1.5, 4, "η_c = 0.378 units", "a learning rate of 1.512; this run's rate of 1.5 is below it.")]
    [InlineData(1.6, 4, "η_c = 0.378 units", "a learning rate of 1.512; this run's rate of 1.6 is beyond it.")]
    [InlineData(
        0.3,
        1,
        "η_c = 0.378 units",
        "a learning rate of 0.378; this run's rate of 0.3 is below it. It binds full batches"
    )]
    public void The_notes_of_a_descent_say_on_which_side_of_the_stability_limit_it_is(
        double rate,
        int batch,
        string limit,
        string side
    )
    {
        LearningTask sheet = new(new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX));
        DescentSettings settings = new(rate, 3, batch, Loss.HalfSquared, new ItemOrder.InTurn());
        string notes = Notes(sheet, Plan(2, Aligned(sheet, 0.1), settings));
        notes.ShouldContain(limit);
        notes.ShouldContain(side);
        notes.Contains("It binds full batches only", StringComparison.Ordinal).ShouldBe(batch < 4);
        string falling = Notes(
            sheet,
            Plan(
                2,
                Aligned(sheet, 0.1),
                settings with
                {
                    Rate = 4 * rate,
                    Schedule = new RateSchedule.Stepwise(1, 0.2),
                }
            )
        );
        falling.ShouldContain(
            FormattableString.Invariant($"rates from {0.16 * rate:g4} to {4 * rate:g4} are below it in some")
        );
    }

    [Fact]
    public void A_network_that_is_not_linear_has_no_stability_note()
    {
        RunPlan plan = Plan(2, new TorchDefaultStart(seed: 1), Descent(tree, 0.1, 2, Loss.MeanSquared));
        Notes(tree, plan with { Activation = Activation.Relu }).ShouldNotContain("Stability limit");
        Notes(tree, plan).ShouldContain("Stability limit");
    }

    [Fact]
    public void A_theory_of_what_is_not_observed_is_named_and_has_no_figure_of_differences()
    {
        RunPlan plan = Plan(2, Aligned(tree, 0.1), Descent(tree, 0.1, 2, Loss.MeanSquared), new Elsewhere());
        ExperimentResult result = Experiment.Perform(new Scenario("s", tree, [plan]));
        TheoryNotes.Markdown(result).ShouldContain("It speaks of moon, none of which this run observes");
        ScenarioFigures.Of(result).Select(figure => figure.Name).ShouldBe(["run.modes"]);
        result.Runs[0].ClaimOf("elsewhere").ShouldBe(new TheoryClaim(Standing.Exact, Stands: true));
    }

    private static LearningTask Tree(int features)
    {
        var sampler = new DiffuseTreeSampler(features, treeDepth: 3, branchingFactor: 2, flipProbability: 0.15);
        return new LearningTask(sampler.Sample(seed: 1));
    }

    private static LearningTask Neuromatch()
    {
        // One feature per mode: the modes are (1, …, 1), halves, quarters, pairs, as in every tree.
        double[][] modes =
        [
            [1, 1, 1, 1, 1, 1, 1, 1],
            [1, 1, 1, 1, -1, -1, -1, -1],
            [1, 1, -1, -1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, 1, -1, -1],
            [1, -1, 0, 0, 0, 0, 0, 0],
            [0, 0, 1, -1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, -1, 0, 0],
            [0, 0, 0, 0, 0, 0, 1, -1],
        ];
        double[] eigenvalues = [2.440796, 1.499604, 1.0098, 1.0098, 0.51, 0.51, 0.51, 0.51];
        Matrix<double> targets = Matrix<double>.Build.DenseOfRowVectors(
            modes.Zip(
                eigenvalues,
                (mode, eigenvalue) =>
                    Vector<double>.Build.DenseOfArray(mode).Normalize(2) * Math.Sqrt(10_000 * eigenvalue)
            )
        );
        return new LearningTask(new DataSet(Matrix<double>.Build.DenseIdentity(8), targets));
    }

    private static AlignedStart Aligned(LearningTask task, double strength) =>
        new(task.Modes.OutputModes, task.Modes.InputModes, [.. task.Modes.SingularValues.Select(_ => strength)]);

    private static DescentSettings Descent(LearningTask task, double rate, int epochs, Loss loss) =>
        new(rate, epochs, task.Items!.Count, loss, new ItemOrder.InTurn());

    private static BalancedPrediction Flow(double strength) => new(new InitialStrength.Prescribed(strength));

    private static RunPlan Plan(int depth, IStart start, LearningRule learning, params IPrediction[] theories) =>
        new("run", [.. Enumerable.Repeat(10, depth - 1)], start, learning)
        {
            Theories = [.. theories.Select(theory => new TheoryPlan(theory))],
        };

    private static Trial Run(LearningTask task, RunPlan plan) =>
        Experiment.Perform(new Scenario("descent", task, [plan])).Runs[0].Trials[0];

    private static string Notes(LearningTask task, RunPlan plan) =>
        TheoryNotes.Markdown(Experiment.Perform(new Scenario("descent", task, [plan])));

    private static Forecast.Curves Said(Trial trial, int theory) =>
        trial.Predictions[theory].Forecast.ShouldBeOfType<Forecast.Curves>();

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

    private static double Largest(Trial trial, string column, string theory) =>
        CurveDifference
            .Between(trial.Samples["time"], trial.Samples[column], trial.Samples[$"{column}@{theory}"])
            .Largest;

    private static double Half(Trial trial, string column, string observable) =>
        HalfRise.Of(trial.Samples["time"], trial.Samples[column], trial.Targets[observable]).ShouldNotBeNull();

    /// <summary>Predicts what nobody looks at.</summary>
    private sealed class Elsewhere : IPrediction
    {
        public string Name => "elsewhere";

        public Forecast Predict(PredictionContext context) =>
            new Forecast.Curves(Standing.Exact, [], ["moon"], (_, values) => values[0] = 0);
    }
}
