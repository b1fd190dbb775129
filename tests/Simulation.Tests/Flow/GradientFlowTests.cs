using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Flow;

public sealed class GradientFlowTests
{
    [Theory]
    [CombinatorialRuns("euler")]
    [CombinatorialRuns("heun")]
    [CombinatorialRuns("rk4")]
    public void Fixed_steps_agree_with_an_independent_program(string network, string inputs, string method)
    {
        var rule = new StepRule.Fixed(Method(method), 0.1);
        // 1e-12: the golden loops themselves are within 1.3e-15 of 80-bit arithmetic.
        LargestDifference(network, inputs, method, rule).ShouldBeLessThan(1e-12);
    }

    [Theory]
    [CombinatorialRuns("reference")]
    public void Tight_tolerances_agree_with_the_exact_flow(string network, string inputs, string method)
    {
        var rule = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14);
        // 1e-10: per-step errors of 1e-12 grow by about 60 on the way out of the saddle (SciPy's DOP853: 2.4e-11).
        LargestDifference(network, inputs, method, rule).ShouldBeLessThan(1e-10);
    }

    [Theory]
    [InlineData(new[] { 1e-14, -3e-14, -2, 1 }, 3e-14)]
    [InlineData(new[] { -1e-14, 1e-15, 0, 0 }, 1e-14)]
    [InlineData(new[] { -0.5, 0.25, -4, 3 }, 0.5)]
    [InlineData(new double[] { 0, 0, 0, 0 }, 0)]
    public void The_smallest_layer_of_a_start_is_found_whatever_its_signs(double[] start, double expected)
    {
        LayerSizes sizes = new(inputs: 2, hidden: [1], outputs: 2);
        FlowSettings.SmallestLayer(sizes, start).ShouldBe(expected);
        var rule = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, 1e-10) { FollowsStart = true };
        var resolved = (StepRule.Adaptive)new FlowSettings(rule, 1, 1).BesideStart(sizes, start).Steps;
        resolved.AbsoluteTolerance.ShouldBe(expected == 0 ? 1e-10 : Math.Min(1e-10, 1e-8 * expected));
    }

    [Theory]
    [CombinatorialRuns("flow")]
    public void The_field_is_minus_the_gradient_of_the_loss(string network, string inputs, string _)
    {
        LayerSizes sizes = GoldenTrajectory.Sizes(network);
        double[] weights = GoldenTrajectory.Weights(network);
        double[] derivative = new double[sizes.Count];
        var field = new GradientFlowField(sizes, GoldenTrajectory.Moments(inputs), 2.5, new TripleLoop());
        field.Evaluate(0, weights, derivative);
        const double Width = 1e-3;
        for (int index = 0; index < weights.Length; index++)
        {
            // Five-point central difference: error O(Width⁴), and the loss is a polynomial of degree ≤ 6 in one weight.
            double slope =
                (
                    LossAt(index, -2 * Width)
                    - 8 * LossAt(index, -Width)
                    + 8 * LossAt(index, Width)
                    - LossAt(index, 2 * Width)
                ) / (12 * Width);
            derivative[index].ShouldBe(-slope / 2.5, tolerance: 1e-10);
        }

        double LossAt(int index, double shift)
        {
            double[] moved = [.. weights];
            moved[index] += shift;
            return Loss(sizes, moved, inputs);
        }
    }

    [Fact]
    public void The_flow_conserves_the_imbalance_of_neighbouring_layers()
    {
        LayerSizes sizes = GoldenTrajectory.Sizes("deeper");
        GradientFlow flow = Start(
            "deeper",
            "general",
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-12, 1e-14)
        );
        flow.MoveNext();
        Matrix<double>[] before = Imbalances(flow.Current.Network);
        while (flow.MoveNext()) { }
        Matrix<double>[] after = Imbalances(flow.Current.Network);
        for (int layer = 0; layer < sizes.Depth - 1; layer++)
        {
            (after[layer] - before[layer]).Enumerate().Max(Math.Abs).ShouldBeLessThan(1e-10);
        }
    }

    [Fact]
    public void A_diverging_run_names_the_step_and_keeps_its_samples()
    {
        GradientFlow flow = Start("deep", "white", new StepRule.Fixed(ButcherTableau.Euler, 5), until: 100);
        int samples = 0;
        while (flow.MoveNext())
        {
            flow.Current.Network.State.ToArray().ShouldAllBe(weight => double.IsFinite(weight));
            samples++;
        }
        Outcome.Diverged outcome = flow.Outcome.ShouldBeOfType<Outcome.Diverged>();
        outcome.Step.ShouldBe(samples);
        outcome.Time.ShouldBe(5.0 * samples);
    }

    [Fact]
    public void A_network_that_does_not_fit_the_task_is_refused()
    {
        Should
            .Throw<ArgumentException>(() =>
                new GradientFlowField(
                    new LayerSizes(3, [16], 7),
                    GoldenTrajectory.Moments("white"),
                    2.5,
                    new TripleLoop()
                )
            )
            .Message.ShouldStartWith("The network has 3 inputs and 7 outputs, but the task has 4 and 7.");
    }

    private static double LargestDifference(string network, string inputs, string method, StepRule rule)
    {
        GradientFlow flow = Start(network, inputs, rule);
        double largest = 0;
        foreach (double[] golden in GoldenTrajectory.Samples(network, inputs, method))
        {
            do
            {
                flow.MoveNext().ShouldBeTrue();
            } while (flow.Current.Time < golden[0] - 1e-9);
            flow.Current.Time.ShouldBe(golden[0], tolerance: 1e-12);
            Matrix<double> map = Map(flow.Current.Network);
            for (int i = 1; i < golden.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(map[(i - 1) / 4, (i - 1) % 4] - golden[i]));
            }
        }
        return largest;
    }

    private static GradientFlow Start(string network, string inputs, StepRule rule, double until = 15) =>
        new(
            GoldenTrajectory.Sizes(network),
            GoldenTrajectory.Moments(inputs),
            new FlowSettings(rule, TimeConstant: 2.5, until),
            rule is StepRule.Adaptive ? new SampleTimes.Every(1.5) : new SampleTimes.EveryStep(),
            GoldenTrajectory.Weights(network),
            new TripleLoop()
        );

    private static ButcherTableau Method(string name) =>
        name switch
        {
            "euler" => ButcherTableau.Euler,
            "heun" => ButcherTableau.Heun,
            _ => ButcherTableau.ClassicalRungeKutta,
        };

    private static Matrix<double> Map(NetworkView network) =>
        network.ToMatrices().Aggregate((below, above) => above * below);

    private static Matrix<double>[] Imbalances(NetworkView network)
    {
        IReadOnlyList<Matrix<double>> layers = network.ToMatrices();
        return
        [
            .. layers
                .Zip(layers.Skip(1))
                .Select(pair =>
                    pair.Second.TransposeThisAndMultiply(pair.Second) - pair.First.TransposeAndMultiply(pair.First)
                ),
        ];
    }

    /// <summary>½ tr(WΣ^xWᵀ) − tr(WᵀΣ^yx): the loss up to a constant.</summary>
    private static double Loss(LayerSizes sizes, double[] weights, string inputs)
    {
        var moments = GoldenTrajectory.Moments(inputs);
        Matrix<double> sigmaX = Matrix<double>.Build.Dense(4, 4, moments.SigmaX.ToArray());
        Matrix<double> sigmaYX = Matrix<double>.Build.Dense(7, 4, moments.SigmaYX.ToArray());
        Matrix<double> map = Map(new NetworkView(sizes, weights));
        return (0.5 * map * sigmaX * map.Transpose()).Trace() - (map.Transpose() * sigmaYX).Trace();
    }
}
