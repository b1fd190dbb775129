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

/// <summary>Starts with strength where Σ^yx has none: theories made of modes follow it, or do not hold.</summary>
public sealed class NullModeTheoryTests
{
    private static readonly Observable[] everything =
    [
        Observable.Modes,
        Observable.SingularValues,
        Observable.Loss,
        Observable.Sharpness,
        Observable.Curvature,
    ];

    private static readonly FlowSettings exactly = new(
        new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-15),
        TimeConstant: 1,
        Until: 4
    );

    private static IPrediction Measured => new BalancedPrediction(new InitialStrength.Measured());

    [Fact]
    public void Strength_without_a_target_falls_as_the_solution_of_s_zero_says_in_every_exact_theory()
    {
        Trial trial = Run(
            RankOne(),
            exactly,
            [Diagonal(0.3, 0.7), Diagonal(0.3, 0.7)],
            Measured,
            new TwoLayerModesPrediction(isSequential: false),
            new MatrixPrediction(0)
        );
        double[] times = trial.Samples["time"].ToArray();
        foreach (string theory in new[] { "", "@balanced-measured", "@twoInvariant", "@matrix" })
        {
            for (int sample = 0; sample < times.Length; sample++)
            {
                double t = times[sample];
                double learned = 2 / (1 + (2 / 0.09 - 1) * Math.Exp(-4 * t));
                double forgotten = 0.49 / (1 + 2 * 0.49 * t);
                double[] sorted = [Math.Max(learned, forgotten), Math.Min(learned, forgotten)];
                trial.Samples["sv1" + theory][sample].ShouldBe(sorted[0], tolerance: 2e-11);
                trial.Samples["sv2" + theory][sample].ShouldBe(sorted[1], tolerance: 2e-11);
                double loss = (learned - 2) * (learned - 2) / 2 + forgotten * forgotten / 2;
                trial.Samples["loss" + theory][sample].ShouldBe(loss, tolerance: 2e-11);
            }
        }
        trial.Predictions.ShouldAllBe(said => Holds(said.Forecast));
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.0)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.0)]
    [InlineData(3, 0.3)]
    [InlineData(5, 0.1)]
    public void At_any_depth_and_decay_the_flow_keeps_to_the_balanced_modes(int depth, double decay)
    {
        Matrix<double>[] weights = Balanced(depth, 0.4, 0.6, 0.3);
        Trial trial = Run(RankOfThree(), exactly with { WeightDecay = decay }, weights, Measured);
        Holds(trial.Predictions[0].Forecast).ShouldBeTrue();
        Largest(trial, "balanced-measured").ShouldBeLessThan(1e-10);
        trial.Samples["sv3@balanced-measured"][^1].ShouldBeGreaterThan(1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Full_batch_descent_keeps_to_its_map(int depth)
    {
        LearningTask task = RankOfThree();
        DescentSettings descent = DescentRuns.Descent(task, 0.3, epochs: 60, Loss.HalfSquared);
        IPrediction[] theories =
        [
            new BalancedDescentPrediction(new InitialStrength.Measured()),
            .. depth == 2 ? [new PairDescentPrediction()] : Array.Empty<IPrediction>(),
        ];
        Trial trial = Run(task, descent, Balanced(depth, 0.4, 0.6, 0.3), theories);
        foreach (IPrediction theory in theories)
        {
            Largest(trial, theory.Name).ShouldBeLessThan(1e-11, theory.Name);
        }
        trial.Predictions.ShouldAllBe(said => Holds(said.Forecast));
    }

    [Fact]
    public void Two_layers_that_are_not_balanced_keep_to_their_invariants_beside_the_modes_too()
    {
        Matrix<double>[] weights = [Diagonal(0.3, 0.9), Diagonal(0.5, 0.2)];
        Trial flow = Run(RankOne(), exactly, weights, new TwoLayerModesPrediction(isSequential: false));
        Holds(flow.Predictions[0].Forecast).ShouldBeTrue();
        Largest(flow, "twoInvariant").ShouldBeLessThan(1e-10);
        LearningTask task = RankOne();
        DescentSettings descent = DescentRuns.Descent(task, 0.2, epochs: 60, Loss.HalfSquared);
        Trial descended = Run(task, descent, weights, new PairDescentPrediction());
        Holds(descended.Predictions[0].Forecast).ShouldBeTrue();
        Largest(descended, "pairDescent").ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_prescribed_strength_leaves_the_rest_out_and_says_how_much_that_is()
    {
        Trial trial = Run(
            RankOne(),
            exactly,
            [Diagonal(0.3, 0.7), Diagonal(0.3, 0.7)],
            new BalancedPrediction(new InitialStrength.Prescribed(0.09))
        );
        Assumption aligned = Needed(trial, "aligned");
        aligned.Holds.ShouldBeFalse();
        aligned.Measured.ShouldBe("a part of W(0) of norm 0.49 lies where Σ^yx has nothing, and is not followed");
        DescentRuns.Said(trial, 0).Observables.ShouldContain("sv2");
    }

    [Fact]
    public void Where_inputs_are_correlated_beside_the_modes_nothing_moves_alone_and_the_assumption_fails()
    {
        // v⊥ in two directions of different variance: W(0)Σ^x turns it.
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfDiagonalArray([1, 2, 0.5]);
        var task = new LearningTask(sigmaX, Matrix<double>.Build.DenseOfRowArrays([2, 0, 0], [0, 0, 0]));
        Matrix<double> first = Matrix<double>.Build.DenseOfRowArrays([0.3, 0, 0], [0, 0.5, 0.5]);
        Matrix<double> second = Diagonal(0.3, Math.Sqrt(0.5));
        Trial trial = Run(task, exactly, [first, second], Measured, new TwoLayerModesPrediction(isSequential: false));
        trial.Predictions.ShouldAllBe(said => !Holds(said.Forecast));
        Needed(trial, "aligned").Measured.ShouldContain("norm 0.5");
    }

    [Theory]
    [InlineData(2e-13, true)] // seen by nobody
    [InlineData(1e-3, false)]
    public void A_part_that_couples_a_mode_with_a_direction_beside_it_fails_the_assumption(double angle, bool holds)
    {
        double cos = Math.Sqrt(1 - angle * angle);
        Matrix<double> turned = Matrix<double>.Build.DenseOfRowArrays([cos, -angle], [angle, cos]);
        Trial trial = Run(
            RankOne(),
            exactly,
            [Diagonal(0.3, 0.7) * turned, turned.Transpose() * Diagonal(0.3, 0.7)],
            Measured
        );
        Needed(trial, "aligned").Holds.ShouldBe(holds);
    }

    [Fact]
    public void A_mode_that_rounding_of_a_stronger_one_starts_is_said_to_be_one_once_it_is_seen()
    {
        // Modes at 1 and 1e-32 along turned directions: products of entries of 1 leave 1e-17 in the place of 1e-32.
        Matrix<double> turned = Matrix<double>.Build.DenseOfRowArrays([0.8, -0.6], [0.6, 0.8]);
        var task = new LearningTask(
            Matrix<double>.Build.DenseIdentity(2),
            turned * Diagonal(2, 1) * turned.Transpose()
        );
        Matrix<double>[] weights = [Diagonal(1, 1e-16) * turned.Transpose(), turned * Diagonal(1, 1e-16)];
        foreach (IPrediction theory in new[] { Measured, new TwoLayerModesPrediction(isSequential: false) })
        {
            Forecast shortly = Run(task, exactly, weights, theory).Predictions[0].Forecast;
            Holds(shortly).ShouldBeTrue(string.Join("\n", ((Forecast.Curves)shortly).Assumptions));
            Trial longer = Run(task, exactly with { Until = 45 }, weights, theory);
            Holds(longer.Predictions[0].Forecast).ShouldBeFalse();
        }
        // Along the axes 1e-32 is itself.
        var straight = new LearningTask(Matrix<double>.Build.DenseIdentity(2), Diagonal(2, 1));
        Trial clean = Run(straight, exactly with { Until = 45 }, [Diagonal(1, 1e-16), Diagonal(1, 1e-16)], Measured);
        Holds(clean.Predictions[0].Forecast).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exact_theory_of_modes_that_holds_agrees_with_its_run(int seed)
    {
        int held = 0;
        int heldBeside = 0;
        var random = new Random(seed);
        for (int draw = 0; draw < 60; draw++)
        {
            RandomRun drawn = RandomRun.Of(random);
            Trial trial = Run(drawn.Task, drawn.Learning, drawn.Weights, drawn.Theories);
            foreach (PredictedTrial said in trial.Predictions.Where(said => Holds(said.Forecast)))
            {
                held++;
                heldBeside += drawn.HasBeside ? 1 : 0;
                Largest(trial, said.Plan.Name).ShouldBeLessThan(1e-9, $"draw {draw}: {drawn}, {said.Plan.Name}");
            }
        }
        held.ShouldBeGreaterThan(40);
        heldBeside.ShouldBeGreaterThan(15);
    }

    private static bool Holds(Forecast forecast) =>
        forecast is Forecast.Curves { Standing: Standing.Exact } curves
        && curves.Assumptions.All(assumption => assumption.Holds);

    private static Assumption Needed(Trial trial, string word) =>
        DescentRuns.Said(trial, 0).Assumptions.Single(assumption => assumption.Statement.Contains(word));

    private static Trial Run(
        LearningTask task,
        LearningRule learning,
        Matrix<double>[] weights,
        params IPrediction[] theories
    )
    {
        int[] hidden = [.. weights.SkipLast(1).Select(weight => weight.RowCount)];
        var plan = new RunPlan("run", hidden, new GivenStart(weights), learning)
        {
            Observe = hidden.Length > 0 ? everything : everything[..3],
            Sample = new SampleTimes.Every(learning is FlowSettings ? 0.25 : 1),
            Theories = [.. theories.Select(theory => new TheoryPlan(theory))],
        };
        return DescentRuns.Run(task, plan);
    }

    /// <summary>The largest difference between a theory and its run, each column in units of the largest it takes, if that is above 1.</summary>
    private static double Largest(Trial trial, string theory)
    {
        double largest = 0;
        foreach (
            string column in trial.Samples.Columns.Where(column =>
                column.EndsWith($"@{theory}", StringComparison.Ordinal)
            )
        )
        {
            string observable = column[..column.IndexOf('@', StringComparison.Ordinal)];
            double size = Math.Max(1, trial.Samples[observable].ToArray().Max(Math.Abs));
            largest = Math.Max(largest, DescentRuns.Largest(trial, observable, theory) / size);
        }
        return largest;
    }

    private static LearningTask RankOne() => new(Items(Diagonal(1, 1), Diagonal(2, 0)));

    /// <summary>Five outputs, four inputs, s = 2, 0.8 and 0, 0.</summary>
    private static LearningTask RankOfThree()
    {
        Matrix<double> map =
            RandomRun.Orthonormal(5, 4, 1) * Diagonal(2, 0.8, 0, 0) * RandomRun.Orthonormal(4, 4, 2).Transpose();
        return new LearningTask(Items(Matrix<double>.Build.DenseIdentity(4), map));
    }

    /// <summary>Balanced weights aligned with <see cref="RankOfThree"/>, the last of the given strengths outside its modes.</summary>
    private static Matrix<double>[] Balanced(int depth, params double[] strengths) =>
        RandomRun.Aligned(
            RandomRun.Orthonormal(5, 4, 1).SubMatrix(0, 5, 0, 3),
            RandomRun.Orthonormal(4, 4, 2).SubMatrix(0, 4, 0, 3),
            depth,
            strengths
        );

    private static DataSet Items(Matrix<double> inputs, Matrix<double> targets) => new(inputs, targets);

    private static Matrix<double> Diagonal(params double[] values) => Matrix<double>.Build.DenseOfDiagonalArray(values);
}
