using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Networks;

public sealed class StartTests
{
    [Fact]
    public void Gaussian_weights_have_the_variance_asked_for()
    {
        var sizes = new LayerSizes(200, [300], 100);
        double[] weights = Draw(new GaussianStart(variance: 0.01, seed: 1), sizes);
        double mean = weights.Average();
        double variance = weights.Average(weight => weight * weight);
        // 90 000 draws: the mean is within 5σ = 5·0.1/300 and the variance within 5σ = 5·0.01·√(2/90000).
        mean.ShouldBe(0, tolerance: 5 * 0.1 / 300);
        variance.ShouldBe(0.01, tolerance: 5 * 0.01 * Math.Sqrt(2 / 90_000.0));
    }

    [Fact]
    public void A_layer_more_leaves_the_weights_of_the_others_in_place()
    {
        var start = new GaussianStart(variance: 0.01, seed: 7);
        double[] two = Draw(start, new LayerSizes(4, [16], 7));
        double[] three = Draw(start, new LayerSizes(4, [16, 5], 7));
        three[..64].ShouldBe(two[..64]);
    }

    [Fact]
    public void Another_seed_is_another_draw_and_the_same_seed_the_same()
    {
        var sizes = new LayerSizes(4, [16], 7);
        var start = new GaussianStart(variance: 0.01, seed: 1);
        double[] first = Draw(start, sizes);
        Draw(start.WithSeed(1), sizes).ShouldBe(first);
        Draw(start.WithSeed(2), sizes).Intersect(first).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void An_aligned_start_is_balanced_and_maps_each_direction_with_its_strength(int depth)
    {
        // Directions of a QR factorisation: orthonormal, and nothing special.
        Matrix<double> left = Matrix<double>
            .Build.Dense(6, 6, (i, j) => Math.Sin(1 + 3 * i + 7 * j))
            .QR()
            .Q.SubMatrix(0, 6, 0, 3);
        Matrix<double> right = Matrix<double>
            .Build.Dense(4, 4, (i, j) => Math.Cos(2 + 5 * i + j * j))
            .QR()
            .Q.SubMatrix(0, 4, 0, 3);
        double[] strengths = [2, 0.5, 1e-3];
        var sizes = new LayerSizes(4, [.. Enumerable.Repeat(8, depth - 1)], 6);
        double[] weights = Draw(new AlignedStart(left, right, strengths), sizes);
        Matrix<double>[] layers =
        [
            .. Enumerable
                .Range(0, depth)
                .Select(l => Matrix<double>.Build.Dense(sizes.Rows(l), sizes.Columns(l), weights[sizes[l]])),
        ];
        Matrix<double> map = layers.Aggregate((below, above) => above * below);
        Matrix<double> expected = left * Matrix<double>.Build.DenseOfDiagonalArray(strengths) * right.Transpose();
        (map - expected).L2Norm().ShouldBeLessThan(1e-15);
        for (int l = 1; l < depth; l++)
        {
            Matrix<double> imbalance =
                layers[l].TransposeThisAndMultiply(layers[l]) - layers[l - 1].TransposeAndMultiply(layers[l - 1]);
            imbalance.L2Norm().ShouldBeLessThan(1e-14);
        }
    }

    [Fact]
    public void An_aligned_start_through_too_narrow_a_layer_is_refused()
    {
        Matrix<double> unit = Matrix<double>.Build.DenseIdentity(3);
        Should
            .Throw<ArgumentException>(() => Draw(new AlignedStart(unit, unit, [1, 1, 1]), new LayerSizes(3, [2], 3)))
            .Message.ShouldStartWith("3 modes need at least as many units in every layer, but one has 2.");
    }

    [Fact]
    public void A_constant_start_has_one_number_for_all_weights_and_none_for_biases()
    {
        var sizes = new LayerSizes(2, [3], 1, hasBias: true);
        // Whatever was there before is overwritten.
        double[] weights = [.. Enumerable.Repeat(7.0, sizes.Count)];
        new ConstantStart(-0.25).Fill(sizes, weights);
        weights.ShouldBe([.. Enumerable.Repeat(-0.25, 6), 0, 0, 0, .. Enumerable.Repeat(-0.25, 3), 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => new ConstantStart(double.NaN)).ParamName.ShouldBe("value");
    }

    [Fact]
    public void Given_weights_that_do_not_fit_together_are_refused()
    {
        Should
            .Throw<ArgumentException>(() =>
                new GivenStart([Matrix<double>.Build.Dense(16, 4), Matrix<double>.Build.Dense(7, 15)])
            )
            .Message.ShouldStartWith("W_2 must have 16 columns, one per row of W_1, but is 7×15.");
    }

    private static double[] Draw(IStart start, LayerSizes sizes)
    {
        double[] weights = new double[sizes.Count];
        start.Fill(sizes, weights);
        return weights;
    }
}
