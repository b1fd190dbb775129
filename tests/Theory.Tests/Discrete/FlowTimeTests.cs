using Dynamics.Theory.Discrete;

namespace TheoryTests.Discrete;

public sealed class FlowTimeTests
{
    [Theory]
    [InlineData(SquaredError.MeanOverOutputs, 0.5, 1, 100, 64, 0.01)] // the sheet's exercise 2
    [InlineData(SquaredError.MeanOverOutputs, 100, 8, 10_000, 8, 0.0025)] // Neuromatch's hierarchy
    [InlineData(SquaredError.HalfSum, 0.5, 1, 100, 64, 0.5)]
    [InlineData(SquaredError.HalfSum, 0.5, 64, 100, 64, 0.0078125)]
    public void An_epoch_is_worth_the_flow_time_of_the_table(
        SquaredError loss,
        double rate,
        int batch,
        int outputs,
        int items,
        double expected
    ) => FlowTime.PerEpoch(loss, rate, batch, outputs, items).ShouldBe(expected, tolerance: 1e-16);

    [Fact]
    public void A_short_last_batch_counts_with_the_mean_weight_of_its_items()
    {
        // 10 items in batches of 4, 4 and 2: 8 items weigh η/4 and 2 weigh η/2, on average 0.3 η.
        FlowTime.PerEpoch(SquaredError.HalfSum, 1, 4, 1, 10).ShouldBe(((8 * 0.25) + (2 * 0.5)) / 10, tolerance: 1e-16);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FlowTime.PerEpoch(SquaredError.HalfSum, 1, 11, 1, 10));
}
