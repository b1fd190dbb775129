using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

public sealed class CriticalRateTests
{
    private static readonly DescentSettings halfSquared = new(1, 1, 1, Loss.HalfSquared, new ItemOrder.InTurn());

    // x uniform on (0, 1) has E[x²] = 1/3: the narrow chains of slope 2, η_c = 6/(L·2^{2−2/L}); two items of mean square 1/3.
    [Theory]
    [InlineData(10, 0.172305)]
    [InlineData(30, 0.052365)]
    [InlineData(50, 0.030843)]
    [InlineData(51, 0.030222)]
    public void Deep_narrow_chains_have_the_critical_rates_of_their_depth(int depth, double expected)
    {
        var items = new DataSet(
            Row(Math.Sqrt(0.5), Math.Sqrt(1.0 / 6)),
            Row(2 * Math.Sqrt(0.5), 2 * Math.Sqrt(1.0 / 6))
        );
        int[] hidden = [.. Enumerable.Repeat(1, depth - 1)];
        foreach (MomentConvention convention in Enum.GetValues<MomentConvention>())
        {
            var task = new LearningTask(items, convention);
            Rate(task, hidden, halfSquared with { Batch = 2 }).ShouldBe(expected, tolerance: 1e-6);
            // It is that of steps of all items, whatever the batch.
            Rate(task, hidden, halfSquared).ShouldBe(expected, tolerance: 1e-6);
        }
    }

    [Fact]
    public void Momentum_raises_it_and_other_optimisers_have_none()
    {
        var task = new LearningTask(new DataSet(Row(1), Row(2)));
        Rate(task, [], halfSquared).ShouldBe(2, tolerance: 1e-15);
        Rate(task, [], halfSquared with { Optimiser = new Optimiser.Momentum(0.5) }).ShouldBe(3, tolerance: 1e-15);
        Rate(task, [], halfSquared with { Optimiser = new Optimiser.Momentum(0.5, IsNesterov: true) })
            .ShouldBe(1.5, tolerance: 1e-15);
        Of(task, [], halfSquared with { Optimiser = new Optimiser.Adam() }).ShouldBeOfType<ClosedForm<double>.None>();
        Of(task, [], halfSquared with { WeightDecay = 0.1 }).ShouldBeOfType<ClosedForm<double>.None>();
        Of(task, [], halfSquared with { Loss = Loss.CrossEntropy }).ShouldBeOfType<ClosedForm<double>.None>();
    }

    [Fact]
    public void It_does_not_depend_on_rate_or_schedule()
    {
        var task = new LearningTask(new DataSet(Row(1), Row(2)));
        Rate(task, [], halfSquared with { Rate = 7, Schedule = new RateSchedule.Inverse(3) })
            .ShouldBe(2, tolerance: 1e-15);
    }

    private static double Rate(LearningTask task, int[] hidden, DescentSettings descent) =>
        Of(task, hidden, descent).ShouldBeOfType<ClosedForm<double>.Found>().Solution;

    private static ClosedForm<double> Of(LearningTask task, int[] hidden, DescentSettings descent) =>
        CriticalRate.Of(task, new Architecture(new LayerSizes(1, hidden, 1)), descent);

    private static Matrix<double> Row(params double[] values) => Matrix<double>.Build.DenseOfRowArrays(values);
}
