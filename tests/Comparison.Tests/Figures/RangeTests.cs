using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;

namespace ComparisonTests.Figures;

public class RangeTests
{
    [Fact]
    public void Automatic_limits_hold_the_data_with_a_margin_and_manual_ones_hold_exactly()
    {
        AxisRange range = AxisRange.Of(new Axis { Minimum = -1 }, lowest: 0, highest: 10, margin: 0.1);
        range.Lower.ShouldBe(-1);
        range.Upper.ShouldBe(11, 1e-12);
    }

    [Theory]
    [InlineData(3, 3, 1.5, 4.5)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(1, 1 + 1e-14, 0.5, 1.5)] // Rounding is not data.
    [InlineData(-5e-324, 5e-324, -1, 1)]
    public void A_flat_line_lies_in_the_middle(double lowest, double highest, double lower, double upper)
    {
        AxisRange range = AxisRange.Of(new Axis(), lowest, highest);
        range.Lower.ShouldBe(lower, 1e-12);
        range.Upper.ShouldBe(upper, 1e-12);
    }

    [Fact]
    public void The_largest_numbers_there_are_do_not_overflow()
    {
        AxisRange range = AxisRange.Of(new Axis(), double.MinValue, double.MaxValue, margin: 0.04);
        double.IsFinite(range.Upper - range.Lower).ShouldBeTrue();
        AxisTicks.Of(range, 130, horizontal: false).Major.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Room_for_a_legend_above_the_largest_decade_has_no_ticks_beyond_all_numbers()
    {
        AxisRange range = AxisRange.Of(new Axis { Logarithmic = true }, 1e-2, double.MaxValue).WithHeadroom(0.2);
        range.Upper.ShouldBeGreaterThan(309);
        AxisTicks ticks = AxisTicks.Of(range, 130, horizontal: false);
        ticks.Major.Count.ShouldBeGreaterThan(2);
        ticks.Major.Select(tick => tick.Value).Concat(ticks.Minor).ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void A_logarithmic_axis_ends_at_its_floor_unless_all_data_are_smaller()
    {
        Axis axis = new() { Logarithmic = true };
        AxisRange.Of(axis, 1e-300, 1).Lower.ShouldBe(-16, 1e-12);
        AxisRange.Of(axis, 1e-30, 1e-20).Lower.ShouldBe(-30, 1e-12);
        AxisRange.Of(new Axis { Logarithmic = true, Floor = 1e-30 }, 1e-300, 1).Lower.ShouldBe(-30, 1e-12);
    }

    [Fact]
    public void Limits_out_of_order_or_off_the_scale_are_refused()
    {
        Should.Throw<ArgumentException>(() => AxisRange.Of(new Axis { Minimum = 2, Maximum = 1 }, 0, 1));
        Should.Throw<ArgumentException>(() => AxisRange.Of(new Axis { Minimum = 0, Logarithmic = true }, 1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new Axis { Minimum = double.NaN });
    }

    [Fact]
    public void One_manual_limit_beyond_all_data_still_leaves_a_range()
    {
        AxisRange range = AxisRange.Of(new Axis { Minimum = 5 }, 0, 1);
        range.Lower.ShouldBe(5);
        range.Upper.ShouldBeGreaterThan(5);
    }
}
