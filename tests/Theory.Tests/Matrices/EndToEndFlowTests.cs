using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Matrices;

public sealed class EndToEndFlowTests
{
    private static readonly Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 1.3, -0.4, 0.2, 0.9 },
            { 0.1, 0.8, -0.7, 0.3 },
            { -0.6, 0.5, 1.1, 0.2 },
        }
    );

    private static readonly Matrix<double> sigmaX = Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 1.5, 0.3, 0, 0.1 },
            { 0.3, 0.8, 0.2, 0 },
            { 0, 0.2, 1.1, -0.3 },
            { 0.1, 0, -0.3, 0.9 },
        }
    );

    // W_l = Q_l S^{1/L} Q_{l−1}ᵀ is balanced, and its product is Q_L S Q_0ᵀ: the sum over layers of how each one's gradient moves
    // that product needs no theorem.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Velocity_is_what_the_gradients_of_balanced_layers_make_of_their_product(int depth)
    {
        const double decay = 0.3;
        Matrix<double>[] bases =
        [
            Orthonormal(4, 7),
            .. Enumerable.Range(0, depth - 1).Select(layer => Orthonormal(3 + layer % 3, 11 + layer)),
            Orthonormal(3, 5),
        ];
        Matrix<double> share = Matrix<double>.Build.DiagonalOfDiagonalArray([
            .. new[] { 1.7, 0.6, 0.02 }.Select(strength => Math.Pow(strength, 1.0 / depth)),
        ]);
        Matrix<double>[] layers =
        [
            .. Enumerable.Range(0, depth).Select(layer => bases[layer + 1] * share * bases[layer].Transpose()),
        ];
        Matrix<double> map = Product(layers, 0, depth, inputs: 4);
        Matrix<double> push = sigmaYX - map * sigmaX;
        Matrix<double> expected = Matrix<double>.Build.Dense(3, 4);
        for (int layer = 0; layer < depth; layer++)
        {
            Matrix<double> below = Product(layers, 0, layer, inputs: 4);
            Matrix<double> above = Product(layers, layer + 1, depth, inputs: layers[layer].RowCount);
            Matrix<double> moved = above.Transpose() * push * below.Transpose() - decay * layers[layer];
            expected += above * moved * below;
        }
        var flow = new EndToEndFlow(sigmaYX, sigmaX, depth, timeConstant: 2.5, decay);
        // Rounding of a dozen products of numbers of order 1.
        (flow.VelocityAt(map) * 2.5 - expected)
            .Enumerate()
            .Max(Math.Abs)
            .ShouldBeLessThan(2e-14);
    }

    [Fact]
    public void At_zero_only_one_layer_moves()
    {
        Matrix<double> zero = Matrix<double>.Build.Dense(3, 4);
        new EndToEndFlow(sigmaYX, sigmaX, depth: 1, timeConstant: 1).VelocityAt(zero).ShouldBe(sigmaYX);
        new EndToEndFlow(sigmaYX, sigmaX, depth: 2, timeConstant: 1).VelocityAt(zero).ShouldBe(zero);
    }

    [Fact]
    public void A_map_of_another_shape_is_refused_with_both_shapes()
    {
        var flow = new EndToEndFlow(sigmaYX, sigmaX, depth: 2, timeConstant: 1);
        Should
            .Throw<ArgumentException>(() => flow.VelocityAt(Matrix<double>.Build.Dense(4, 3)))
            .Message.ShouldStartWith("The map must have the shape of Σ^yx, 3×4, but is 4×3.");
    }

    private static Matrix<double> Orthonormal(int rows, int seed) =>
        Matrix<double>.Build.Random(rows, 3, seed).QR().Q.SubMatrix(0, rows, 0, 3);

    private static Matrix<double> Product(Matrix<double>[] layers, int from, int to, int inputs)
    {
        Matrix<double> product = Matrix<double>.Build.DenseIdentity(inputs);
        foreach (Matrix<double> layer in layers[from..to])
        {
            product = layer * product;
        }
        return product;
    }
}
