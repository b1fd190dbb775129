using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Observation;

/// <summary>Distances of tangent kernels far apart in size, or hardly apart at all.</summary>
public sealed class TangentKernelTests
{
    private static readonly LearningTask coloured = new(Of([2, 0.5], [0.5, 1]), Of([2, 0], [0, 1]));
    private static readonly Matrix<double>[] start =
    [
        Of([1, 2], [-2, 1]),
        Of([1, 0], [3, 1]),
        Of([1, 0.5], [-0.25, 2]),
    ];

    private static readonly Matrix<double>[] now =
    [
        Of([1.25, 0.5], [-0.5, 2]),
        Of([0.75, -0.5], [1, 1.5]),
        Of([0.5, 1], [2, -0.75]),
    ];

    // mpmath at 60 digits, K made entry by entry: Kronecker products of XᵀM_{l−1}ᵀM_{l−1}X and A_lA_lᵀ.
    [Theory]
    [InlineData(2, 1e-100, 0.0581114270496205326, 3.7682838724157318e199)]
    [InlineData(2, 1e-9, 0.0581114270496205326, 376828387241573147.0)]
    [InlineData(2, 1.0, 0.0581114270496205326, 0.657372747852212328)]
    [InlineData(2, 1e100, 0.0581114270496205326, 1.0)]
    [InlineData(3, 1e-9, 0.0811873167897180365, 2.67240202324253488e35)]
    [InlineData(3, 1.0, 0.0811873167897180365, 0.761793903244109651)]
    [InlineData(3, 1e100, 0.0811873167897180365, 1.0)]
    [InlineData(3, 1e-100, 0.0811873167897180365, double.NaN)] // ‖K‖/‖K(0)‖ is 2.7e399
    public void The_distance_does_not_depend_on_how_far_the_sizes_are_apart(
        int depth,
        double scale,
        double distance,
        double change
    )
    {
        (double seen, double changed) = Seen(
            [.. start.Take(depth).Select(layer => layer * scale)],
            [.. now.Take(depth)]
        );
        seen.ShouldBe(distance, tolerance: 1e-14 * distance);
        if (double.IsNaN(change))
        {
            changed.ShouldBe(double.NaN);
            return;
        }
        changed.ShouldBe(change, tolerance: 1e-14 * change);
    }

    [Theory]
    [InlineData(-16, 3.83638831196200445e-12, 5.38692413941557281e-6)]
    [InlineData(-30, 1.42915694358958335e-20, 3.28789095780531332e-10)]
    [InlineData(-45, 1.33100612371771214e-29, 1.00338469121742429e-14)]
    public void A_small_distance_has_digits_of_its_own(int exponent, double distance, double change)
    {
        // K(0) and K are rounded at 1e-16 of themselves, a relative error of 1e-16 · 2^−exponent of what they differ by.
        double rounding = 1e-15 * Math.Pow(2, -exponent);
        (double seen, double changed) = Seen(
            [start[0], start[1]],
            [start[0] + Math.Pow(2, exponent) * now[0], start[1]]
        );
        seen.ShouldBe(distance, tolerance: 2 * rounding * distance);
        changed.ShouldBe(change, tolerance: rounding * change);
    }

    [Fact]
    public void A_network_that_grows_as_a_whole_keeps_the_direction_of_its_kernel()
    {
        (double distance, double change) = Seen([.. start], [.. start.Select(layer => layer * 3)]);
        distance.ShouldBeLessThan(1e-30);
        change.ShouldBe(80, tolerance: 1e-12); // 3^4 − 1
        Seen([.. start], [.. start]).ShouldBe((0, 0));
    }

    [Fact]
    public void What_one_layer_gains_and_the_other_loses_is_no_change()
    {
        // K = (ΣW₂W₂ᵀ) ⊗ 1 + …: of white inputs W₂W₂ᵀ = b1 and W₁ᵀW₁ = a1 give (a + b)1.
        Matrix<double> unit = Matrix<double>.Build.DenseIdentity(2);
        var white = new LearningTask(unit, Of([2, 0], [0, 1]));
        (double distance, double change) = Seen([2 * unit, unit], [unit, 2 * unit], white);
        distance.ShouldBeLessThan(1e-30);
        change.ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Along_a_run_from_a_tiny_start_the_distance_is_that_of_its_weights()
    {
        // NumPy: Runge–Kutta steps of 0.001, and K made of Kronecker products.
        double[] distances =
        [
            0,
            0.4260606962928216,
            0.42962413116445186,
            0.42967555604384017,
            0.4295094862403567,
            0.2670377167872526,
            0.19654878846771429,
            0.19651650848899804,
            0.19651649765906132,
            0.19651649765543824,
            0.19651649765543824,
        ];
        var exactly = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-11, 1e-20);
        var task = new LearningTask(Matrix<double>.Build.DenseIdentity(2), Of([2, 0], [0, 1]));
        var plan = new RunPlan(
            "rich",
            [2],
            new GivenStart([start[0] * 1e-9, start[1] * 1e-9]),
            new FlowSettings(exactly, 1, 40)
        )
        {
            Sample = new SampleTimes.Every(4),
            Observe = [Observable.Kernel],
        };
        Trial trial = Experiment.Perform(new Scenario("kernel", task, [plan])).Runs[0].Trials[0];
        // The run's own error, at a relative tolerance of 1e-11, moves the rise at t = 20 by about that.
        double[] seen = trial.Samples["kernelDistance"].ToArray();
        seen.Length.ShouldBe(distances.Length);
        seen.Zip(distances).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(1e-9);
    }

    private static (double Distance, double Change) Seen(
        Matrix<double>[] from,
        Matrix<double>[] to,
        LearningTask? task = null
    )
    {
        LayerSizes sizes = new(2, [.. Enumerable.Repeat(2, from.Length - 1)], 2);
        var observer = new NetworkObserver(task ?? coloured, new Architecture(sizes), [Observable.Kernel]);
        observer.SetStart(new NetworkView(sizes, Flat(from)));
        double[] values = new double[2];
        observer.Observe(new NetworkView(sizes, Flat(to)), values);
        return (values[0], values[1]);
    }

    private static double[] Flat(Matrix<double>[] layers) =>
        [.. layers.SelectMany(layer => layer.ToColumnMajorArray())];

    private static Matrix<double> Of(params double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);
}
