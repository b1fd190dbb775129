using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

public sealed class LearningOrderTests
{
    [Theory]
    // scipy.stats.spearmanr of SciPy; the second with ties in both.
    [InlineData(new[] { 5.0, 4, 3, 2, 1 }, new[] { 5.0, 3, 4, 2, 1 }, 0.8999999999999998)]
    [InlineData(new[] { 2.6, 1.7, 1, 1, 0.5 }, new[] { 3.7, 5.4, 9.1, 8.6, 8.6 }, -0.7631578947368421)]
    [InlineData(new[] { 3.0, 2, 1 }, new[] { 1.0, 10, 1000 }, -1)]
    public void The_order_is_Spearmans_rank_correlation(double[] strengths, double[] times, double expected) =>
        LearningOrder.Of([.. strengths.Zip(times)])!.Value.ShouldBe(expected, tolerance: 1e-14);

    [Fact]
    public void Values_that_differ_by_rounding_share_a_place()
    {
        LearningOrder.Places([2, 1 + 1e-15, 5, 1, 1 - 1e-15]).ShouldBe([1, 0, 2, 0, 0]);
        // Strengths 1 and 1 are tied whichever is the larger by rounding; so the order is the same.
        LearningOrder
            .Of([(2, 1), (1, 2), (1 + 1e-15, 3)])
            .ShouldBe(LearningOrder.Of([(2, 1), (1, 2), (1 - 1e-15, 3)]));
    }

    [Fact]
    public void Nothing_has_an_order_of_less_than_two()
    {
        LearningOrder.Of([]).ShouldBeNull();
        LearningOrder.Of([(1, 2)]).ShouldBeNull();
        LearningOrder.Of([(1, 2), (1, 3)]).ShouldBeNull();
        LearningOrder.Of([(1, 2), (3, 2)]).ShouldBeNull();
    }
}
