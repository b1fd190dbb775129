using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>How much flow time descent takes per epoch: the one place where a learning rate becomes a time.</summary>
/// <remarks>
/// <para>
/// Flow is τW_l' = (…)ᵀ(Σ^yx − WΣ^x)(…)ᵀ with τ = 1 and moments summed over the N items, so each item pushes with weight 1 per
/// unit of time. A step of descent pushes each of its B items with weight c/B, where c = 2η/N_y for the mean of squares over
/// outputs and c = η for half the sum of squares.
/// </para>
/// <para>
/// If B does not divide N the last batch of an epoch has fewer items and pushes each of them more, c/(N mod B). Where the
/// order is shuffled every item is there equally often, and the expected weight per item and epoch is c⌈N/B⌉/N: that is the
/// flow time of an epoch. In a fixed order the items of the last batch have a weight of their own, which no common
/// flow time describes: <see cref="EpochTime.IsUniform"/> is false then.
/// </para>
/// </remarks>
public static class FlowTime
{
    /// <summary>Flow time (sum convention) of one epoch of descent.</summary>
    /// <param name="loss">What is descended.</param>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <param name="batch">B, 1 to N.</param>
    /// <param name="outputs">N_y ≥ 1.</param>
    /// <param name="items">N ≥ 1.</param>
    /// <returns>The time, or none and why.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static ClosedForm<EpochTime> PerEpoch(
        DescentLoss loss,
        double learningRate,
        int batch,
        int outputs,
        int items
    )
    {
        Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        Require.AtLeast(1, outputs, "The number N_y of outputs", nameof(outputs));
        Require.AtLeast(1, items, "The number N of items", nameof(items));
        Require.AtLeast(1, batch, "The batch size B", nameof(batch));
        if (batch > items)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batch),
                batch,
                $"The batch size B must be at most the number of items, N = {items}, but is {batch}."
            );
        }
        return loss switch
        {
            DescentLoss.MeanOverOutputs => new ClosedForm<EpochTime>.Found(
                Of(2 * learningRate / outputs, batch, items)
            ),
            DescentLoss.HalfSumOfSquares => new ClosedForm<EpochTime>.Found(Of(learningRate, batch, items)),
            DescentLoss.CrossEntropy => new ClosedForm<EpochTime>.None(
                "Cross-entropy has no flow time: its gradient is not Σ^yx − WΣ^x in any unit of time, so that no linear theory "
                    + "of squared error applies to it."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "There is no such loss."),
        };
    }

    /// <summary>A time of the sum convention in that of mean moments, where s and d are divided by N: N times as long.</summary>
    /// <param name="time">Time that goes with moments summed over items.</param>
    /// <param name="items">N ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static double FromSumToMean(double time, int items) =>
        time * Require.AtLeast(1, items, "The number N of items", nameof(items));

    /// <summary>The way back: a time of the convention of mean moments in that of sums.</summary>
    /// <param name="time">Time that goes with moments averaged over items.</param>
    /// <param name="items">N ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static double FromMeanToSum(double time, int items) =>
        time / Require.AtLeast(1, items, "The number N of items", nameof(items));

    private static EpochTime Of(double perBatch, int batch, int items)
    {
        int rest = items % batch;
        int updates = items / batch + (rest > 0 ? 1 : 0);
        return new EpochTime(
            Expected: perBatch * updates / items,
            InFullBatch: perBatch / batch,
            InLastBatch: perBatch / (rest > 0 ? rest : batch),
            Updates: updates
        );
    }
}

/// <summary>Flow time of an epoch, sum convention.</summary>
/// <param name="Expected">The mean over items, and so of every item under shuffling.</param>
/// <param name="InFullBatch">What an item in a full batch gets; for B = N the flow time of a step.</param>
/// <param name="InLastBatch">What an item in the last batch gets, which is more if that is short.</param>
/// <param name="Updates">Steps per epoch, ⌈N/B⌉.</param>
public sealed record EpochTime(double Expected, double InFullBatch, double InLastBatch, int Updates)
{
    /// <summary>Whether B divides N, so that every item gets the same.</summary>
    public bool IsUniform => InFullBatch == InLastBatch;
}

/// <summary>A loss of a batch, the mean over its items of what is named.</summary>
public enum DescentLoss
{
    /// <summary>Mean over outputs of (ŷ − y)²; PyTorch's MSELoss.</summary>
    MeanOverOutputs,

    /// <summary>½|ŷ − y|², the loss whose flow the closed forms solve.</summary>
    HalfSumOfSquares,

    /// <summary>Softmax cross-entropy.</summary>
    CrossEntropy,
}
