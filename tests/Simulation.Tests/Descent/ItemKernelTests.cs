using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;
using SimulationTests.Flow;

namespace SimulationTests.Descent;

public sealed class ItemKernelTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public void Registers_of_every_width_descend_as_products_do(int lanes)
    {
        // Widths 1 to 33 leave every tail of rows and of columns.
        foreach (int width in Enumerable.Range(1, 33))
        {
            var sizes = new LayerSizes(width, [34 - width, width], 34 - width, hasBias: width % 2 == 0);
            var architecture = new Architecture(sizes) { Activation = Activation.Tanh };
            double[] start = Draw(sizes.Count, variance: 0.1, seed: width);
            double[] byKernels = [.. start];
            double[] byProducts = [.. start];
            for (int item = 0; item < 5; item++)
            {
                double[] inputs = Draw(sizes.Inputs, variance: 1, seed: 100 + item);
                double[] targets = Draw(sizes.Outputs, variance: 1, seed: 200 + item);
                Descend(architecture, byKernels, inputs, targets, lanes);
                Descend(architecture, byProducts, inputs, targets, lanes: 0);
            }
            byKernels.ShouldBe(byProducts, tolerance: 1e-12);
            byKernels.Zip(start, (after, before) => Math.Abs(after - before)).Max().ShouldBeGreaterThan(1e-3);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_layer_of_any_shape_sums_and_moves_by_definition(int lanes)
    {
        for (int shape = 0; shape < 10 * 10; shape++)
        {
            (int rows, int columns) = (1 + shape % 10, 1 + shape / 10);
            // Whole numbers and a rate of ½: nothing is rounded, in whatever order it is added.
            double[] state = WholeNumbers(rows * columns, seed: shape);
            double[] x = WholeNumbers(columns, seed: 1000 + shape);
            double[] error = WholeNumbers(rows, seed: 2000 + shape);
            double[] sums =
            [
                .. Enumerable.Range(0, rows).Select(row => Sum(columns, column => W(row, column) * x[column])),
            ];
            double[] pulled =
            [
                .. Enumerable.Range(0, columns).Select(column => Sum(rows, row => W(row, column) * error[row])),
            ];
            double[] moved = [.. state.Select((weight, k) => weight - 0.5 * error[k % rows] * x[k / rows])];

            var layer = new LinearLayer(new LayerSizes(columns, [], rows), 0, new TripleLoop(), lanes);
            double[] z = new double[rows];
            layer.Forward(state, x, 1, z);
            double[] below = new double[columns];
            double[] after = [.. state];
            layer.Backward(after, x, 1, error, rate: 0.5, below, moved: after);
            z.ShouldBe(sums, $"{rows} × {columns}");
            below.ShouldBe(pulled, $"{rows} × {columns}");
            after.ShouldBe(moved, $"{rows} × {columns}");

            double W(int row, int column) => state[column * rows + row];
        }
    }

    [Fact]
    public void A_one_hot_item_is_a_column_of_the_first_layer()
    {
        var sizes = new LayerSizes(6, [5], 3, hasBias: true);
        var architecture = new Architecture(sizes) { Activation = Activation.Silu };
        double[] asNumbers = Draw(sizes.Count, variance: 0.1, seed: 1);
        double[] asInputs = [.. asNumbers];
        int[] items = [4, 0, 5];
        double[] targets = Draw(9, variance: 1, seed: 2);
        double[] inputs = [.. items.SelectMany(item => Enumerable.Range(0, 6).Select(i => i == item ? 1.0 : 0))];
        var network = new Backpropagation(architecture, 3, new TripleLoop(), lanes: 0);
        network.Descend(
            asNumbers,
            new Batch
            {
                Count = 3,
                OneHot = items,
                Targets = targets,
            },
            Loss.MeanSquared,
            rate: 0.5
        );
        network.Descend(
            asInputs,
            new Batch
            {
                Count = 3,
                Inputs = inputs,
                Targets = targets,
            },
            Loss.MeanSquared,
            rate: 0.5
        );
        asNumbers.ShouldBe(asInputs, tolerance: 1e-14);
    }

    [Fact]
    public void Answers_to_all_items_of_a_linear_network_are_its_map()
    {
        var sizes = new LayerSizes(6, [5, 7], 3);
        double[] weights = Draw(sizes.Count, variance: 0.3, seed: 1);
        var view = new NetworkView(sizes, weights);
        Matrix<double> map = Enumerable
            .Range(0, 3)
            .Select(l => Matrix<double>.Build.Dense(sizes.Rows(l), sizes.Columns(l), view[l].Values.ToArray()))
            .Aggregate((below, above) => above * below);
        var data = new DataSet(
            Matrix<double>.Build.DenseIdentity(6),
            Matrix<double>.Build.Dense(3, 6, Draw(18, variance: 1, seed: 2))
        );
        var responses = new ItemResponses(new Architecture(sizes), data, new TripleLoop());
        responses.Of(view).ToArray().ShouldBe(map.ToColumnMajorArray(), tolerance: 1e-14);
        Matrix<double> targets = Matrix<double>.Build.Dense(3, 6, data.Targets.ToArray());
        double squares = (map - targets).Enumerate().Sum(error => error * error);
        responses.LossOf(view, Loss.HalfSquared).ShouldBe(squares / 12, tolerance: 1e-14);
        responses.LossOf(view, Loss.MeanSquared).ShouldBe(squares / 18, tolerance: 1e-14);
        long before = GC.GetAllocatedBytesForCurrentThread();
        responses.Of(view);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Descend(
        Architecture architecture,
        double[] weights,
        double[] inputs,
        double[] targets,
        int lanes
    )
    {
        var network = new Backpropagation(architecture, 1, new ManagedProducts(), lanes);
        var batch = new Batch
        {
            Count = 1,
            Inputs = inputs,
            Targets = targets,
        };
        network.Descend(weights, batch, Loss.HalfSquared, rate: 0.05);
    }

    private static double Sum(int terms, Func<int, double> term) => Enumerable.Range(0, terms).Sum(term);

    private static double[] WholeNumbers(int count, int seed) =>
        [.. Draw(count, variance: 100, seed).Select(draw => Math.Round(draw))];

    private static double[] Draw(int count, double variance, int seed)
    {
        double[] values = new double[count];
        new GaussianStart(variance, seed).Fill(new LayerSizes(1, [], count), values);
        return values;
    }
}
