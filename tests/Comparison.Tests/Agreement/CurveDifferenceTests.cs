using Dynamics.Comparison.Agreement;

namespace ComparisonTests.Agreement;

public sealed class CurveDifferenceTests
{
    [Fact]
    public void A_difference_is_measured_where_it_is_largest_and_signed_at_the_end()
    {
        var difference = CurveDifference.Between(times: [0, 1, 2, 3], simulated: [1, 5, 2, 1], predicted: [1, 2, 5, 2]);
        difference.ShouldBe(
            new CurveDifference(Largest: 3, TimeOfLargest: 1, RootMeanSquare: Math.Sqrt(19.0 / 4), Final: -1)
        );
    }

    [Fact]
    public void A_prediction_that_is_not_a_number_is_never_close()
    {
        var difference = CurveDifference.Between(times: [0, 1, 2], simulated: [1, 1, 9], predicted: [1, double.NaN, 1]);
        difference.Largest.ShouldBe(double.NaN);
        difference.TimeOfLargest.ShouldBe(1);
    }

    [Fact]
    public void A_half_rise_between_samples_is_on_the_line_between_them()
    {
        HalfRise.Of(times: [0, 1, 3], values: [0, 0.2, 1], target: 1.2).ShouldBe(2);
    }

    [Fact]
    public void A_known_curve_has_its_half_rise_to_the_last_bit()
    {
        // sin rises through ½ at π/6.
        double[] times = [0, 0.4, 0.8];
        double[] values = [.. times.Select(Math.Sin)];
        HalfRise.Of(times, values, target: 1, Math.Sin)!.Value.ShouldBe(Math.PI / 6, tolerance: 1e-15);
    }

    [Theory]
    [InlineData(new[] { 0.9, 0.8, 0.7 }, 1.0)] // starts above
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 1.0)] // never arrives
    [InlineData(new[] { -0.1, 0.2, 0.3 }, 0.0)] // nothing to rise to
    [InlineData(new[] { 0.1, double.NaN, 0.9 }, 1.0)] // lost on the way
    public void A_curve_that_does_not_rise_through_half_has_no_half_rise(double[] values, double target)
    {
        HalfRise.Of(times: [0, 1, 2], values, target).ShouldBeNull();
        HalfRise.Of(times: [0, 1, 2], values, target, time => time).ShouldBeNull();
    }
}
