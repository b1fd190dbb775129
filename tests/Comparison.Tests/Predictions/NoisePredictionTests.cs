using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class NoisePredictionTests
{
    // x = 1 and 2, y = 1 and 0: w* = 1/5, residuals −4/5 and 2/5, gradients −4/5 and 4/5; H = 5/2, C = 16/25 of one item.
    private static readonly LearningTask task = new(new DataSet(Row(1, 2), Row(1, 0)));

    private static readonly DescentSettings drawn = new(0.1, 100, 1, Loss.HalfSquared, new ItemOrder.Drawn(1));

    [Fact]
    public void The_variance_is_that_of_a_noisy_quadratic_at_the_optimum()
    {
        // ηC/(H(2 − ηH))
        Variance(drawn).ShouldBe(0.1 * 0.64 / (2.5 * 1.75), tolerance: 1e-15);
        Variance(drawn, "z1").ShouldBe(0.1 * 0.64 / (2.5 * 1.75), tolerance: 1e-15);
        // A batch of both items, drawn with replacement, has half of the noise.
        Variance(drawn with { Batch = 2 }).ShouldBe(0.1 * 0.32 / (2.5 * 1.75), tolerance: 1e-15);
    }

    [Fact]
    public void The_mean_over_outputs_doubles_slope_and_curvature_of_one_output()
    {
        // H = 5, C = 4 · 0.64
        Variance(drawn with { Loss = Loss.MeanSquared }).ShouldBe(0.1 * 2.56 / (5 * 1.5), tolerance: 1e-15);
    }

    [Fact]
    public void It_does_not_depend_on_what_the_moments_mean()
    {
        var mean = new LearningTask(task.Items!, MomentConvention.Mean);
        new NoisePrediction()
            .VarianceOf(mean, Run(drawn), "mode1")!
            .Value.ShouldBe(0.1 * 0.64 / (2.5 * 1.75), tolerance: 1e-15);
    }

    [Fact]
    public void Averages_fluctuate_less_by_the_closed_form_of_their_memory()
    {
        // (1 − ρ)(1 + ρa)/((1 + ρ)(1 − ρa)) with a = 1 − ηH = 3/4, ρ = 1/2: (0.5 · 1.375)/(1.5 · 0.625)
        double factor = 0.5 * 1.375 / (1.5 * 0.625);
        Variance(drawn with { Averaging = 0.5 }).ShouldBe(factor * 0.064 / (2.5 * 1.75), tolerance: 1e-15);
    }

    [Fact]
    public void A_rate_that_falls_to_nothing_leaves_less_noise_than_its_first_value()
    {
        double falling = Variance(drawn with { Schedule = new RateSchedule.Inverse(10) });
        falling.ShouldBeLessThan(Variance(drawn) / 3);
        falling.ShouldBeGreaterThan(0);
        // A schedule that does not fall is the constant rate, once the start is forgotten: a² = 0.5625 an update.
        Variance(drawn with { Schedule = new RateSchedule.Stepwise(1000, 0.5) })
            .ShouldBe(Variance(drawn), tolerance: 1e-10);
    }

    [Fact]
    public void An_exact_fit_makes_no_noise()
    {
        var fit = new LearningTask(new DataSet(Row(1, 2), Row(3, 6)));
        new NoisePrediction().VarianceOf(fit, Run(drawn), "mode1").ShouldBe(0);
    }

    [Fact]
    public void Nothing_is_said_of_what_is_not_drawn_not_shallow_not_plain_or_not_stable()
    {
        None(drawn with { Order = new ItemOrder.Shuffled(1) });
        None(drawn with { Optimiser = new Optimiser.Momentum(0.5) });
        None(drawn with { WeightDecay = 0.1 });
        None(drawn with { Rate = 0.8 });
        new NoisePrediction().VarianceOf(task, Run(drawn), "loss").ShouldBeNull();
        new NoisePrediction().VarianceOf(task, Run(drawn) with { Hidden = [1] }, "mode1").ShouldBeNull();

        static void None(DescentSettings descent) =>
            new NoisePrediction().VarianceOf(task, Run(descent), "mode1").ShouldBeNull();
    }

    private static double Variance(DescentSettings descent, string column = "mode1") =>
        new NoisePrediction().VarianceOf(task, Run(descent), column)!.Value;

    private static RunPlan Run(DescentSettings descent) => new("a", [], new ConstantStart(0), descent);

    private static Matrix<double> Row(params double[] values) => Matrix<double>.Build.DenseOfRowArrays(values);
}
