using Dynamics.Simulation.Data;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using Dynamics.Simulation.Randomness;

namespace Dynamics.Simulation.Descent;

/// <summary>One pass over all items, batch by batch, in the order of its epoch.</summary>
internal sealed class EpochPass
{
    private readonly DataSet data;
    private readonly DescentSettings settings;
    private readonly int[] order;

    // Copies of a batch of more than one item; one item is read where it lies.
    private readonly double[] inputs;
    private readonly double[] targets;
    private double rate;
    private long updatesBefore;

    internal EpochPass(Architecture architecture, DataSet data, DescentSettings settings, IMatrixProducts products)
    {
        (this.data, this.settings) = (data, settings);
        WeightUpdate = new WeightUpdate(architecture, settings, products);
        order = new int[data.Count];
        int copied = settings.Batch > 1 ? settings.Batch : 0;
        inputs = new double[data.IsOneHot ? 0 : copied * data.InputWidth];
        targets = new double[copied * data.TargetWidth];
    }

    /// <summary>Batches in an epoch, the short last one included.</summary>
    internal int Updates => (data.Count + settings.Batch - 1) / settings.Batch;

    /// <summary>What an update moves.</summary>
    internal WeightUpdate WeightUpdate { get; }

    /// <summary>Goes to the beginning of an epoch.</summary>
    /// <param name="epoch">0-based.</param>
    internal void Begin(int epoch)
    {
        rate = settings.RateIn(epoch);
        updatesBefore = (long)epoch * Updates;
        if (settings.Order is ItemOrder.Given given)
        {
            given.Epochs[epoch].CopyTo(order, 0);
            return;
        }
        if (settings.Order is ItemOrder.Drawn drawn)
        {
            new RandomStream(drawn.Seed, "draw", epoch).FillBelow(order, data.Count);
            return;
        }
        for (int item = 0; item < order.Length; item++)
        {
            order[item] = item;
        }
        if (settings.Order is ItemOrder.Shuffled shuffled)
        {
            new RandomStream(shuffled.Seed, "shuffle", epoch).Shuffle(order);
        }
    }

    /// <summary>One update of all weights.</summary>
    /// <param name="state">All that moves.</param>
    /// <param name="update">Which of the epoch, 0-based.</param>
    /// <returns>Sum of the losses of the batch's items, before the update.</returns>
    internal double Update(Span<double> state, int update)
    {
        int first = update * settings.Batch;
        ReadOnlySpan<int> items = order.AsSpan(first, Math.Min(settings.Batch, order.Length - first));
        var batch = new Batch
        {
            Count = items.Length,
            Inputs = data.IsOneHot ? [] : Gather(data.Inputs.Span, data.InputWidth, items, inputs),
            OneHot = data.IsOneHot ? items : [],
            Targets = Gather(data.Targets.Span, data.TargetWidth, items, targets),
        };
        return items.Length * WeightUpdate.Apply(state, batch, rate, updatesBefore + update + 1);
    }

    private static ReadOnlySpan<double> Gather(
        ReadOnlySpan<double> columns,
        int width,
        ReadOnlySpan<int> items,
        double[] copy
    )
    {
        if (items.Length == 1)
        {
            return columns.Slice(items[0] * width, width);
        }
        for (int index = 0; index < items.Length; index++)
        {
            columns.Slice(items[index] * width, width).CopyTo(copy.AsSpan(index * width));
        }
        return copy.AsSpan(0, items.Length * width);
    }
}
