using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Observation;

public sealed class LayerObserverTests
{
    private static readonly Observable[] ofLayers = [Observable.Hidden, Observable.Readout, Observable.Kernel];

    // Σ^x = XXᵀ of five items, in general position.
    private static readonly Matrix<double> items = Matrix<double>.Build.Random(4, 5, seed: 7);
    private static readonly LearningTask coloured = new(items.TransposeAndMultiply(items), TestTasks.SheetSigmaYX);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_kernel_is_as_far_from_its_start_as_the_kernel_of_all_single_weights(int depth)
    {
        LayerSizes sizes = new(4, [.. new[] { 3, 5, 2 }.Take(depth - 1)], 7);
        double[] start = Drawn(sizes, seed: 1);
        double[] now = [.. start.Zip(Drawn(sizes, seed: 2), (before, step) => before + 0.2 * step)];
        Matrix<double> first = ExplicitKernel(sizes, start);
        Matrix<double> last = ExplicitKernel(sizes, now);
        double cosine =
            first.PointwiseMultiply(last).Enumerate().Sum() / (first.FrobeniusNorm() * last.FrobeniusNorm());
        double[] seen = Seen(coloured, sizes, [Observable.Kernel], start, now);
        seen[0].ShouldBe(1 - cosine, tolerance: 1e-12);
        seen[1].ShouldBe((last - first).FrobeniusNorm() / first.FrobeniusNorm(), tolerance: 1e-12);
        Seen(coloured, sizes, [Observable.Kernel], start, start).ShouldBe([0, 0]);
    }

    [Fact]
    public void A_change_far_below_rounding_of_the_kernel_keeps_its_digits()
    {
        LayerSizes sizes = new(4, [3], 7);
        double[] start = Drawn(sizes, seed: 1);
        double[] step = Drawn(sizes, seed: 2);
        double far = Seen(coloured, sizes, [Observable.Kernel], start, Moved(1e-4))[1];
        double near = Seen(coloured, sizes, [Observable.Kernel], start, Moved(1e-9))[1];
        // Proportional up to the second order of the larger; a difference of norms would have no digit left of 1e-9.
        (near / far).ShouldBe(1e-5, tolerance: 1e-8);

        double[] Moved(double size) => [.. start.Zip(step, (weight, along) => weight + size * along)];
    }

    [Fact]
    public void Strengths_of_layers_are_the_diagonals_of_their_Gram_matrices_in_the_modes_and_means_over_degenerate_groups()
    {
        LearningTask task = TestTasks.Sheet;
        LayerSizes sizes = new(4, [5], 7);
        double[] weights = Drawn(sizes, seed: 3);
        IReadOnlyList<Matrix<double>> layers = new NetworkView(sizes, weights).ToMatrices();
        Vector<double> hidden = (
            task.Modes.InputModes.Transpose() * layers[0].TransposeThisAndMultiply(layers[0]) * task.Modes.InputModes
        ).Diagonal();
        Vector<double> readout = (
            task.Modes.OutputModes.Transpose() * layers[1].TransposeAndMultiply(layers[1]) * task.Modes.OutputModes
        ).Diagonal();
        double[] expected =
        [
            hidden[0],
            hidden[1],
            (hidden[2] + hidden[3]) / 2,
            readout[0],
            readout[1],
            (readout[2] + readout[3]) / 2,
        ];
        var observer = new NetworkObserver(task, new Architecture(sizes), [Observable.Hidden, Observable.Readout]);
        observer.Columns.ShouldBe(["h1", "h2", "h3-4", "o1", "o2", "o3-4"]);
        Seen(task, sizes, [Observable.Hidden, Observable.Readout], weights, weights)
            .Zip(expected)
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-13);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void From_balanced_weights_of_any_lambda_the_whole_matrix_knows_map_layers_kernel_and_sharpness(
        double lambda
    )
    {
        LearningTask task = TestTasks.Sheet;
        var start = new LambdaBalancedStart(
            task.Modes.OutputModes,
            task.Modes.InputModes,
            [0.3, 0.1, 0.2, 0.05],
            lambda,
            hiddenDirections: null
        );
        FlowSettings exactly = new(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-13, 1e-15),
            TimeConstant: 2.5,
            Until: 5
        );
        RunResult run = Perform(task, new RunPlan("balanced", [4], start, exactly), new MatrixPrediction(lambda: null));
        ErrorRow(run, "w7_4").ShouldBeLessThan(1e-11);
        foreach (string column in run.Trials[0].Targets.Keys)
        {
            // Layers of λ = 50 have squares near 50, and the sharpness near 100: rounding is relative.
            ErrorRow(run, column).ShouldBeLessThan(1e-11 * Math.Max(1, lambda), column);
        }
        run.Trials[0].Samples["kernelChange"][0].ShouldBe(0);
        // Rich: the kernel turns. Lazy: it hardly moves.
        (run.Trials[0].Samples["kernelChange"][^1] > 1).ShouldBe(Math.Abs(lambda) < 2);
    }

    [Fact]
    public void Units_that_start_alike_and_are_taken_as_one_show_the_layers_of_all()
    {
        FlowSettings exactly = new(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-13, 1e-15),
            TimeConstant: 2.5,
            Until: 10
        );
        RunPlan plan = new("constant", [16], new ConstantStart(0.1), exactly);
        RunResult run = Perform(TestTasks.Sheet, plan, new MatrixPrediction(lambda: null));
        foreach (string column in run.Trials[0].Targets.Keys)
        {
            ErrorRow(run, column).ShouldBeLessThan(1e-10, column);
        }
    }

    [Fact]
    public void The_reference_knows_the_layers_of_any_start_and_depth()
    {
        FlowSettings exactly = new(
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14),
            TimeConstant: 2.5,
            Until: 8
        );
        RunPlan plan = new("deep", [5, 4], new GaussianStart(0.1, seed: 4), exactly);
        RunResult run = Perform(TestTasks.Sheet, plan, new ReferencePrediction());
        foreach (string column in run.Trials[0].Targets.Keys)
        {
            ErrorRow(run, column).ShouldBeLessThan(1e-9, column);
        }
    }

    private static RunResult Perform(LearningTask task, RunPlan plan, IPrediction prediction)
    {
        RunPlan seen = plan with
        {
            Sample = new SampleTimes.Every(1),
            Observe =
            [
                Observable.Modes,
                Observable.Loss,
                Observable.Entries,
                .. ofLayers,
                Observable.Sharpness,
                Observable.Curvature,
            ],
            Theories = [new TheoryPlan(prediction)],
        };
        return Experiment.Perform(new Scenario("layers", task, [seen])).Runs[0];
    }

    private static double ErrorRow(RunResult run, string column) =>
        RunErrors.Of(run).Single(row => row.Observable == column).MaximumDifference.Value;

    private static double[] Drawn(LayerSizes sizes, int seed)
    {
        double[] weights = new double[sizes.Count];
        new GaussianStart(0.5, seed).Fill(sizes, weights);
        return weights;
    }

    private static double[] Seen(
        LearningTask task,
        LayerSizes sizes,
        Observable[] observables,
        double[] start,
        double[] now
    )
    {
        var observer = new NetworkObserver(task, new Architecture(sizes), observables);
        observer.SetStart(new NetworkView(sizes, start));
        double[] values = new double[observer.Columns.Count];
        observer.Observe(new NetworkView(sizes, now), values);
        return values;
    }

    /// <summary>JJᵀ of the answers to all items. The map is linear in every single weight, so a step of 1 in it is the derivative.</summary>
    private static Matrix<double> ExplicitKernel(LayerSizes sizes, double[] weights)
    {
        double[] answers = Answers(sizes, weights);
        Matrix<double> jacobian = Matrix<double>.Build.DenseOfColumnArrays(
            Enumerable
                .Range(0, weights.Length)
                .Select(index =>
                {
                    double[] moved = [.. weights];
                    moved[index]++;
                    return Answers(sizes, moved).Zip(answers, (after, before) => after - before).ToArray();
                })
        );
        return jacobian.TransposeAndMultiply(jacobian);
    }

    private static double[] Answers(LayerSizes sizes, double[] weights) =>
        new NetworkView(sizes, weights)
            .ToMatrices()
            .Aggregate(items, (below, layer) => layer * below)
            .ToColumnMajorArray();
}
