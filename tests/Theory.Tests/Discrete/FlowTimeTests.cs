using Dynamics.Theory;
using Dynamics.Theory.Discrete;

namespace TheoryTests.Discrete;

public sealed class FlowTimeTests
{
    // Loss, η, B, N_y, N → flow time per epoch: the sheet's exercise 2, the Neuromatch hierarchy, and the flow's own loss.
    [Theory]
    [InlineData(DescentLoss.MeanOverOutputs, 0.5, 1, 100, 64, 0.01)]
    [InlineData(DescentLoss.MeanOverOutputs, 100, 8, 10_000, 8, 0.0025)]
    [InlineData(DescentLoss.HalfSumOfSquares, 0.5, 1, 100, 64, 0.5)]
    [InlineData(DescentLoss.HalfSumOfSquares, 0.5, 16, 100, 64, 0.03125)]
    [InlineData(DescentLoss.HalfSumOfSquares, 0.5, 64, 100, 64, 0.0078125)]
    public void An_epoch_has_its_flow_time(
        DescentLoss loss,
        double rate,
        int batch,
        int outputs,
        int items,
        double time
    )
    {
        EpochTime epoch = Found(FlowTime.PerEpoch(loss, rate, batch, outputs, items));
        epoch.Expected.ShouldBe(time, tolerance: 1e-16);
        epoch.IsUniform.ShouldBeTrue();
        epoch.InFullBatch.ShouldBe(epoch.Expected, tolerance: 1e-16);
        epoch.Updates.ShouldBe(items / batch);
    }

    // The first step of descent from W = 0 on one-hot items with a single layer moves column i by η·(2/(B N_y)) y_i or
    // η·y_i/B; flow moves it by y_i per unit of time. Here the gradient is a difference quotient of the loss itself.
    [Theory]
    [InlineData(DescentLoss.MeanOverOutputs)]
    [InlineData(DescentLoss.HalfSumOfSquares)]
    public void The_flow_time_of_a_step_is_that_of_the_gradient_of_the_loss(DescentLoss loss)
    {
        (double rate, double[] targets) = (0.3, [1, -2, 0.5]);
        const int Batch = 4;
        // Loss of a batch whose other items have no error, as a function of the first output's weight w for this item.
        double LossAt(double w)
        {
            double squares = (w - targets[0]) * (w - targets[0]) + targets[1] * targets[1] + targets[2] * targets[2];
            return (loss == DescentLoss.MeanOverOutputs ? squares / 3 : squares / 2) / Batch;
        }
        double moved = -rate * (LossAt(1e-4) - LossAt(-1e-4)) / 2e-4; // exact for a quadratic, up to rounding
        EpochTime epoch = Found(FlowTime.PerEpoch(loss, rate, Batch, outputs: 3, items: 8));
        (epoch.InFullBatch * targets[0]).ShouldBe(moved, tolerance: 1e-11);
    }

    [Fact]
    public void A_short_last_batch_pushes_its_items_more_and_shuffling_shares_that_out()
    {
        EpochTime epoch = Found(FlowTime.PerEpoch(DescentLoss.HalfSumOfSquares, 0.6, batch: 4, outputs: 3, items: 10));
        epoch.IsUniform.ShouldBeFalse();
        epoch.Updates.ShouldBe(3);
        epoch.InFullBatch.ShouldBe(0.15, tolerance: 1e-16);
        epoch.InLastBatch.ShouldBe(0.3, tolerance: 1e-16);
        epoch.Expected.ShouldBe((8 * epoch.InFullBatch + 2 * epoch.InLastBatch) / 10, tolerance: 1e-16);
    }

    [Fact]
    public void Cross_entropy_has_no_flow_time_and_the_reason_is_a_sentence() =>
        FlowTime
            .PerEpoch(DescentLoss.CrossEntropy, 0.5, 1, 100, 64)
            .ShouldBeOfType<ClosedForm<EpochTime>.None>()
            .Because.ShouldStartWith("Cross-entropy has no flow time: ");

    [Fact]
    public void Mean_moments_make_time_longer_by_the_number_of_items()
    {
        FlowTime.FromSumToMean(0.25, 64).ShouldBe(16);
        FlowTime.FromMeanToSum(16, 64).ShouldBe(0.25);
        // u(t) is the same either way: s and d go down by what t goes up.
        double sums = Dynamics.Theory.Modes.ModeSolutions.BalancedMode(3, 64, 32, 0.1, 1).StrengthAt(0.25);
        double means = Dynamics.Theory.Modes.ModeSolutions.BalancedMode(3, 1, 0.5, 0.1, 1).StrengthAt(16);
        means.ShouldBe(sums, tolerance: 1e-14);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        const DescentLoss Loss = DescentLoss.MeanOverOutputs;
        Refusal(() => FlowTime.PerEpoch(Loss, 0, 1, 1, 1)).ShouldContain("η must be finite and positive, but is 0");
        Refusal(() => FlowTime.PerEpoch(Loss, 1, 0, 1, 1)).ShouldContain("B must be at least 1, but is 0");
        Refusal(() => FlowTime.PerEpoch(Loss, 1, 9, 1, 8)).ShouldContain("N = 8, but is 9");
        Refusal(() => FlowTime.PerEpoch(Loss, 1, 1, 0, 8)).ShouldContain("N_y of outputs must be at least 1");
        Refusal(() => FlowTime.PerEpoch((DescentLoss)7, 1, 1, 1, 8)).ShouldContain("no such loss");
        Refusal(() => FlowTime.FromSumToMean(1, 0)).ShouldContain("N of items must be at least 1");
    }

    private static EpochTime Found(ClosedForm<EpochTime> form) =>
        form.ShouldBeOfType<ClosedForm<EpochTime>.Found>().Solution;

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
