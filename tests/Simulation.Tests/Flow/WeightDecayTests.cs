using Dynamics.Simulation.Data;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Flow;

public sealed class WeightDecayTests
{
    private const double Tau = 2.5;
    private const double Decay = 0.3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_flow_is_that_down_the_loss_and_half_the_decay_times_all_squared_weights(int depth)
    {
        (LayerSizes sizes, double[] weights) = Network(depth);
        var field = new GradientFlowField(sizes, Moments(), Tau, MatrixProducts.Current) { WeightDecay = Decay };
        double[] derivative = new double[sizes.Count];
        field.Evaluate(0, weights, derivative);
        // In one weight the loss is a parabola, of which the central difference is exact but for rounding, ε/h.
        const double h = 1e-3;
        for (int index = 0; index < weights.Length; index++)
        {
            double[] above = [.. weights];
            double[] below = [.. weights];
            above[index] += h;
            below[index] -= h;
            double slope = (Penalized(sizes, above) - Penalized(sizes, below)) / (2 * h);
            derivative[index].ShouldBe(-slope / Tau, tolerance: 1e-11);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_imbalance_that_a_flow_conserves_shrinks_at_twice_the_decay(int depth)
    {
        (LayerSizes sizes, double[] weights) = Network(depth);
        var flow = new GradientFlow(
            sizes,
            Moments(),
            new FlowSettings(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14), Tau, Until: 6)
            {
                WeightDecay = Decay,
            },
            new SampleTimes.Every(1.5),
            weights
        );
        Matrix<double>[] start = Imbalances(new NetworkView(sizes, weights));
        int samples = 0;
        while (flow.MoveNext())
        {
            double factor = Math.Exp(-2 * Decay * flow.Current.Time / Tau);
            foreach ((Matrix<double> now, Matrix<double> then) in Imbalances(flow.Current.Network).Zip(start))
            {
                (now - factor * then).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-10);
            }
            samples++;
        }
        samples.ShouldBe(5);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_decay_that_is_negative_or_not_finite_is_refused(double decay) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                new GradientFlowField(Network(2).Sizes, Moments(), Tau, MatrixProducts.Current) { WeightDecay = decay }
            )
            .Message.ShouldStartWith("The weight decay must be finite and not negative.");

    private static SecondMoments Moments() =>
        new(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1.2, 0.3, 0 },
                    { 0.3, 0.8, 0.1 },
                    { 0, 0.1, 0.5 },
                }
            ),
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, -0.4, 0.2 },
                    { 0.3, 0.7, -0.6 },
                }
            )
        );

    private static (LayerSizes Sizes, double[] Weights) Network(int depth)
    {
        var sizes = new LayerSizes(3, [.. Enumerable.Repeat(4, depth - 1)], 2);
        double[] weights = new double[sizes.Count];
        new GaussianStart(0.25, seed: 5).Fill(sizes, weights);
        return (sizes, weights);
    }

    /// <summary>½ tr(WΣ^xWᵀ) − tr(WΣ^xy) + ½γ Σ‖W_l‖².</summary>
    private static double Penalized(LayerSizes sizes, double[] weights)
    {
        Matrix<double> map = Layers(new NetworkView(sizes, weights)).Aggregate((below, above) => above * below);
        SecondMoments moments = Moments();
        Matrix<double> sigmaX = Matrix<double>.Build.Dense(3, 3, moments.SigmaX.ToArray());
        Matrix<double> sigmaYX = Matrix<double>.Build.Dense(2, 3, moments.SigmaYX.ToArray());
        return (0.5 * map * sigmaX * map.Transpose() - map * sigmaYX.Transpose()).Trace()
            + Decay / 2 * weights.Sum(weight => weight * weight);
    }

    private static Matrix<double>[] Imbalances(NetworkView network)
    {
        Matrix<double>[] layers = Layers(network);
        return [.. layers.Zip(layers.Skip(1), (below, above) => above.Transpose() * above - below * below.Transpose())];
    }

    private static Matrix<double>[] Layers(NetworkView network) =>
        [
            .. Enumerable
                .Range(0, network.Sizes.Depth)
                .Select(layer =>
                    Matrix<double>.Build.Dense(
                        network.Sizes.Rows(layer),
                        network.Sizes.Columns(layer),
                        network[layer].Values.ToArray()
                    )
                ),
        ];
}
