using Dynamics.Theory;
using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Discrete;

public sealed class StabilityLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void With_white_inputs_the_limit_of_a_task_is_that_of_its_strongest_mode(int depth)
    {
        SingularModes modes = SingularModes.Of(sigmaYX: Sheet, sigmaX: White(4));
        double strongest = StabilityLimit.OfBalanced(depth, Math.Sqrt(7), 1);
        Limit(depth, modes, White(4)).ShouldBe(strongest, tolerance: 1e-14);
    }

    // Variances that put the largest curvature into a mode, between two modes, and outside all modes (the fourth input).
    [Theory]
    [InlineData(1, 0.5, 1, 1, 3)]
    [InlineData(2, 1, 1, 1, 0.5)]
    [InlineData(2, 0.5, 2, 1, 1)]
    [InlineData(2, 0.5, 1, 1, 9)]
    [InlineData(3, 0.5, 2, 1, 1)]
    [InlineData(3, 0.5, 1, 1, 9)]
    public void The_limit_of_a_task_is_2_over_the_largest_eigenvalue_of_the_Hessian_at_the_balanced_solution(
        int depth,
        double first,
        double second,
        double third,
        double outside
    )
    {
        double[] variances = [first, second, third, outside];
        double[] s = [2, 0.7, 0.3];
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfDiagonalArray(variances);
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfDiagonalArray(3, 4, s);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: sigmaX);
        double[] layers = [.. s.Zip(variances, (strength, d) => Math.Pow(strength / d, 1.0 / depth))];
        Limit(depth, modes, sigmaX).ShouldBe(2 / LargestCurvature(Weights(depth, layers), variances), tolerance: 1e-12);
    }

    // Layers Q_l S^{1/L} Q_{l−1}ᵀ are balanced; the first and last Q are those of the map, the others do not matter.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void At_balanced_layers_of_any_map_and_any_inputs_the_limit_is_2_over_the_largest_curvature(int depth)
    {
        Matrix<double> factor = Matrix<double>.Build.Random(4, 4, seed: 3);
        Matrix<double> sigmaX = factor.TransposeAndMultiply(factor);
        Svd<double> map = Matrix<double>.Build.Random(3, 4, seed: 8).Svd(computeVectors: true);
        Matrix<double> share = Matrix<double>.Build.DenseOfDiagonalArray([
            .. map.S.Select(strength => Math.Pow(strength, 1.0 / depth)),
        ]);
        Matrix<double>[] weights =
        [
            .. Enumerable
                .Range(1, depth)
                .Select(layer =>
                    (layer == depth ? map.U : Matrix<double>.Build.DenseIdentity(3))
                    * share
                    * (layer == 1 ? map.VT.SubMatrix(0, 3, 0, 4) : Matrix<double>.Build.DenseIdentity(3))
                ),
        ];
        StabilityLimit
            .OfBalancedMap(depth, Product(weights), sigmaX)
            .ShouldBe(2 / LargestCurvature(weights, factor), tolerance: 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Where_directions_are_shared_the_limit_of_the_solution_is_that_of_the_task(int depth)
    {
        Matrix<double> sigmaX = Matrix<double>.Build.DenseOfDiagonalArray([0.5, 2, 1, 9]);
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfDiagonalArray(3, 4, [2, 0.7, 0.3]);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: sigmaX);
        StabilityLimit
            .OfBalancedMap(depth, sigmaYX * sigmaX.Inverse(), sigmaX)
            .ShouldBe(Limit(depth, modes, sigmaX), tolerance: 1e-13);
    }

    [Fact]
    public void Without_shared_input_directions_only_one_layer_has_a_limit()
    {
        Matrix<double> sigmaX = White(4);
        (sigmaX[0, 1], sigmaX[1, 0]) = (0.5, 0.5);
        (sigmaX[2, 2], sigmaX[3, 3]) = (1.2, 1.1);
        SingularModes modes = SingularModes.Of(sigmaYX: Sheet, sigmaX: sigmaX);
        // The eigenvalues are 1 ± ½, 1.2 and 1.1.
        Limit(1, modes, sigmaX).ShouldBe(2 / 1.5, tolerance: 1e-14);
        StabilityLimit
            .OfTask(2, modes, sigmaX)
            .ShouldBeOfType<ClosedForm<double>.None>()
            .Because.ShouldStartWith("Σ^x and Σ^yx do not share their input directions");
        Should
            .Throw<ArgumentException>(() => StabilityLimit.OfTask(2, modes, White(3)))
            .Message.ShouldContain("Σ^x must be 4×4");
    }

    private static double LargestCurvature(Matrix<double>[] weights, double[] variances) =>
        LargestCurvature(weights, Matrix<double>.Build.DenseOfDiagonalArray([.. variances.Select(Math.Sqrt)]));

    // At zero error the Hessian of ½tr[(W − W*)Σ^x(W − W*)ᵀ] is JᵀJ, J the derivative of WR by all weights, RRᵀ = Σ^x: the product is
    // linear in each weight, so that a difference quotient is the derivative.
    private static double LargestCurvature(Matrix<double>[] weights, Matrix<double> root)
    {
        Matrix<double> map = Product(weights);
        List<Vector<double>> columns = [];
        for (int layer = 0; layer < weights.Length; layer++)
        {
            for (int entry = 0; entry < weights[layer].RowCount * weights[layer].ColumnCount; entry++)
            {
                Matrix<double>[] moved = [.. weights.Select(weight => weight.Clone())];
                moved[layer][entry % weights[layer].RowCount, entry / weights[layer].RowCount] += 1;
                columns.Add(Vector<double>.Build.DenseOfArray(((Product(moved) - map) * root).ToColumnMajorArray()));
            }
        }
        Svd<double> derivative = Matrix<double>.Build.DenseOfColumnVectors(columns).Svd(computeVectors: false);
        return Math.Pow(derivative.S[0], 2);
    }

    private static Matrix<double>[] Weights(int depth, double[] layers) =>
        [
            .. Enumerable
                .Range(1, depth)
                .Select(layer =>
                    Matrix<double>.Build.Dense(
                        layer == depth ? 3 : 5,
                        layer == 1 ? 4 : 5,
                        (row, column) => row == column && row < layers.Length ? layers[row] : 0
                    )
                ),
        ];

    private static Matrix<double> Product(Matrix<double>[] weights) =>
        weights.Skip(1).Aggregate(weights[0], (map, weight) => weight * map);

    private static double Limit(int depth, SingularModes modes, Matrix<double> sigmaX) =>
        StabilityLimit.OfTask(depth, modes, sigmaX).ShouldBeOfType<ClosedForm<double>.Found>().Solution;
}
