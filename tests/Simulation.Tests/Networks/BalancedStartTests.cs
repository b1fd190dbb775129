using Dynamics.Simulation.Networks;

namespace SimulationTests.Networks;

public sealed class BalancedStartTests
{
    public static TheoryData<int, int[], int> Shapes { get; } =
        new()
        {
            { 4, [16], 7 },
            { 64, [64, 128, 128], 100 },
            { 9, [3, 12], 5 },
            { 5, [], 8 },
        };

    [Theory, MemberData(nameof(Shapes))]
    public void Neighbouring_layers_are_balanced(int inputs, int[] hidden, int outputs)
    {
        var sizes = new LayerSizes(inputs, hidden, outputs);
        var drawn = new DrawnNetwork(new BalancedStart(variance: 1.0 / inputs, seed: 1), sizes);
        for (int layer = 0; layer < sizes.Depth - 1; layer++)
        {
            DrawnNetwork.Largest(drawn.Imbalance(layer)).ShouldBeLessThan(1e-13);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_map_has_the_rank_of_the_narrowest_layer(int inputs, int[] hidden, int outputs)
    {
        var sizes = new LayerSizes(inputs, hidden, outputs);
        int rank = sizes.Widths.Min();
        double[] strengths =
        [
            .. new DrawnNetwork(new BalancedStart(1.0 / inputs, seed: 1), sizes).Map().Svd(computeVectors: false).S,
        ];
        strengths[..rank].ShouldAllBe(strength => strength > 1e-3);
        strengths[rank..].ShouldAllBe(strength => strength < 1e-14);
    }

    [Fact]
    public void Entries_of_the_map_have_the_law_of_a_gaussian_matrix()
    {
        // A map of 60 × 40 normal entries: mean, mean square v, and products of neighbours within five deviations.
        double[] map = new DrawnNetwork(new BalancedStart(variance: 0.04, seed: 3), new LayerSizes(40, [50, 45], 60))
            .Map()
            .ToColumnMajorArray();
        map.Average().ShouldBe(0, tolerance: 5 * 0.2 / Math.Sqrt(2400));
        map.Average(x => x * x).ShouldBe(0.04, tolerance: 5 * 0.04 * Math.Sqrt(2 / 2400.0));
        map.Average(x => Math.Pow(x, 4)).ShouldBe(3 * 0.0016, tolerance: 5 * 0.0016 * Math.Sqrt(96 / 2400.0));
        map.Zip(map.Skip(1), (x, y) => x * y).Average().ShouldBe(0, tolerance: 5 * 0.04 / Math.Sqrt(2399));
    }

    [Fact]
    public void A_variance_of_zero_starts_at_the_origin() =>
        new DrawnNetwork(new BalancedStart(variance: 0, seed: 1), new LayerSizes(4, [5], 6)).State.ShouldAllBe(x =>
            x == 0
        );

    [Fact]
    public void A_variance_that_cannot_be_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BalancedStart(variance: -1, seed: 1));
}
