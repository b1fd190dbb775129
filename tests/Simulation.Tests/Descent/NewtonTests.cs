using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

public sealed class NewtonTests
{
    private static readonly DataSet One = new(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 1));

    [Theory]
    [InlineData(false, Loss.MeanSquared, 0)]
    [InlineData(true, Loss.MeanSquared, 0)]
    [InlineData(false, Loss.HalfSquared, 0.3)]
    [InlineData(true, Loss.HalfSquared, 0.3)]
    public void A_quadratic_is_at_its_minimum_after_one_step(bool isGaussNewton, Loss loss, double decay)
    {
        DataSet data = GoldenDescent.Items(isOneHot: false, Loss.MeanSquared);
        var sizes = new LayerSizes(4, [], 5, hasBias: true);
        double[] weights = After(
            new Architecture(sizes),
            data,
            Settings(new Optimiser.Newton(isGaussNewton), data.Count) with
            {
                Loss = loss,
                WeightDecay = decay,
            },
            Draw(sizes.Count)
        );
        // The normal equations of ridge regression with a bias, c (W; b)(ZZᵀ) + γ(W; b) = c YZᵀ with Z the inputs over a row of ones.
        double factor = loss == Loss.MeanSquared ? 2.0 / (5 * data.Count) : 1.0 / data.Count;
        Matrix<double> z = Matrix<double>
            .Build.Dense(4, data.Count, data.Inputs.ToArray())
            .Stack(Matrix<double>.Build.Dense(1, data.Count, 1));
        Matrix<double> y = Matrix<double>.Build.Dense(5, data.Count, data.Targets.ToArray());
        Matrix<double> normal = (factor * z * z.Transpose()) + (decay * Matrix<double>.Build.DenseIdentity(5));
        double[] expected = normal.QR().Solve(factor * z * y.Transpose()).Transpose().ToColumnMajorArray();
        weights.ShouldBe(expected, tolerance: 1e-12);
    }

    // ½(vw − 1)² has J = (v, w): the step of least length is J(vw − 1)/|J|², and H is singular all the way.
    [Fact]
    public void Gauss_Newton_takes_the_shortest_of_all_steps_where_there_are_many()
    {
        (double w, double v) = (0.8, 2);
        for (int step = 1; step <= 4; step++)
        {
            double scale = (v * w - 1) / (v * v + w * w);
            (w, v) = (w - v * scale, v - w * scale);
            double[] seen = Chain(new Optimiser.Newton(IsGaussNewton: true), [0.8, 2], epochs: step);
            seen.ShouldBe([w, v], tolerance: 1e-14);
        }
        (w * v).ShouldBe(1, tolerance: 1e-12);
    }

    [Fact]
    public void From_near_a_saddle_Newton_goes_to_it_and_Gauss_Newton_to_a_minimum()
    {
        double[] start = [0.1, 0.05];
        double[] saddle = Chain(new Optimiser.Newton(IsGaussNewton: false), start, epochs: 6);
        saddle.ShouldBe([0, 0], tolerance: 1e-12);
        double[] minimum = Chain(new Optimiser.Newton(IsGaussNewton: true), start, epochs: 60);
        (minimum[0] * minimum[1]).ShouldBe(1, tolerance: 1e-12);
    }

    // Of one weight and half squares H = 1 and g = w − 1.
    [Fact]
    public void Damping_adds_to_the_eigenvalues_and_the_rate_scales_the_step()
    {
        var settings = Settings(new Optimiser.Newton(IsGaussNewton: false, Damping: 3), batch: 1) with { Rate = 0.5 };
        double[] weights = After(new Architecture(new LayerSizes(1, [], 1)), One, settings, [9]);
        weights[0].ShouldBe(9 - 0.5 * 8 / (1 + 3), tolerance: 1e-15);
    }

    [Fact]
    public void Near_a_minimum_a_few_steps_of_Newton_take_the_gradient_to_zero()
    {
        DataSet data = GoldenDescent.Items(isOneHot: false, Loss.CrossEntropy);
        var architecture = new Architecture(new LayerSizes(4, [3], 5, hasBias: true)) { Activation = Activation.Tanh };
        DescentSettings near = Settings(new Optimiser.Newton(IsGaussNewton: true, Damping: 0.01), data.Count) with
        {
            Loss = Loss.CrossEntropy,
            WeightDecay = 0.05, // without it the classes would be parted further and further
            Rate = 0.3, // whole steps leave out too much of H to come near
            Epochs = 200,
        };
        DescentSettings there = near with
        {
            Optimiser = new Optimiser.Newton(IsGaussNewton: false),
            Rate = 1,
            Epochs = 4,
        };
        double[] weights = After(architecture, data, near, Draw(architecture.Sizes.Count));
        SlopeAt(weights).ShouldBeGreaterThan(1e-9);
        // Digits double in every step; what is left is rounding.
        SlopeAt(After(architecture, data, there, weights)).ShouldBeLessThan(1e-14);

        // A step of plain descent at rate 1 is minus the gradient.
        double SlopeAt(double[] place) =>
            After(architecture, data, there with { Optimiser = new Optimiser.Plain(), Epochs = 1 }, place)
                .Zip(place, (after, before) => Math.Abs(after - before))
                .Max();
    }

    [Fact]
    public void Where_nothing_depends_on_the_weights_nothing_moves() =>
        Chain(new Optimiser.Newton(IsGaussNewton: true), [0, 0], epochs: 3).ShouldBe([0, 0]);

    [Fact]
    public void A_Hessian_that_overflows_is_a_divergence()
    {
        var descent = new GradientDescent(
            new Architecture(new LayerSizes(1, [1], 1)),
            One,
            Settings(new Optimiser.Newton(IsGaussNewton: false), batch: 1),
            new SampleTimes.EveryStep(),
            [1e200, 1e200]
        );
        descent.MoveNext().ShouldBeTrue();
        descent.MoveNext().ShouldBeFalse();
        descent.Outcome.ShouldBe(new Outcome.Diverged(1, 1, Entry: 0));
    }

    private static double[] Chain(Optimiser optimiser, double[] start, int epochs) =>
        After(
            new Architecture(new LayerSizes(1, [1], 1)),
            One,
            Settings(optimiser, batch: 1) with
            {
                Epochs = epochs,
            },
            start
        );

    private static DescentSettings Settings(Optimiser optimiser, int batch) =>
        new(Rate: 1, Epochs: 1, batch, Loss.HalfSquared, new ItemOrder.InTurn()) { Optimiser = optimiser };

    private static double[] After(Architecture architecture, DataSet data, DescentSettings settings, double[] start)
    {
        var descent = new GradientDescent(architecture, data, settings, new SampleTimes.At([settings.Epochs]), start);
        while (descent.MoveNext()) { }
        descent.Outcome.ShouldBe(new Outcome.Reached());
        return descent.Save().Weights;
    }

    private static double[] Draw(int count)
    {
        double[] values = new double[count];
        new GaussianStart(variance: 0.5, seed: 6).Fill(new LayerSizes(1, [], count), values);
        return values;
    }
}
