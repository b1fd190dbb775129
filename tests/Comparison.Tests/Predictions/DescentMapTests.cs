using Dynamics.Comparison.Agreement;
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

namespace ComparisonTests.Predictions;

/// <summary>The maps of descent that start anywhere, over descents that were really made.</summary>
public sealed class DescentMapTests
{
    private static readonly InitialStrength measured = new InitialStrength.Measured();

    // What some hundred steps of rounding leave of strengths near 1.
    private const double Rounding = 1e-12;

    private static readonly LearningTask sheet = new(
        new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX)
    );

    // s = d = 1.
    private static readonly LearningTask unit = new(
        new DataSet(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 1))
    );

    // Inputs that share no direction with Σ^yx: there is no mode of its own, and nothing but the whole matrix is exact.
    private static readonly LearningTask turned = new(
        new DataSet(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 2, 0.5, 0, 1 },
                    { 0, 1, 0.3, 0 },
                    { 0, 0, 1, 0.4 },
                }
            ),
            TestTasks.SheetSigmaYX
        )
    );

    [Fact]
    public void Of_one_layer_descent_is_the_exact_matrix_map_for_any_inputs_start_and_schedule()
    {
        RateSchedule[] schedules = [new RateSchedule.Constant(), new RateSchedule.Cosine(0)];
        foreach (RateSchedule schedule in schedules)
        {
            DescentSettings settings = Descent(turned, 0.2, 100) with { Schedule = schedule };
            Trial trial = Run(
                turned,
                Plan([], new GaussianStart(0.3, seed: 2), settings, new ShallowDescentPrediction(measured))
            );
            Forecast.Curves said = Said(trial, 0);
            said.Standing.ShouldBe(Standing.Exact);
            said.Assumptions.ShouldAllBe(assumption => assumption.Holds);
            trial.Targets.Keys.ShouldContain("sv3");
            Largest(trial, "shallowDescent-measured").ShouldBeLessThan(Rounding);
        }
    }

    [Fact]
    public void Of_two_layers_the_map_of_a_pair_is_exact_from_unbalanced_weights_where_the_balanced_map_is_not()
    {
        IStart start = new LambdaBalancedStart(
            sheet.Modes.OutputModes,
            sheet.Modes.InputModes,
            [0.3, 0.1, 0.2, 0.2],
            0.7,
            hiddenDirections: null
        );
        Trial trial = Run(
            sheet,
            Plan(
                [4],
                start,
                Descent(sheet, 0.4, 80),
                new PairDescentPrediction(),
                new BalancedDescentPrediction(measured)
            )
        );
        Said(trial, 0).Standing.ShouldBe(Standing.Exact);
        Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
        Largest(trial, "pairDescent").ShouldBeLessThan(Rounding);
        Largest(trial, "balancedDescent-measured").ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void A_single_mode_is_exact_from_any_start_even_where_a_large_rate_first_throws_it_far_off()
    {
        // One item, s = 0.2, h = 16, weights of variance 1: |a|² + |b|² is about 32, and 2/32 is the rate from which strengths overshoot.
        LearningTask one = new(new DataSet(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 0.2)));
        Trial trial = Run(
            one,
            Plan([16], new GaussianStart(1, seed: 3), Descent(one, 0.1, 60), new PairDescentPrediction())
        );
        Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
        double[] strengths = trial.Samples["mode1"].ToArray();
        strengths.Max(Math.Abs).ShouldBeGreaterThan(1.5 * Math.Abs(strengths[0]));
        strengths[^1].ShouldBe(0.2, tolerance: 1e-3);
        // Overshooting steps multiply rounding by up to |1 − ηK| ≈ 2 each for the dozen steps before it settles.
        Largest(trial, "pairDescent").ShouldBeLessThan(1e-9);
    }

    // a' = (1 + η)a − ηa³ of s = 1: at rest below η = 1, of period 2 below √5 − 1, chaotic from about 1.3, bounded up to 2.
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1.1, true)]
    [InlineData(1.9, false)]
    public void Maps_of_descent_hold_up_to_the_rate_at_which_rounding_grows_and_say_so_beyond(double rate, bool holds)
    {
        Trial trial = Run(
            unit,
            Plan(
                [1],
                DescentRuns.Aligned(unit, 0.3),
                Descent(unit, rate, 400),
                new PairDescentPrediction(),
                new BalancedDescentPrediction(measured)
            )
        );
        foreach ((int theory, string name) in new[] { (0, "pairDescent"), (1, "balancedDescent-measured") })
        {
            Said(trial, theory).Assumptions.All(assumption => assumption.Holds).ShouldBe(holds);
            Said(trial, theory).Assumptions.Any(assumption => assumption.Measured.Contains("chaotic")).ShouldBe(!holds);
            (Largest(trial, name) < Rounding).ShouldBe(holds);
        }
    }

    /// <summary>Eigenvalues 3 and 1/2 of Σ^x: at η = 1 one eigenmode doubles, the other halves; 30 epochs make 1e-16 of the first 1e-7.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1e-3, true)]
    public void An_unstable_eigenmode_that_starts_at_nothing_but_rounding_is_not_exact(double along, bool holds)
    {
        LearningTask task = new(
            new DataSet(
                Matrix<double>.Build.DenseOfDiagonalArray([Math.Sqrt(6), 1]),
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { 0.3 * Math.Sqrt(6), 0.7 },
                    }
                )
            ),
            MomentConvention.Mean
        );
        Matrix<double> start = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 0.3 + along, 0.1 },
            }
        );
        Trial trial = Run(
            task,
            Plan(
                [],
                new GivenStart([start]),
                Descent(task, 1, 30),
                new ShallowDescentPrediction(measured),
                new QuadraticPrediction()
            )
        );
        Said(trial, 0).Validity.Holds.ShouldBe(holds);
        Said(trial, 1).Validity.Holds.ShouldBe(holds);
    }

    [Fact]
    public void A_descent_that_diverges_is_not_called_chaotic()
    {
        Trial trial = Run(
            unit,
            Plan(
                [1],
                DescentRuns.Aligned(unit, 0.3),
                Descent(unit, rate: 2.5, epochs: 50),
                new BalancedDescentPrediction(measured)
            )
        );
        Said(trial, 0).Assumptions.ShouldAllBe(assumption => assumption.Holds);
    }

    [Fact]
    public void Modes_that_share_hidden_units_fail_the_assumption_of_a_pair_with_a_number()
    {
        Trial trial = Run(
            sheet,
            Plan([4], new GaussianStart(0.01, seed: 1), Descent(sheet, 0.4, 3), new PairDescentPrediction())
        );
        Assumption shared = Said(trial, 0).Assumptions.Single();
        shared.Holds.ShouldBeFalse();
        shared.Measured.ShouldContain("largest |cos|");
    }

    [Fact]
    public void Modes_of_one_group_that_share_hidden_units_are_not_called_exact_either()
    {
        // All singular values are 1: one group, and a Gaussian start couples its modes in any basis.
        LearningTask alike = new(
            new DataSet(Matrix<double>.Build.DenseIdentity(3), Matrix<double>.Build.DenseIdentity(3))
        );
        Trial trial = Run(
            alike,
            Plan([6], new GaussianStart(0.1, seed: 1), Descent(alike, 0.1, 60), new PairDescentPrediction())
        );
        Assumption shared = Said(trial, 0).Assumptions.Single();
        shared.Holds.ShouldBeFalse();
        Largest(trial, "pairDescent").ShouldBeGreaterThan(0.01);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Halving_the_rate_divides_the_error_of_the_modified_flow_by_four_and_that_of_the_flow_by_two(int depth)
    {
        (double modified, double flow) = Errors(depth, rate: 0.08, epochs: 250);
        (double halfModified, double halfFlow) = Errors(depth, rate: 0.04, epochs: 500);
        // The next order is η/η_c of this one, a tenth at these rates.
        (modified / halfModified).ShouldBe(4, tolerance: 0.5);
        (flow / halfFlow).ShouldBe(2, tolerance: 0.25);
        modified.ShouldBeLessThan(flow / 4);
    }

    [Fact]
    public void Where_a_map_of_descent_does_not_apply_the_reason_says_what_to_take()
    {
        IPrediction shallow = new ShallowDescentPrediction(measured);
        IPrediction pair = new PairDescentPrediction();
        IPrediction modified = new ModifiedFlowPrediction(measured);
        FlowSettings flow = new(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 1, Until: 1);
        DescentSettings full = Descent(sheet, 0.1, 2);

        None(shallow, [], flow).ShouldContain("this run is a flow, which takes none. Its own solution is \"shallow\"");
        None(pair, [4], flow).ShouldContain("Its own solution is \"twoInvariant\"");
        None(modified, [4], flow).ShouldContain("Its own solution is \"balanced\"");
        None(shallow, [4], full).ShouldContain("this network has L = 2. Of deeper ones \"balancedDescent\"");
        None(pair, [4, 4], full).ShouldContain("this network has L = 3. Take \"balancedDescent\"");
        None(pair, [], full).ShouldContain("this network has L = 1. Take \"shallowDescent\"");
        None(modified, [], full).ShouldContain("Take \"shallowDescent\", which is exact");
        foreach ((IPrediction map, int[] hidden) in new[] { (shallow, (int[])[]), (pair, [4]), (modified, [4]) })
        {
            None(map, hidden, full with { Batch = 3 }).ShouldContain("a step sees 3 of 4 items");
            None(map, hidden, full with { Order = new ItemOrder.Drawn(1) }).ShouldContain("with replacement");
            None(map, hidden, full with { Loss = Loss.CrossEntropy }).ShouldStartWith("Cross-entropy has no flow time");
        }
        None(modified, [4], full with { Schedule = new RateSchedule.Cosine(0) }).ShouldContain("one rate");
        // L = 2: at rest where ηf' = 2, f' = s₁ = √7 at small strengths; half the sum of squares in batches of 4 makes η a quarter.
        None(modified, [4], full with { Rate = 9 / Math.Sqrt(7) }).ShouldContain("comes to rest on its way");
    }

    private static (double Modified, double Flow) Errors(int depth, double rate, int epochs)
    {
        Trial trial = Run(
            sheet,
            Plan(
                [.. Enumerable.Repeat(4, depth - 1)],
                new AlignedStart(sheet.Modes.OutputModes, sheet.Modes.InputModes, [0.1, 0.1, 0.1, 0.1]),
                Descent(sheet, rate, epochs),
                new ModifiedFlowPrediction(new InitialStrength.Prescribed(0.1)),
                new BalancedPrediction(new InitialStrength.Prescribed(0.1))
            )
        );
        Said(trial, 0).Standing.ShouldBe(Standing.Asymptotic);
        return (Of("modifiedFlow"), Of("balanced"));

        double Of(string theory) =>
            CurveDifference
                .Between(trial.Samples["time"], trial.Samples["mode1"], trial.Samples[$"mode1@{theory}"])
                .Largest;
    }

    private static DescentSettings Descent(LearningTask task, double rate, int epochs) =>
        new(rate, epochs, task.Items!.Count, Loss.HalfSquared, new ItemOrder.InTurn());

    private static RunPlan Plan(int[] hidden, IStart start, LearningRule learning, params IPrediction[] theories) =>
        new("run", hidden, start, learning) { Theories = [.. theories.Select(theory => new TheoryPlan(theory))] };

    private static Trial Run(LearningTask task, RunPlan plan) =>
        Experiment.Perform(new Scenario("descent", task, [plan])).Runs[0].Trials[0];

    private static Forecast.Curves Said(Trial trial, int theory) =>
        trial.Predictions[theory].Forecast.ShouldBeOfType<Forecast.Curves>();

    private static string None(IPrediction prediction, int[] hidden, LearningRule learning)
    {
        Architecture architecture = new(new LayerSizes(4, hidden, 7));
        double[] weights = new double[architecture.Sizes.Count];
        new GaussianStart(0.01, seed: 1).Fill(architecture.Sizes, weights);
        var network = new NetworkView(architecture.Sizes, weights);
        return prediction
            .Predict(new PredictionContext(sheet, network.ToMatrices(), architecture, learning))
            .ShouldBeOfType<Forecast.None>()
            .Because;
    }

    /// <summary>The largest difference in any column.</summary>
    private static double Largest(Trial trial, string theory) =>
        trial.Targets.Keys.Max(column =>
            CurveDifference
                .Between(trial.Samples["time"], trial.Samples[column], trial.Samples[$"{column}@{theory}"])
                .Largest
        );
}
