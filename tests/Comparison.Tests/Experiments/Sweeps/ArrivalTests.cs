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
    [InlineData(1.0, 2.0, new[] { 1.0, 1.9, 2.1, 2.3 }, double.NaN)]
    [InlineData(5.0, 0.0, new[] { 5.0, 0.4, 0.7, 0.4 }, 3.0)]
    public void It_has_settled_when_it_no_longer_leaves(double start, double target, double[] curve, double expected) =>
        Arrival(new SweepMeasure.TimeTo("mode1", settles: true), start, target, curve).ShouldBe(expected);

    private static double Arrival(SweepMeasure.TimeTo measure, double start, double target, double[] curve)
    {
        var arrival = new Arrival(measure, start, target);
        for (int time = 0; time < curve.Length; time++)
        {
            arrival.See(time, curve[time]);
        }
        return arrival.Time;
    }
}
