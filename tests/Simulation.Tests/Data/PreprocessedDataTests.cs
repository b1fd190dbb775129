using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class PreprocessedDataTests
{
    // Three inputs of four items; no two are uncorrelated, none has mean 0.
    private static readonly double[,] inputs =
    {
        { 1, 2, 4, 9 },
        { 3, 1, 0, 2 },
        { 10, 10, 14, 12 },
    };

    private static DataSet Data => new(Matrix<double>.Build.DenseOfArray(inputs), Targets);

    private static Matrix<double> Targets => Matrix<double>.Build.Dense(1, 4, [1, 2, 3, 5]);

    [Fact]
    public void Nothing_done_is_the_same_object() =>
        Data.Preprocessed(Preprocessing.None).Inputs.ToArray().ShouldBe(Data.Inputs.ToArray());

    [Fact]
    public void Centred_inputs_lack_their_mean_and_nothing_else() =>
        // Means by hand: 4, 1.5, 11.5.
        Data.Preprocessed(Preprocessing.Centred)
            .Inputs.ToArray()
            .ShouldBe([-3, 1.5, -1.5, -2, -0.5, -1.5, 0, -1.5, 2.5, 5, 0.5, 0.5], tolerance: 1e-15);

    [Fact]
    public void Standardised_inputs_have_the_variance_1_over_the_items_and_keep_their_correlations()
    {
        double[] covariance = Covariance(Preprocessing.Standardised);
        // By hand: Σ(x−4)² = 38, Σ(x−1.5)² = 5, Σ(x−11.5)² = 11; cross sums −1, 10 and −5.
        double[] correlations = [-1 / Math.Sqrt(190), 10 / Math.Sqrt(418), -5 / Math.Sqrt(55)];
        double[] expected =
        [
            1,
            correlations[0],
            correlations[1],
            correlations[0],
            1,
            correlations[2],
            correlations[1],
            correlations[2],
            1,
        ];
        covariance.ShouldBe(expected, tolerance: 1e-14);
    }

    [Theory]
    [InlineData(Preprocessing.PcaWhitened)]
    [InlineData(Preprocessing.ZcaWhitened)]
    public void Whitened_inputs_are_uncorrelated_with_variance_1(Preprocessing kind) =>
        // The condition number of the covariance is about 30, times a machine epsilon per product.
        Covariance(kind).ShouldBe([1, 0, 0, 0, 1, 0, 0, 0, 1], tolerance: 1e-13);

    [Fact]
    public void Zca_is_the_symmetric_root_and_so_leaves_white_inputs_alone()
    {
        DataSet once = Data.Preprocessed(Preprocessing.ZcaWhitened);
        once.Preprocessed(Preprocessing.ZcaWhitened).Inputs.ToArray().ShouldBe(once.Inputs.ToArray(), tolerance: 1e-13);
        // X_c X_zcaᵀ/N = C^{1/2} is symmetric; of principal components it would not be.
        Matrix<double> cross = Dense(Data.Preprocessed(Preprocessing.Centred)) * Dense(once).Transpose();
        (cross - cross.Transpose()).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Principal_components_come_in_descending_order_with_a_sign_of_their_own()
    {
        // Two independent inputs of variances 1 and 9: the second is the first component.
        DataSet data = new(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, 1, -1, -1 },
                    { 3, -3, 3, -3 },
                }
            ),
            Targets
        );
        data.Preprocessed(Preprocessing.PcaWhitened)
            .Inputs.ToArray()
            .ShouldBe([1, 1, -1, 1, 1, -1, -1, -1], tolerance: 1e-15);
    }

    [Theory]
    [InlineData(Preprocessing.Standardised)]
    [InlineData(Preprocessing.PcaWhitened)]
    public void An_input_that_does_not_vary_is_named(Preprocessing kind)
    {
        DataSet constant = new(
            Matrix<double>.Build.Dense(2, 3, [1, 0.1, 2, 0.1, 4, 0.1]),
            Matrix<double>.Build.Dense(1, 3, 1)
        );
        Should
            .Throw<ArgumentException>(() => constant.Preprocessed(kind))
            .Message.ShouldStartWith(
                "Input 2 must vary from item to item to be given the variance 1, but is 0.1 in all 3. Leave its column out"
            );
        Should.NotThrow(() => constant.Preprocessed(Preprocessing.Centred));
    }

    [Theory]
    [InlineData(Preprocessing.PcaWhitened)]
    [InlineData(Preprocessing.ZcaWhitened)]
    public void Inputs_that_follow_from_others_cannot_be_whitened(Preprocessing kind)
    {
        // The second is twice the first.
        DataSet dependent = new(
            Matrix<double>.Build.Dense(2, 3, [1, 2, 2, 4, 4, 8]),
            Matrix<double>.Build.Dense(1, 3, 1)
        );
        Should
            .Throw<ArgumentException>(() => dependent.Preprocessed(kind))
            .Message.ShouldContain(
                "must vary along every direction, but the smallest eigenvalue of their covariance is"
            );
    }

    [Fact]
    public void Targets_stay_and_their_mean_leaves_the_moments_of_centred_inputs_alone()
    {
        DataSet centred = Data.Preprocessed(Preprocessing.Centred);
        centred.Targets.ToArray().ShouldBe([1, 2, 3, 5]);
        // (y − 2.75)Xᵀ by hand: Σ y x for the three rows.
        SecondMoments.Of(centred, MomentConvention.Sum).SigmaYX.ToArray().ShouldBe([18, -1.5, 5.5], tolerance: 1e-14);
    }

    private static double[] Covariance(Preprocessing kind)
    {
        DataSet data = Data.Preprocessed(kind);
        Matrix<double> x = Dense(data);
        x.RowSums().ToArray().ShouldBe([0, 0, 0], tolerance: 1e-14);
        return (x * x.Transpose() / 4).ToColumnMajorArray();
    }

    private static Matrix<double> Dense(DataSet data) =>
        Matrix<double>.Build.Dense(data.InputWidth, data.Count, data.Inputs.ToArray());
}
