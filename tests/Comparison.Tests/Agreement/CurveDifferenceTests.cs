using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

public sealed class CurveDifferenceTests
{
    [Fact]
    public void A_difference_is_measured_where_it_is_largest_and_signed_at_the_end()
    {
        var difference = CurveDifference.Between(times: [0, 1, 2, 3], simulated: [1, 5, 2, 1], predicted: [1, 2, 5, 2]);
        difference.Largest.ShouldBe(3);
        difference.TimeOfLargest.ShouldBe(1);
        difference.RootMeanSquare.ShouldBe(Math.Sqrt(19.0 / 4), tolerance: 1e-15);
        difference.Final.ShouldBe(-1);
    }

    [Fact]
    public void A_prediction_that_is_not_a_number_is_never_close()
    {
        var difference = CurveDifference.Between(times: [0, 1, 2], simulated: [1, 1, 9], predicted: [1, double.NaN, 1]);
        difference.Largest.ShouldBe(double.NaN);
        difference.TimeOfLargest.ShouldBe(1);
    }

    [Fact]
    public void Curves_that_both_overflow_differ_by_what_they_differed_by_before()
    {
        const double Infinity = double.PositiveInfinity;
        var difference = CurveDifference.Between([0, 1, 2], simulated: [1, 5, Infinity], predicted: [1, 3, Infinity]);
        difference.Largest.ShouldBe(2);
        difference.TimeOfLargest.ShouldBe(1);
        difference.RootMeanSquare.ShouldBe(Math.Sqrt(4.0 / 3), tolerance: 1e-15);
        difference.Final.ShouldBe(0);
        CurveDifference.Between([0], [Infinity], [-Infinity]).Largest.ShouldBe(Infinity);
    }

    [Fact]
    public void A_half_rise_between_samples_is_on_the_line_between_them()
    {
        HalfRise.Of(times: [0, 1, 3], values: [0, 0.2, 1], target: 1.2).ShouldBe(2);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void A_root_mean_square_is_a_number_at_any_scale(double scale)
    {
        var difference = CurveDifference.Between(times: [0, 1], simulated: [3 * scale, 4 * scale], predicted: [0, 0]);
        difference.RootMeanSquare.ShouldBe(Math.Sqrt(12.5) * scale, tolerance: 1e-15 * scale);
    }

    [Theory]
    [InlineData(new[] { 0.9, 0.8, 0.7 }, 1.0)] // starts above
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 1.0)] // never arrives
    [InlineData(new[] { -0.1, 0.2, 0.3 }, 0.0)] // nothing to rise to
    [InlineData(new[] { 0.1, double.NaN, 0.9 }, 1.0)] // lost on the way
    public void A_curve_that_does_not_rise_through_half_has_no_half_rise(double[] values, double target)
    {
        HalfRise.Of(times: [0, 1, 2], values, target).ShouldBeNull();
    }
}
