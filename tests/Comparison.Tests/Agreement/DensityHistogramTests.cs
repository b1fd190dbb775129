using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

public sealed class DensityHistogramTests
{
    [Fact]
    public void Its_area_is_the_share_of_the_sample_that_has_a_value()
    {
        double[] values = [.. Enumerable.Range(0, 90).Select(k => Math.Sin(k) + 0.3 * Math.Cos(7 * k))];
        Area(DensityHistogram.Of(values, size: 90)).ShouldBe(1, tolerance: 1e-14);
        Area(DensityHistogram.Of(values, size: 120)).ShouldBe(0.75, tolerance: 1e-14);
    }

    [Fact]
    public void Bins_are_those_counted_by_hand()
    {
        // 0, 1, 2, …, 7: quartiles near 1.75 and 5.25, width 2 · 3.5/2 or a little more: two bins of 3.5, four values in each.
        DensityHistogram histogram = DensityHistogram.Of([7, 0, 1, 3, 2, 4, 5, 6], size: 8);
        histogram.Edges.ShouldBe([0, 3.5, 7]);
        histogram.Heights.ShouldBe([4 / (8 * 3.5), 4 / (8 * 3.5)]);
    }

    [Fact]
    public void Values_alike_fill_one_bin_around_them()
    {
        DensityHistogram histogram = DensityHistogram.Of([2, 2, 2], size: 3);
        histogram.Edges.ShouldBe([1, 3]);
        histogram.Heights.ShouldBe([0.5]);
    }

    [Fact]
    public void An_outlier_far_away_does_not_ask_for_more_than_sixty_bins() =>
        DensityHistogram.Of([1, 2, 3, 4, 5, 6, 7, 1e9], size: 8).Heights.Count.ShouldBe(60);

    [Fact]
    public void No_values_and_more_than_were_drawn_are_refused()
    {
        Should.Throw<ArgumentException>(() => DensityHistogram.Of([], size: 3)).ParamName.ShouldBe("values");
        Should.Throw<ArgumentException>(() => DensityHistogram.Of([1, 2], size: 1)).ParamName.ShouldBe("values");
        Should.Throw<ArgumentException>(() => DensityHistogram.Of([double.NaN], size: 1)).ParamName.ShouldBe("values");
    }

    private static double Area(DensityHistogram histogram) =>
        histogram.Heights.Select((height, bin) => height * (histogram.Edges[bin + 1] - histogram.Edges[bin])).Sum();
}
