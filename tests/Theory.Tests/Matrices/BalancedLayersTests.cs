using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Matrices;

public sealed class BalancedLayersTests
{
    private static readonly Matrix<double> sigmaYX = Matrix<double>.Build.Random(3, 4, seed: 21);
    private static readonly Matrix<double> factor = Matrix<double>.Build.Random(4, 4, seed: 22);
    private static readonly Matrix<double> sigmaX = factor.TransposeAndMultiply(factor);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(6, 1)]
    [InlineData(4, 3)]
    public void Balanced_layers_are_reduced_to_as_many_units_as_their_product_has_rank(int depth, int rank)
    {
        Matrix<double>[] layers = Balanced(depth, rank, size: 1);
        Matrix<double>[] reduced = BalancedLayers.Reduced(layers).ShouldNotBeNull();
        reduced[0].RowCount.ShouldBe(rank);
        reduced[^1].ColumnCount.ShouldBe(rank);
        reduced[1..^1].ShouldAllBe(layer => layer.RowCount == rank && layer.ColumnCount == rank);
        // Rounding of products of numbers of order 1.
        Largest(Product(reduced) - Product(layers)).ShouldBeLessThan(1e-14);
        BalancedLayers.Inequality(reduced).ShouldBeLessThan(1e-13);
    }

    // Products of 1e-100 to the sixth power underflow; layers do not.
    [Fact]
    public void Layers_of_the_product_of_small_weights_have_their_size()
    {
        Matrix<double>[] layers = Balanced(depth: 6, rank: 2, size: 1e-100);
        Matrix<double>[] found = BalancedLayers.OfProduct(layers);
        Matrix<double> expected = Product(Balanced(depth: 6, rank: 2, size: 1));
        Largest(Product([.. found.Select(layer => layer * 1e100)]) - expected).ShouldBeLessThan(1e-13);
        found[0].RowCount.ShouldBe(2);
    }

    [Fact]
    public void Layers_that_differ_in_a_weak_direction_are_unequal_beside_its_own_strength()
    {
        Matrix<double> first = Matrix<double>.Build.DenseOfDiagonalArray([1, 1e-5]);
        Matrix<double> second = Matrix<double>.Build.DenseOfDiagonalArray([1, 1.001e-5]);
        // 1.001² − 1, of squares of 1e-10 beside 1.
        BalancedLayers.Inequality([first, second]).ShouldBe(0.002001, tolerance: 1e-9);
    }

    [Fact]
    public void A_layer_too_narrow_for_the_directions_of_the_first_is_not_balanced() =>
        BalancedLayers
            .Reduced([Matrix<double>.Build.DenseIdentity(3, 4), Matrix<double>.Build.Dense(1, 3, 1)])
            .ShouldBeNull();

    [Fact]
    public void Of_a_zero_map_one_unit_is_left_that_never_moves()
    {
        Matrix<double>[] zeros = [Matrix<double>.Build.Dense(5, 4), Matrix<double>.Build.Dense(3, 5)];
        Matrix<double>[] reduced = BalancedLayers.Reduced(zeros).ShouldNotBeNull();
        reduced[0].RowCount.ShouldBe(1);
        new LayersFlow(sigmaYX, sigmaX, timeConstant: 1)
            .VelocityAt(reduced)
            .ShouldAllBe(velocity => Largest(velocity) == 0);
    }

    // The loss ½tr(WΣ^xWᵀ) − tr(WΣ^yxᵀ) + ½γΣ‖W_l‖² is a polynomial: a difference quotient of step 1e-4 is its gradient to 1e-8.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Layers_move_down_the_gradient_of_the_loss(int depth)
    {
        const double decay = 0.3;
        const double step = 1e-4;
        Matrix<double>[] layers =
        [
            .. Enumerable
                .Range(1, depth)
                .Select(layer =>
                    Matrix<double>.Build.Random(layer == depth ? 3 : 5, layer == 1 ? 4 : 5, seed: 30 + layer)
                ),
        ];
        Matrix<double>[] velocities = new LayersFlow(sigmaYX, sigmaX, timeConstant: 2.5, decay).VelocityAt(layers);
        for (int layer = 0; layer < depth; layer++)
        {
            for (int row = 0; row < layers[layer].RowCount; row++)
            {
                for (int column = 0; column < layers[layer].ColumnCount; column++)
                {
                    double slope = (Loss(step) - Loss(-step)) / (2 * step);
                    velocities[layer][row, column].ShouldBe(-slope / 2.5, tolerance: 1e-6);

                    double Loss(double change)
                    {
                        Matrix<double>[] moved = [.. layers.Select(weight => weight.Clone())];
                        moved[layer][row, column] += change;
                        Matrix<double> map = Product(moved);
                        return (map * sigmaX).TransposeAndMultiply(map).Trace() / 2
                            - map.TransposeAndMultiply(sigmaYX).Trace()
                            + decay / 2 * moved.Sum(weight => weight.PointwisePower(2).Enumerate().Sum());
                    }
                }
            }
        }
    }

    // The theorem of Arora, Cohen and Hazan, at ranks below that of the task: 0^{1/L} is 0, not 1e-17^{1/L}.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 1)]
    [InlineData(5, 2)]
    [InlineData(3, 3)]
    public void The_velocity_of_the_map_is_that_of_its_reduced_layers(int depth, int rank)
    {
        Matrix<double>[] layers = BalancedLayers.Reduced(Balanced(depth, rank, size: 1)).ShouldNotBeNull();
        Matrix<double>[] velocities = new LayersFlow(sigmaYX, sigmaX, timeConstant: 1).VelocityAt(layers);
        Matrix<double> expected = Matrix<double>.Build.Dense(3, 4);
        for (int layer = 0; layer < depth; layer++)
        {
            expected += Product([.. layers[..layer], velocities[layer], .. layers[(layer + 1)..]]);
        }
        Matrix<double> velocity = new EndToEndFlow(sigmaYX, sigmaX, depth, timeConstant: 1).VelocityAt(Product(layers));
        // Rounding of the shares of singular values of at least 0.3.
        Largest(velocity - expected).ShouldBeLessThan(1e-13);
    }

    // W_l = Q_l S^{1/L} Q_{l−1}ᵀ with hidden layers wider than the rank.
    private static Matrix<double>[] Balanced(int depth, int rank, double size)
    {
        Matrix<double> share =
            size
            * Matrix<double>.Build.DenseOfDiagonalArray([
                .. new[] { 1.7, 0.6, 0.3 }.Take(rank).Select(strength => Math.Pow(strength, 1.0 / depth)),
            ]);
        Matrix<double>[] bases =
        [
            .. Enumerable
                .Range(0, depth + 1)
                .Select(layer =>
                {
                    int width =
                        layer == 0 ? 4
                        : layer == depth ? 3
                        : 3 + layer;
                    return Matrix<double>
                        .Build.Random(width, rank, seed: 50 + layer)
                        .QR()
                        .Q.SubMatrix(0, width, 0, rank);
                }),
        ];
        return [.. Enumerable.Range(0, depth).Select(layer => bases[layer + 1] * share * bases[layer].Transpose())];
    }

    private static Matrix<double> Product(Matrix<double>[] layers) => layers.Aggregate((below, above) => above * below);

    private static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);
}
