using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Networks;

public sealed class OrthogonalStartTests
{
    [Theory]
    [InlineData(20, 20)]
    [InlineData(20, 35)]
    [InlineData(35, 20)]
    [InlineData(1, 5)]
    public void All_singular_values_of_a_layer_are_the_gain(int inputs, int outputs)
    {
        Matrix<double> weight = new DrawnNetwork(
            new OrthogonalStart(gain: 0.5, seed: 1),
            new LayerSizes(inputs, [], outputs)
        ).Layer(0);
        Matrix<double> products =
            outputs >= inputs ? weight.TransposeThisAndMultiply(weight) : weight.TransposeAndMultiply(weight);
        Matrix<double> expected = 0.25 * Matrix<double>.Build.DenseIdentity(Math.Min(inputs, outputs));
        DrawnNetwork.Largest(products - expected).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void A_deep_square_network_keeps_the_length_of_everything()
    {
        Matrix<double> map = new DrawnNetwork(
            new OrthogonalStart(gain: 1, seed: 1),
            new LayerSizes(16, [.. Enumerable.Repeat(16, 29)], 16)
        ).Map();
        DrawnNetwork
            .Largest(map.TransposeThisAndMultiply(map) - Matrix<double>.Build.DenseIdentity(16))
            .ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void The_law_prefers_no_direction()
    {
        // Under Haar measure in d dimensions E[tr Q] = 0 and E[(tr Q)²] = 1 for d ≥ 2, and tr Q is close to N(0, 1).
        // Without the signs of R every trace would lean to one side: Householder's Q has a mean trace far from 0.
        const int Draws = 2000;
        var sizes = new LayerSizes(4, [], 4);
        double[] traces =
        [
            .. Enumerable
                .Range(1, Draws)
                .Select(seed => new DrawnNetwork(new OrthogonalStart(1, seed), sizes).Layer(0).Trace()),
        ];
        traces.Average().ShouldBe(0, tolerance: 5 / Math.Sqrt(Draws));
        traces.Average(trace => trace * trace).ShouldBe(1, tolerance: 5 * Math.Sqrt(2.0 / Draws));
    }

    [Fact]
    public void A_gain_that_cannot_be_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new OrthogonalStart(gain: double.NaN, seed: 1));
}
