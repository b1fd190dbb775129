using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Networks;

public sealed class LambdaBalancedStartTests
{
    private static readonly double[] Strengths = [2, 0.5, 0.01];

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(-0.7)]
    [InlineData(50)]
    [InlineData(-50)]
    public void The_layers_differ_by_lambda_and_the_map_is_the_one_asked_for(double lambda)
    {
        (Matrix<double> left, Matrix<double> right, Matrix<double> hidden) = (
            Columns(6, 3),
            Columns(4, 3),
            Columns(3, 3)
        );
        var start = new LambdaBalancedStart(left, right, Strengths, lambda, hidden);
        var drawn = new DrawnNetwork(start, new LayerSizes(4, [3], 6));
        // Rounding of W₂ᵀW₂, of size |λ| + s.
        double rounding = 1e-15 * (10 + 5 * Math.Abs(lambda));
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(3);
        DrawnNetwork.Largest(drawn.Imbalance(0) - lambda * identity).ShouldBeLessThan(rounding);
        Matrix<double> map = left * Matrix<double>.Build.DenseOfDiagonalArray(Strengths) * right.Transpose();
        DrawnNetwork.Largest(drawn.Map() - map).ShouldBeLessThan(1e-15 * 10);
    }

    [Fact]
    public void A_large_lambda_loses_no_digit_of_a_small_strength()
    {
        // One neuron: w₂ ≈ √λ and w₁ = s/w₂, where √(λ² + 4s²) − λ would be 0.
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(1);
        var drawn = new DrawnNetwork(new LambdaBalancedStart(one, one, [1e-6], 1e6), new LayerSizes(1, [1], 1));
        drawn.Weights(0)[0].ShouldBe(1e-9, tolerance: 1e-24);
        drawn.Weights(1)[0].ShouldBe(1e3, tolerance: 1e-12);
    }

    [Fact]
    public void A_strength_near_the_largest_number_overflows_nothing()
    {
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(1);
        var drawn = new DrawnNetwork(new LambdaBalancedStart(one, one, [1e308], lambda: 1), new LayerSizes(1, [1], 1));
        drawn.Weights(0)[0].ShouldBe(1e154, tolerance: 1e140);
        drawn.Weights(1)[0].ShouldBe(1e154, tolerance: 1e140);
    }

    [Fact]
    public void Lambda_zero_is_the_aligned_start()
    {
        (Matrix<double> left, Matrix<double> right) = (Columns(6, 3), Columns(4, 3));
        var sizes = new LayerSizes(4, [8], 6, hasBias: true);
        double[] aligned = new DrawnNetwork(new AlignedStart(left, right, Strengths), sizes).State;
        double[] balanced = new DrawnNetwork(new LambdaBalancedStart(left, right, Strengths, 0), sizes).State;
        balanced.Zip(aligned, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void A_mode_of_strength_zero_needs_a_direction_on_one_side_only()
    {
        // Three hidden units, two inputs: the third unit lives on the output side alone.
        Matrix<double> right = Columns(2, 2).Append(Matrix<double>.Build.Dense(2, 1));
        var start = new LambdaBalancedStart(Columns(6, 3), right, [2, 0.5, 0], lambda: 1);
        var drawn = new DrawnNetwork(start, new LayerSizes(2, [3], 6));
        DrawnNetwork.Largest(drawn.Imbalance(0) - Matrix<double>.Build.DenseIdentity(3)).ShouldBeLessThan(1e-14);
        Should
            .Throw<ArgumentException>(() => new LambdaBalancedStart(Columns(6, 3), right, [2, 0.5, 0], lambda: -1))
            .Message.ShouldStartWith("Directions must be orthonormal, but the product of directions 3 and 3 is 0.");
    }

    [Theory]
    [InlineData(
        4,
        new[] { 4 },
        6,
        "A λ-balanced start needs a mode for each of 4 hidden units unless λ = 0, but was given 3."
    )]
    [InlineData(
        4,
        new[] { 2 },
        6,
        "A λ-balanced start needs a hidden unit for each of 3 modes, but the network has 2."
    )]
    [InlineData(
        5,
        new[] { 3 },
        6,
        "A λ-balanced start needs 4 inputs and 6 outputs as its directions, but the network has 5 and 6."
    )]
    [InlineData(4, new[] { 3, 3 }, 6, "A λ-balanced start needs a network of two layers, but this one has 3.")]
    public void A_network_it_cannot_start_is_refused(int inputs, int[] hidden, int outputs, string message)
    {
        var start = new LambdaBalancedStart(Columns(6, 3), Columns(4, 3), Strengths, lambda: 1);
        Should
            .Throw<ArgumentException>(() => new DrawnNetwork(start, new LayerSizes(inputs, hidden, outputs)))
            .Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_lambda_or_a_strength_that_cannot_be_is_refused()
    {
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(1);
        Should.Throw<ArgumentException>(() => new LambdaBalancedStart(one, one, [1], double.NaN));
        Should.Throw<ArgumentException>(() => new LambdaBalancedStart(one, one, [-1], 0));
        Should.Throw<ArgumentException>(() => new LambdaBalancedStart(one, one, [1, 2], 0));
    }

    // Columns of a QR factorisation: orthonormal, and nothing special.
    private static Matrix<double> Columns(int rows, int columns) =>
        Matrix<double>
            .Build.Dense(rows, rows, (i, j) => Math.Sin(1 + 3 * i + 7 * j + i * j))
            .QR()
            .Q.SubMatrix(0, rows, 0, columns);
}
