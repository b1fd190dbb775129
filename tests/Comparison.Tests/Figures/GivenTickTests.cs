using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Axes;

namespace ComparisonTests.Figures;

public sealed class GivenTickTests
{
    [Fact]
    public void Categories_stand_at_their_numbers_with_half_a_unit_around_them()
    {
        Axis axis = new() { Categories = ["raw", "standardised", "whitened"] };
        AxisRange range = AxisRange.Of(axis, lowest: 1, highest: 1, margin: 0.04);
        (range.Lower, range.Upper).ShouldBe((-0.5, 2.5));
        AxisTicks ticks = AxisTicks.Of(axis, range, 180, horizontal: true);
        ticks.Major.ShouldBe([new(0, "raw"), new(1, "standardised"), new(2, "whitened")]);
        ticks.Upwards.ShouldBeFalse();
        ticks.Overhang.ShouldBe(0); // No text reaches beyond its third of the axis.
    }

    [Fact]
    public void Texts_too_wide_to_stand_side_by_side_run_upwards_below_and_stay_as_they_are_on_the_left()
    {
        Axis axis = new() { Categories = ["balanced descent", "whole matrix", "momentum"] };
        AxisRange range = new(AxisScale.Linear, -0.5, 2.5);
        AxisTicks below = AxisTicks.Of(axis, range, 120, horizontal: true);
        below.Upwards.ShouldBeTrue();
        below.Major.Count.ShouldBe(3);
        below.HeightBelow.ShouldBe(below.LabelWidth);
        AxisTicks.Of(axis, range, 120, horizontal: false).Upwards.ShouldBeFalse();
    }

    [Fact]
    public void Of_more_categories_than_lines_fit_some_have_ticks_only()
    {
        Axis axis = new() { Categories = [.. Enumerable.Range(1, 100).Select(i => $"task {i}")] };
        AxisTicks ticks = AxisTicks.Of(axis, new AxisRange(AxisScale.Linear, -0.5, 99.5), 200, horizontal: false);
        ticks.Major.Count.ShouldBeInRange(15, 20); // 200 points of lines 9.6 high.
        (ticks.Major.Count + ticks.Minor.Count).ShouldBe(100);
    }

    [Fact]
    public void Given_values_have_one_number_of_decimals_on_a_linear_axis_and_their_own_on_a_logarithmic_one()
    {
        Axis linear = new() { TickValues = [0.5, 0, 0.25, 7] };
        Labels(linear, new AxisRange(AxisScale.Linear, 0, 1)).ShouldBe(["0.00", "0.25", "0.50"]);
        Axis logarithmic = new() { Logarithmic = true, TickValues = [1, 2, 32, 0.5, 1e-4, 1e3, 0] };
        Labels(logarithmic, new AxisRange(AxisScale.OfDecades, -5, 4))
            .ShouldBe(["10^{-4}", "0.5", "1", "2", "32", "10^{3}"]);
    }

    [Fact]
    public void Large_and_small_values_have_powers_of_ten()
    {
        Axis axis = new() { TickValues = [0, 2e5, 2.5e6] };
        Labels(axis, new AxisRange(AxisScale.Linear, 0, 3e6)).ShouldBe(["0", "2×10^{5}", "2.5×10^{6}"]);
    }

    [Fact]
    public void Values_too_close_for_labels_keep_their_ticks()
    {
        Axis axis = new() { TickValues = [0, 1, 2, 3, 100] };
        AxisTicks ticks = AxisTicks.Of(axis, new AxisRange(AxisScale.Linear, 0, 100), 200, horizontal: true);
        ticks.Major.Select(tick => tick.Value).ShouldBe([0, 100]);
        ticks.Minor.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void An_axis_of_categories_is_not_logarithmic() =>
        Should
            .Throw<ArgumentException>(() =>
                AxisRange.Of(new Axis { Logarithmic = true, Categories = ["a"] }, lowest: 1, highest: 2)
            )
            .Message.ShouldStartWith("An axis of categories must not be logarithmic");

    private static IEnumerable<string> Labels(Axis axis, AxisRange range) =>
        AxisTicks.Of(axis, range, 400, horizontal: true).Major.Select(tick => tick.Label);
}
