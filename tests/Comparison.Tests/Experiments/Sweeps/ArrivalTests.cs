using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace ComparisonTests.Experiments.Sweeps;

public sealed class ArrivalTests
{
    [Theory]
    [InlineData(1.0, 2.0, new[] { 1.0, 1.7, 1.8, 1.9 }, 2.0)] // 0.9 of 2, wherever it started
    [InlineData(1.9, 2.0, new[] { 1.9, 1.95 }, 0.0)]
    [InlineData(0.3, -2.0, new[] { 0.3, -1.7, -1.81 }, 2.0)]
    [InlineData(5.0, 0.0, new[] { 5.0, 0.6, 0.4, 0.7 }, 2.0)] // a loss: a tenth of its start is left
    [InlineData(1.0, 2.0, new[] { 1.0, 1.5 }, double.NaN)]
    [InlineData(1.0, 2.0, new[] { 1.0, double.NaN }, double.NaN)]
    public void A_curve_arrives_where_it_first_has_the_part_of_its_target(
        double start,
        double target,
        double[] curve,
        double expected
    ) => Arrival(new SweepMeasure.TimeTo("mode1"), start, target, curve).ShouldBe(expected);

    [Theory]
    [InlineData(1.0, 2.0, new[] { 1.0, 1.9, 2.3, 2.1, 1.9 }, 3.0)] // 2.3 is beyond the tenth on the other side
    [InlineData(1.0, 2.0, new[] { 1.0, 1.0, 2.3, 1.0, 1.9 }, double.NaN)] // there at the last sample only, of five
    [InlineData(1.0, 2.0, new[] { 1.0, 1.9, 2.1, 2.3 }, double.NaN)]
    [InlineData(5.0, 0.0, new[] { 5.0, 0.4, 0.7, 0.4, 0.3 }, 3.0)]
    public void It_has_settled_when_it_no_longer_leaves(double start, double target, double[] curve, double expected) =>
        Arrival(new SweepMeasure.TimeTo("mode1", settles: true), start, target, curve).ShouldBe(expected);

    [Theory]
    [InlineData(9, double.NaN)]
    [InlineData(10, 91.0)]
    public void Of_a_long_run_it_has_settled_if_it_was_there_at_the_last_ten_samples(int samplesThere, double expected)
    {
        double[] curve = [.. Enumerable.Range(1, 101).Select(k => k > 101 - samplesThere ? 1.95 : 1.0)];
        Arrival(new SweepMeasure.TimeTo("mode1", settles: true), 1, 2, curve).ShouldBe(expected);
    }

    [Fact]
    public void A_first_passage_stays_whatever_comes_after() =>
        Arrival(new SweepMeasure.TimeTo("mode1"), 1, 2, [1.0, 1.9, double.NaN]).ShouldBe(1);

    private static double Arrival(SweepMeasure.TimeTo measure, double start, double target, double[] curve)
    {
        var arrival = new Arrival(measure, start, target, curve.Length);
        for (int time = 0; time < curve.Length; time++)
        {
            arrival.See(time, curve[time]);
        }
        return arrival.Time;
    }
}
