using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Observation;

public sealed class SharpnessTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void The_sharpness_is_the_largest_eigenvalue_of_all_second_differences_of_the_loss(int depth, bool isWhite)
    {
        LearningTask task = isWhite ? TestTasks.Sheet : TestTasks.Coloured;
        var sizes = new LayerSizes(4, [.. Enumerable.Repeat(3, depth - 1)], 7);
        double[] weights = new double[sizes.Count];
        foreach (double variance in new[] { 0.01, 0.5 })
        {
            new GaussianStart(variance, seed: 3).Fill(sizes, weights);
            double[] expected =
            [
                .. SecondDifferences(task, sizes, weights)
                    .Evd(Symmetricity.Symmetric)
                    .EigenValues.Select(value => value.Real)
                    .OrderDescending(),
            ];
            // Of fourth order in h = 1e-2: about h⁴ times a sixth derivative, and rounding ε/h².
            double tolerance = 1e-5 * Math.Max(1, expected[0]);
            double[] seen = Seen(task, sizes, weights);
            seen.Zip([expected[0], .. expected[..3], expected[^1]])
                .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= tolerance);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(200)]
    public void The_iteration_finds_the_largest_eigenvalue_and_not_the_one_of_largest_magnitude(int dimension)
    {
        // Known eigenvalues, the largest twice, turned by a random rotation.
        double[] values = [.. Enumerable.Range(0, dimension).Select(index => Math.Cos(index) - 2)];
        values[0] = 1.25;
        values[dimension / 2] = 1.25;
        values[dimension - 1] = dimension > 2 ? -40 : 1.25;
        Matrix<double> turn = Matrix<double>.Build.Random(dimension, dimension, seed: 4).QR().Q;
        Matrix<double> matrix = turn * Matrix<double>.Build.DenseOfDiagonalArray(values) * turn.Transpose();
        double found = LanczosIteration.LargestEigenvalue(
            dimension,
            (direction, result) => (matrix * Vector<double>.Build.Dense(direction.ToArray())).ToArray().CopyTo(result)
        );
        found.ShouldBe(1.25, tolerance: 1e-12);
    }

    [Fact]
    public void Where_all_curvature_vanishes_the_sharpness_is_zero() =>
        Seen(TestTasks.Sheet, new LayerSizes(4, [3, 3], 7), new double[42]).ShouldBe([0, 0, 0, 0, 0]);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 0.4)]
    [InlineData(false, 0)]
    public void From_aligned_weights_two_layers_are_as_sharp_as_the_closed_form_says(bool isUnit, double decay)
    {
        LearningTask task = isUnit
            ? TestTasks.Sheet
            : new LearningTask(2.5 * Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
        RunResult run = Perform(task, [5], [1.5, 0.6, 0.02, 0.02], decay);
        run.Trials[0].Samples["sharpness@balanced-overlap"].Length.ShouldBe(13);
        WorstSharpness(run).ShouldBeLessThan(1e-9);
        if (decay == 0)
        {
            // 2s₁ of the flattest optimum, whatever d, for L = 2.
            run.Trials[0].Samples["sharpness"][^1].ShouldBe(2 * Math.Sqrt(7), tolerance: 1e-2);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_chain_is_as_sharp_as_the_closed_form_says_at_any_depth(int depth)
    {
        var task = new LearningTask(Matrix<double>.Build.Dense(1, 1, 1.3), Matrix<double>.Build.Dense(1, 1, -0.9));
        int[] hidden = [.. Enumerable.Repeat(1, depth - 1)];
        WorstSharpness(Perform(task, hidden, [0.1], decay: 0)).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void The_map_of_full_batch_descent_knows_the_sharpness_at_every_step()
    {
        var items = new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
        var task = new LearningTask(items);
        var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.1, 0.1, 0.1, 0.1]);
        var descent = new DescentSettings(0.3, 60, Batch: 4, Loss.HalfSquared, new ItemOrder.InTurn());
        var prediction = new BalancedDescentPrediction(new InitialStrength.Overlap());
        RunResult run = Perform(task, new RunPlan("descent", [4], start, descent), prediction);
        WorstSharpness(run).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void Coloured_inputs_and_deep_matrices_have_no_predicted_sharpness()
    {
        foreach (
            (LearningTask task, int[] hidden) in new[] { (TestTasks.Coloured, new[] { 4 }), (TestTasks.Sheet, [4, 4]) }
        )
        {
            RunResult run = Perform(task, hidden, [0.1, 0.1, 0.1, 0.1], decay: 0);
            run.Trials[0].Samples.Columns.ShouldContain("sharpness");
            run.Trials[0].Samples.Columns.ShouldNotContain("sharpness@balanced-overlap");
            run.Trials[0].Samples.Columns.ShouldNotContain("hessian1@balanced-overlap");
        }
    }

    /// <summary>Of sharpness and curvature; two weights have no third eigenvalue.</summary>
    private static double WorstSharpness(RunResult run)
    {
        int weights = run.Trials[0].FinalWeights.Sum(weight => weight.RowCount * weight.ColumnCount);
        ErrorRow[] rows = [.. RunErrors.Of(run).Where(row => weights >= 3 || row.Observable != "hessian3")];
        rows.Length.ShouldBe(weights >= 3 ? 5 : 4);
        return rows.Max(row => row.MaximumDifference.Value);
    }

    [Fact]
    public void A_guide_stands_at_two_over_the_step_of_a_plain_descent_in_full_batches_where_it_is_near()
    {
        var items = new DataSet(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
        var task = new LearningTask(items);
        // ½|ŷ − y|² in batches of 4 of 4 items: η is a quarter of the rate, and 2/η = 8/1.2 beside a sharpness of up to 2√7 = 5.29.
        GuideOf(Descent(1.2)).ShouldNotBeNull().Value.ShouldBe(8 / 1.2, tolerance: 1e-12);
        GuideOf(Descent(1.2))!.Label.ShouldBe("2/*η* = 6.67");
        GuideOf(Descent(0.1)).ShouldBeNull();
        GuideOf(Descent(0.3) with { Batch = 1 }).ShouldBeNull();
        GuideOf(Descent(1.2) with { Schedule = new RateSchedule.Cosine(1) }).ShouldBeNull();

        static DescentSettings Descent(double rate) =>
            new(rate, 60, Batch: 4, Loss.HalfSquared, new ItemOrder.InTurn());

        Guide? GuideOf(DescentSettings descent)
        {
            var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.1, 0.1, 0.1, 0.1]);
            RunPlan plan = new("descent", [4], start, descent) { Observe = [Observable.Sharpness, Observable.Loss] };
            RunResult run = Experiment.Perform(new Scenario("guide", task, [plan])).Runs[0];
            var curves = new RunCurves(task, run);
            curves.StabilityGuide("loss").ShouldBeNull();
            return curves.StabilityGuide("sharpness");
        }
    }

    private static RunResult Perform(LearningTask task, int[] hidden, double[] strengths, double decay)
    {
        var flow = new FlowSettings(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
            TimeConstant: 1,
            Until: 6
        )
        {
            WeightDecay = decay,
        };
        var start = new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, strengths);
        RunPlan plan = new("flow", hidden, start, flow) { Sample = new SampleTimes.Every(0.5) };
        return Perform(task, plan, new BalancedPrediction(new InitialStrength.Overlap()));
    }

    private static RunResult Perform(LearningTask task, RunPlan plan, IPrediction prediction)
    {
        RunPlan seen = plan with
        {
            Observe = [Observable.Sharpness, Observable.Curvature],
            Theories = [new TheoryPlan(prediction)],
        };
        return Experiment.Perform(new Scenario("sharpness", task, [seen])).Runs[0];
    }

    /// <summary>Sharpness, the three largest eigenvalues and the least.</summary>
    private static double[] Seen(LearningTask task, LayerSizes sizes, double[] weights)
    {
        var observer = new NetworkObserver(task, new Architecture(sizes), [Observable.Sharpness, Observable.Curvature]);
        double[] values = new double[5];
        observer.Observe(new NetworkView(sizes, weights), values);
        return values;
    }

    private static Matrix<double> SecondDifferences(LearningTask task, LayerSizes sizes, double[] weights)
    {
        var observer = new NetworkObserver(task, new Architecture(sizes), [Observable.Loss], new ManagedProducts());
        const double h = 1e-2;
        double[] loss = new double[1];
        (double Step, double Weight)[] slope = [(-2, 1.0 / 12), (-1, -8.0 / 12), (1, 8.0 / 12), (2, -1.0 / 12)];
        Matrix<double> hessian = Matrix<double>.Build.Dense(weights.Length, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                foreach ((double step, double weight) in slope)
                {
                    foreach ((double otherStep, double otherWeight) in slope)
                    {
                        double[] moved = [.. weights];
                        moved[i] += step * h;
                        moved[j] += otherStep * h;
                        observer.Observe(new NetworkView(sizes, moved), loss);
                        sum += weight * otherWeight * loss[0];
                    }
                }
                hessian[i, j] = hessian[j, i] = sum / (h * h);
            }
        }
        return hessian;
    }
}
