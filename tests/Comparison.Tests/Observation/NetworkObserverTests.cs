using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Observation;

public sealed class NetworkObserverTests
{
    private static readonly Observable[] everything =
    [
        Observable.Modes,
        Observable.SingularValues,
        Observable.Loss,
        Observable.Conserved,
    ];

    [Fact]
    public void The_sheet_has_two_simple_modes_and_one_degenerate_pair()
    {
        var observer = new NetworkObserver(TestTasks.Sheet, new Architecture(new LayerSizes(4, [16], 7)), everything);
        observer.Columns.ShouldBe([
            "mode1",
            "mode2",
            "group3-4",
            "block3-4",
            "sv1",
            "sv2",
            "sv3",
            "sv4",
            "loss",
            "conserved",
        ]);
        double[] learned = [.. observer.Targets.SkipLast(1)];
        double[] expected = [Math.Sqrt(7), Math.Sqrt(3), 1, Math.Sqrt(2), Math.Sqrt(7), Math.Sqrt(3), 1, 1, 0];
        for (int i = 0; i < expected.Length; i++)
        {
            learned[i].ShouldBe(expected[i], tolerance: 1e-14);
        }
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 2.5)]
    [InlineData(2, 1)]
    public void The_loss_stands_on_the_plateaus_of_the_modes_not_learned(int learned, double plateau)
    {
        double[] strengths = [.. TestTasks.Sheet.Modes.SingularValues.Select((s, mode) => mode < learned ? s : 0)];
        var sizes = new LayerSizes(4, [], 7);
        double[] values = Observe(TestTasks.Sheet, sizes, TestTasks.Sheet.Modes.MapOf(strengths).ToColumnMajorArray());
        values[8].ShouldBe(plateau, tolerance: 1e-14);
    }

    [Fact]
    public void The_excess_loss_is_the_loss_above_that_of_the_best_map_for_coloured_inputs()
    {
        LearningTask task = TestTasks.Coloured;
        Matrix<double> map = Matrix<double>.Build.Dense(7, 4, (i, j) => Math.Sin(1 + i + 3 * j));
        double expected = Loss(map) - Loss(task.BestMap);
        Observe(task, new LayerSizes(4, [], 7), map.ToColumnMajorArray())[8].ShouldBe(expected, tolerance: 1e-13);

        double Loss(Matrix<double> w) =>
            (0.5 * w * task.SigmaX * w.Transpose()).Trace() - (w.Transpose() * task.SigmaYX).Trace();
    }

    [Fact]
    public void A_degenerate_pair_is_seen_the_same_from_any_basis_of_it()
    {
        // W acts inside the span of the pair as 0.3·(turn by 0.7): mean strength 0.3 cos 0.7, block 0.3·√2.
        Matrix<double> u = TestTasks.Sheet.Modes.OutputModes.SubMatrix(0, 7, 2, 2);
        Matrix<double> v = TestTasks.Sheet.Modes.InputModes.SubMatrix(0, 4, 2, 2);
        Matrix<double> turn = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { Math.Cos(0.7), -Math.Sin(0.7) },
                { Math.Sin(0.7), Math.Cos(0.7) },
            }
        );
        Matrix<double> map = 0.3 * u * turn * v.Transpose();
        double[] values = Observe(TestTasks.Sheet, new LayerSizes(4, [], 7), map.ToColumnMajorArray());
        values[2].ShouldBe(0.3 * Math.Cos(0.7), tolerance: 1e-15);
        values[3].ShouldBe(0.3 * Math.Sqrt(2), tolerance: 1e-15);
    }

    [Fact]
    public void Drift_is_the_largest_change_of_an_imbalance_since_the_start()
    {
        var sizes = new LayerSizes(1, [1], 1);
        var task = new LearningTask(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 2));
        var observer = new NetworkObserver(task, new Architecture(sizes), [Observable.Conserved]);
        double[] drift = new double[1];
        observer.SetStart(new NetworkView(sizes, new double[] { 1, 2 }));
        observer.Observe(new NetworkView(sizes, new double[] { 1, 2 }), drift);
        drift[0].ShouldBe(0);
        // w₂² − w₁²: 3 at the start, 16 − 9 = 7 now.
        observer.Observe(new NetworkView(sizes, new double[] { 3, 4 }), drift);
        drift[0].ShouldBe(4);
    }

    [Theory]
    [InlineData(MomentConvention.Sum)]
    [InlineData(MomentConvention.Mean)]
    public void A_network_whose_biases_are_zero_is_seen_as_the_one_without_them(MomentConvention convention)
    {
        Matrix<double> inputs = Matrix<double>.Build.Dense(2, 5, (i, n) => Math.Cos(1 + 2 * i + 3 * n));
        Matrix<double> targets = Matrix<double>.Build.Dense(2, 5, (i, n) => Math.Sin(1 + i + 2 * n));
        LearningTask task = new(new DataSet(inputs, targets), convention);
        Observable[] observables = [Observable.Modes, Observable.SingularValues, Observable.Loss];
        double[] map = [0.3, -0.7, 1.1, 0.2];
        double[] with = Seen(new LayerSizes(2, [], 2, hasBias: true), [.. map, 0, 0]);
        double[] without = Seen(new LayerSizes(2, [], 2), map);
        with.Zip(without, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(1e-13);

        double[] Seen(LayerSizes sizes, double[] weights)
        {
            var observer = new NetworkObserver(task, new Architecture(sizes), observables);
            double[] values = new double[observer.Columns.Count];
            observer.Observe(new NetworkView(sizes, weights), values);
            return values;
        }
    }

    [Fact]
    public void An_observation_allocates_nothing()
    {
        var sizes = new LayerSizes(4, [16], 7);
        double[] weights = new double[sizes.Count];
        new GaussianStart(0.01, seed: 1).Fill(sizes, weights);
        var observer = new NetworkObserver(TestTasks.Sheet, new Architecture(sizes), everything);
        double[] values = new double[observer.Columns.Count];
        var network = new NetworkView(sizes, weights);
        for (int i = 0; i < 100; i++)
        {
            observer.Observe(network, values);
        }
        // The least of ten: a pool may meet a collection, but what a look allocates it allocates in all of them.
        long least = long.MaxValue;
        for (int round = 0; round < 10; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                observer.Observe(network, values);
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        least.ShouldBe(0);
    }

    private static double[] Observe(LearningTask task, LayerSizes sizes, double[] weights)
    {
        var observer = new NetworkObserver(task, new Architecture(sizes), everything);
        double[] values = new double[observer.Columns.Count];
        observer.Observe(new NetworkView(sizes, weights), values);
        return values;
    }
}
