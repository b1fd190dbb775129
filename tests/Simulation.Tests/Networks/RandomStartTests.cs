using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Networks;

/// <summary>Starts that draw every weight on its own: their law, layer by layer, and their biases.</summary>
public sealed class RandomStartTests
{
    private static readonly LayerSizes Sizes = new(200, [300], 100, hasBias: true);

    public static TheoryData<string, ISeededStart> Seeded { get; } =
        new()
        {
            { "gaussian", new GaussianStart(0.01, seed: 1) },
            { "torchDefault", new TorchDefaultStart(seed: 1) },
            { "xavier", new XavierStart(seed: 1) },
            { "normal xavier", new XavierStart(seed: 1, WeightDistribution.Normal) },
            { "he", new HeStart(seed: 1) },
            { "uniform he", new HeStart(seed: 1, WeightDistribution.Uniform) },
            { "orthogonal", new OrthogonalStart(gain: 0.5, seed: 1) },
            { "balanced", new BalancedStart(variance: 0.1, seed: 1) },
        };

    [Fact]
    public void Torchs_default_is_uniform_within_one_over_the_root_of_the_inputs_for_weights_and_biases()
    {
        var drawn = new DrawnNetwork(new TorchDefaultStart(seed: 1), Sizes);
        ShouldBeUniform(drawn.Weights(0), bound: 1 / Math.Sqrt(200));
        ShouldBeUniform(drawn.Weights(1), bound: 1 / Math.Sqrt(300));
        ShouldBeUniform(drawn.Bias(0), bound: 1 / Math.Sqrt(200));
        ShouldBeUniform(drawn.Bias(1), bound: 1 / Math.Sqrt(300));
    }

    [Fact]
    public void Xaviers_start_is_uniform_within_root_six_over_the_root_of_inputs_and_outputs()
    {
        var drawn = new DrawnNetwork(new XavierStart(seed: 1), Sizes);
        ShouldBeUniform(drawn.Weights(0), bound: Math.Sqrt(6) / Math.Sqrt(500));
        ShouldBeUniform(drawn.Weights(1), bound: Math.Sqrt(6) / Math.Sqrt(400));
    }

    [Fact]
    public void Xaviers_normal_start_has_variance_two_over_inputs_and_outputs()
    {
        var drawn = new DrawnNetwork(new XavierStart(seed: 1, WeightDistribution.Normal), Sizes);
        ShouldBeNormal(drawn.Weights(0), variance: 2 / 500.0);
        ShouldBeNormal(drawn.Weights(1), variance: 2 / 400.0);
    }

    [Fact]
    public void Hes_start_has_variance_two_over_inputs()
    {
        var drawn = new DrawnNetwork(new HeStart(seed: 1), Sizes);
        ShouldBeNormal(drawn.Weights(0), variance: 2 / 200.0);
        ShouldBeNormal(drawn.Weights(1), variance: 2 / 300.0);
    }

    // The laws of torch.nn.init: xavier_normal_ has std = gain·√(2/(fan_in + fan_out)); kaiming_uniform_ has
    // bound = √3·gain/√fan_in with the gain of calculate_gain, √2 for "relu" and 5/3 for "tanh".
    [Fact]
    public void Hes_uniform_start_is_within_root_six_over_the_root_of_inputs()
    {
        var drawn = new DrawnNetwork(new HeStart(seed: 1, WeightDistribution.Uniform), Sizes);
        ShouldBeUniform(drawn.Weights(0), bound: Math.Sqrt(6.0 / 200));
        ShouldBeUniform(drawn.Weights(1), bound: Math.Sqrt(6.0 / 300));
    }

    [Theory]
    [InlineData(WeightDistribution.Uniform)]
    [InlineData(WeightDistribution.Normal)]
    public void A_gain_is_a_factor_of_all_weights(WeightDistribution distribution)
    {
        double[] xavier = new DrawnNetwork(new XavierStart(1, distribution), Sizes).Weights(1);
        double[] small = new DrawnNetwork(new XavierStart(1, distribution, gain: 0.25), Sizes).Weights(1);
        small.ShouldBe(xavier.Select(weight => weight / 4)); // by a power of two: exactly
        double[] he = new DrawnNetwork(new HeStart(1, distribution), Sizes).Weights(1);
        double[] tanh = new DrawnNetwork(new HeStart(1, distribution, gain: 5.0 / 3), Sizes).Weights(1);
        tanh.Zip(he, (x, y) => x / y).ShouldAllBe(ratio => Math.Abs(ratio - 5 / (3 * Math.Sqrt(2))) < 1e-14);
    }

    [Fact]
    public void Xaviers_normal_start_of_gain_1e_minus_12_over_root_two_is_the_vanishing_start_of_the_tutorials()
    {
        // N(0, (1e-12/√(n_in + n_out))²).
        var drawn = new DrawnNetwork(new XavierStart(1, WeightDistribution.Normal, 7.0710678118654757e-13), Sizes);
        ShouldBeNormal(drawn.Weights(0), variance: 1e-24 / 500);
        ShouldBeNormal(drawn.Weights(1), variance: 1e-24 / 400);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gain_that_is_negative_or_not_finite_is_refused(double gain)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new XavierStart(1, gain: gain)).ParamName.ShouldBe("gain");
        Should.Throw<ArgumentOutOfRangeException>(() => new HeStart(1, gain: gain)).ParamName.ShouldBe("gain");
    }

    [Theory, MemberData(nameof(Seeded))]
    public void Biases_start_at_zero_but_for_torchs_default(string name, ISeededStart start)
    {
        var drawn = new DrawnNetwork(start, Sizes);
        IEnumerable<double> biases = drawn.Bias(0).Concat(drawn.Bias(1));
        biases.All(bias => bias == 0).ShouldBe(name != "torchDefault");
    }

    [Theory, MemberData(nameof(Seeded))]
    public void Weights_are_the_same_with_and_without_biases(string name, ISeededStart start)
    {
        var with = new DrawnNetwork(start, Sizes);
        var without = new DrawnNetwork(start, new LayerSizes(200, [300], 100));
        without.Weights(0).ShouldBe(with.Weights(0), name);
        without.Weights(1).ShouldBe(with.Weights(1), name);
    }

    [Theory, MemberData(nameof(Seeded))]
    public void The_same_seed_is_the_same_draw_and_another_seed_another(string name, ISeededStart start)
    {
        var sizes = new LayerSizes(4, [6], 5);
        double[] first = new DrawnNetwork(start, sizes).State;
        new DrawnNetwork(start.WithSeed(1), sizes).State.ShouldBe(first, name);
        start.WithSeed(2).Seed.ShouldBe(2);
        new DrawnNetwork(start.WithSeed(2), sizes).State.Intersect(first).ShouldBeEmpty(name);
    }

    [Fact]
    public void Given_weights_and_biases_arrive_where_they_belong()
    {
        Matrix<double> first = Matrix<double>.Build.Dense(3, 2, (i, j) => 10 * i + j);
        Matrix<double> second = Matrix<double>.Build.Dense(1, 3, (i, j) => 100 + j);
        Vector<double>[] biases = [Vector<double>.Build.Dense([7, 8, 9]), Vector<double>.Build.Dense([5])];
        var sizes = new LayerSizes(2, [3], 1, hasBias: true);
        new DrawnNetwork(new GivenStart([first, second], biases), sizes).State.ShouldBe([
            0,
            10,
            20,
            1,
            11,
            21,
            7,
            8,
            9,
            100,
            101,
            102,
            5,
        ]);
        new DrawnNetwork(new GivenStart([first, second]), sizes).State.ShouldBe([
            0,
            10,
            20,
            1,
            11,
            21,
            0,
            0,
            0,
            100,
            101,
            102,
            0,
        ]);
    }

    [Fact]
    public void Biases_that_do_not_fit_are_refused()
    {
        Matrix<double> weight = Matrix<double>.Build.Dense(3, 2);
        Vector<double> bias = Vector<double>.Build.Dense(3);
        Should
            .Throw<ArgumentException>(() => new GivenStart([weight], [bias, bias]))
            .Message.ShouldStartWith("One bias per weight matrix is needed, but 2 were given with 1 matrices.");
        Should
            .Throw<ArgumentException>(() => new GivenStart([weight], [Vector<double>.Build.Dense(2)]))
            .Message.ShouldStartWith("b_1 must have 3 entries, one per row of W_1, but has 2.");
        Should
            .Throw<ArgumentException>(() =>
                new DrawnNetwork(new GivenStart([weight], [bias]), new LayerSizes(2, [], 3))
            )
            .Message.ShouldStartWith("Biases were given, but the network has none.");
    }

    // n draws of U(±b): mean within five of its deviations b/√(3n), mean square b²/3 within five of b²√(4/45n), and the
    // extremes miss ±b by a few of b/n.
    private static void ShouldBeUniform(double[] values, double bound)
    {
        double count = values.Length;
        values.Average().ShouldBe(0, tolerance: 5 * bound / Math.Sqrt(3 * count));
        values.Average(x => x * x).ShouldBe(bound * bound / 3, 5 * bound * bound * Math.Sqrt(4 / (45 * count)));
        values.Max().ShouldBeInRange(bound * (1 - 20 / count), bound);
        values.Min().ShouldBeInRange(-bound, -bound * (1 - 20 / count));
    }

    // n draws of N(0, v): mean, mean square v and mean fourth power 3v² within five of their deviations √(v/n), v√(2/n)
    // and v²√(96/n).
    private static void ShouldBeNormal(double[] values, double variance)
    {
        double count = values.Length;
        values.Average().ShouldBe(0, tolerance: 5 * Math.Sqrt(variance / count));
        values.Average(x => x * x).ShouldBe(variance, tolerance: 5 * variance * Math.Sqrt(2 / count));
        values
            .Average(x => Math.Pow(x, 4))
            .ShouldBe(3 * variance * variance, tolerance: 5 * variance * variance * Math.Sqrt(96 / count));
    }
}
