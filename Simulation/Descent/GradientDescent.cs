using Dynamics.Simulation.Data;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>A network learning by gradient descent: a cursor over the epochs at which it is looked at.</summary>
/// <remarks>
/// An epoch is done whole or not at all: a run that diverges or is interrupted shows the network as it was after the last
/// whole epoch. Memory is O(parameters), however long the run; an update allocates nothing.
/// </remarks>
/// <example>
/// <code>
/// var settings = new DescentSettings(Rate: 0.5, Epochs: 1000, Batch: 1, Loss.MeanSquared, new ItemOrder.Shuffled(Seed: 1));
/// var descent = new GradientDescent(new Architecture(sizes), data, settings, new SampleTimes.Every(10), weights);
/// while (descent.MoveNext())
/// {
///     Console.WriteLine($"{descent.Current.Time} {descent.TrainLoss}");
/// }
/// </code>
/// </example>
public sealed class GradientDescent : ITrainingRun
{
    private readonly LayerSizes sizes;
    private readonly EpochPass pass;
    private readonly int lastEpoch;
    private readonly IEnumerator<long> samples;

    // All that moves: the weights, the optimiser's memories, the averaged weights.
    private readonly Memory<double> state;
    private readonly Memory<double> beforeEpoch;
    private int epoch;
    private bool isShown;

    /// <param name="architecture">The network.</param>
    /// <param name="data">What is learned.</param>
    /// <param name="settings">Rate, epochs, batch, loss and order.</param>
    /// <param name="times">When to look, in epochs; whole ones.</param>
    /// <param name="weights">The start, as <see cref="LayerSizes"/> lays it out; copied.</param>
    /// <param name="products">Who multiplies batches; by default the provider in use.</param>
    /// <exception cref="ArgumentException">Something does not fit; the message says what.</exception>
    public GradientDescent(
        Architecture architecture,
        DataSet data,
        DescentSettings settings,
        SampleTimes times,
        ReadOnlySpan<double> weights,
        IMatrixProducts? products = null
    )
        : this(architecture, data, settings, times, new DescentState(0, weights.ToArray()), products) { }

    /// <summary>A descent that goes on from a saved state, bitwise as if it had never stopped.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="data">What is learned.</param>
    /// <param name="settings">Rate, epochs, batch, loss and order.</param>
    /// <param name="times">When to look, in epochs; whole ones. What was shown before the state was saved is not shown again.</param>
    /// <param name="from">Where to go on.</param>
    /// <param name="products">Who multiplies batches; by default the provider in use.</param>
    /// <exception cref="ArgumentException">Something does not fit; the message says what.</exception>
    public GradientDescent(
        Architecture architecture,
        DataSet data,
        DescentSettings settings,
        SampleTimes times,
        DescentState from,
        IMatrixProducts? products = null
    )
    {
        DescentChecks.Check(architecture, data, settings);
        DescentChecks.CheckStart(architecture.Sizes, from, settings.Epochs);
        sizes = architecture.Sizes;
        pass = new EpochPass(architecture, data, settings, products ?? MatrixProducts.Current);
        lastEpoch = settings.Epochs;
        Items = data.Count;
        state = AlignedMemory.Allocate(pass.WeightUpdate.Length);
        Restore(from);
        beforeEpoch = new double[state.Length];
        (epoch, isShown, TrainLoss) = (from.Epoch, from.IsShown, from.TrainLoss);
        // Sampling is that of steps of one epoch.
        samples = SampleSchedule
            .Steps(times, new StepRule.Fixed(ButcherTableau.Euler, Step: 1), settings.Epochs)
            .SkipWhile(sample => sample < from.Epoch || (sample == from.Epoch && from.IsShown))
            .GetEnumerator();
    }

    /// <summary>The network; its time is epochs done, its step updates done. Where weights are averaged, the averaged one.</summary>
    public Snapshot Current =>
        new(epoch, (long)epoch * pass.Updates, new NetworkView(sizes, IsAveraged ? state[Moves.Average] : Weights));

    /// <inheritdoc/>
    public Outcome? Outcome { get; private set; }

    /// <summary>The loss in the epoch just done: mean over its items, each as its batch met it, before that batch's update.</summary>
    /// <remarks>
    /// For the full batch this is the loss at the beginning of the epoch. Null before the first epoch. It is of the weights that
    /// move, averaged or not, and without what weight decay adds.
    /// </remarks>
    public double? TrainLoss { get; private set; }

    /// <inheritdoc/>
    public Action? Advanced { get; set; }

    /// <summary>Looked at before every update. A run that is interrupted throws, back at its last whole epoch.</summary>
    public CancellationToken Interruption { get; init; }

    private int Items { get; }

    private WeightUpdate Moves => pass.WeightUpdate;

    private bool IsAveraged => state.Length > Moves.Memory.End.Value;

    private Memory<double> Weights => state[..sizes.Count];

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public bool MoveNext()
    {
        if (Outcome is not null)
        {
            return false;
        }
        bool hasSample = samples.MoveNext();
        long target = hasSample ? samples.Current : lastEpoch;
        while (epoch < target)
        {
            if (!TryEpoch())
            {
                return false;
            }
        }
        if (!hasSample)
        {
            Outcome = new Outcome.Reached();
        }
        isShown |= hasSample;
        return hasSample;
    }

    /// <summary>A copy of all that is needed to go on from here.</summary>
    public DescentState Save() =>
        new(epoch, Weights.ToArray())
        {
            TrainLoss = TrainLoss,
            IsShown = isShown,
            Memory = state[Moves.Memory].ToArray(),
            Averaged = state[Moves.Average].ToArray(),
        };

    /// <summary>Takes a state as it was saved; at the beginning the weights are enough.</summary>
    private void Restore(DescentState from)
    {
        from.Weights.CopyTo(state);
        Moves.Begin(state.Span);
        DescentChecks.CheckMemories(from, state[Moves.Memory].Length, state[Moves.Average].Length);
        from.Memory.CopyTo(state[Moves.Memory]);
        from.Averaged.CopyTo(state[Moves.Average]);
    }

    private bool TryEpoch()
    {
        state.CopyTo(beforeEpoch);
        pass.Begin(epoch);
        double loss = 0;
        for (int update = 0; update < pass.Updates; update++)
        {
            if (Interruption.IsCancellationRequested)
            {
                beforeEpoch.CopyTo(state);
                Interruption.ThrowIfCancellationRequested();
            }
            loss += pass.Update(state.Span, update);
        }
        // A number that is not finite stays so: looking once per epoch is enough, and costs nothing. Squares of residuals
        // overflow long before the weights do.
        if (NonFinite.First(state.Span) >= 0 || !double.IsFinite(loss))
        {
            Outcome = FindDivergence();
            beforeEpoch.CopyTo(state);
            return false;
        }
        TrainLoss = loss / Items;
        epoch++;
        isShown = false;
        Advanced?.Invoke();
        return true;
    }

    /// <summary>Does the epoch again, looking at everything after every update: a mean of squares may overflow before a weight does.</summary>
    private Outcome.Diverged FindDivergence()
    {
        beforeEpoch.CopyTo(state);
        double loss = 0;
        for (int update = 0; ; update++)
        {
            loss += pass.Update(state.Span, update);
            long step = (long)epoch * pass.Updates + update + 1;
            double time = (double)step / pass.Updates;
            int bad = NonFinite.First(state.Span);
            if (bad >= 0)
            {
                return new Outcome.Diverged(time, step, bad % sizes.Count);
            }
            if (!double.IsFinite(loss))
            {
                return Outcome.Diverged.In("the training loss", time, step);
            }
        }
    }
}
