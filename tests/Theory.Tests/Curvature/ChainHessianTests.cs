using Dynamics.Theory.Curvature;
using Dynamics.Theory.Discrete;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Curvature;

public sealed class ChainHessianTests
{
    [Theory]
    [InlineData(1.3, 1, new[] { 0.7, -0.4, 1.2, 0.9 })]
    [InlineData(-0.8, 0.6, new[] { 0.7, 0, 1.2 })]
    [InlineData(2, 1, new[] { 1.5, 0.3 })]
    [InlineData(2, 0.7, new[] { 1.5 })]
    public void The_matrix_is_that_of_second_differences_of_the_loss(double s, double d, double[] layers)
    {
        // The loss is a polynomial of degree 2 in each layer, of which central differences are exact, however wide.
        const double H = 0.5;
        Matrix<double> hessian = ChainHessian.Of(layers, s, d);
        for (int l = 0; l < layers.Length; l++)
        {
            for (int k = 0; k < layers.Length; k++)
            {
                double Loss(double atL, double atK)
                {
                    double[] moved = [.. layers];
                    moved[l] += atL;
                    moved[k] += atK;
                    double error = s / d - moved.Aggregate(1.0, (product, a) => product * a);
                    return d * error * error / 2;
                }
                double difference = (Loss(H, H) - Loss(H, -H) - Loss(-H, H) + Loss(-H, -H)) / (4 * H * H);
                hessian[l, k].ShouldBe(difference, tolerance: 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(2, 1.3, 1, 0.2)]
    [InlineData(3, 1.3, 0.7, 0.2)]
    [InlineData(5, -0.6, 1, 1.7)]
    [InlineData(10, 1.3, 1, 1.3)]
    [InlineData(3, 1.3, 1, 0)]
    public void A_balanced_chain_has_two_curvatures(int depth, double s, double d, double u)
    {
        double[] layers = new double[depth];
        Array.Fill(layers, Math.Pow(u, 1.0 / depth));
        BalancedCurvature curvature = ChainHessian.OfBalanced(depth, s, d, u);
        double[] expected = [curvature.Along, .. Enumerable.Repeat(curvature.Across, depth - 1)];
        Vector<double> eigenvalues = ChainHessian
            .Of(layers, s, d)
            .Evd(Symmetricity.Symmetric)
            .EigenValues.Map(value => value.Real);
        eigenvalues.OrderDescending().ToArray().ShouldBe([.. expected.OrderDescending()], tolerance: 1e-13);
        ChainHessian.Sharpness(layers, s, d).ShouldBe(curvature.Sharpness, tolerance: 1e-13);
    }

    [Theory]
    [InlineData(2, 1.3, 1)]
    [InlineData(4, 1.3, 0.5)]
    [InlineData(50, 2, 1)]
    public void At_the_optimum_the_sharpness_is_two_over_the_critical_rate(int depth, double s, double d)
    {
        double sharpness = ChainHessian.OfBalanced(depth, s, d, s / d).Sharpness;
        sharpness.ShouldBe(depth * d * Math.Pow(s / d, 2 - 2.0 / depth), tolerance: 1e-13 * sharpness);
        StabilityLimit.OfBalanced(depth, s, d).ShouldBe(2 / sharpness, tolerance: 1e-13);
    }

    [Fact]
    public void At_an_unbalanced_optimum_too()
    {
        double[] layers = [0.5, 2, -1.3, 0.9];
        double u = layers.Aggregate(1.0, (product, a) => product * a);
        ChainHessian
            .Sharpness(layers, 0.8 * u, 0.8)
            .ShouldBe(2 / StabilityLimit.OfChain(layers, 0.8), tolerance: 1e-12);
    }
}
