using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments;

/// <summary>Takes down what a run shows: every sample becomes a row of a table.</summary>
/// <remarks>Beside the run or in turns with it, the rows are the same bits: looking is the work of one core either way.</remarks>
internal sealed class SampleRecorder : IDisposable
{
    private readonly SnapshotPipeline? pipeline;
    private readonly LayerSizes sizes;
    private readonly NetworkObserver observer;
    private readonly double[] row;
    private readonly double[] mapRow;
    private readonly int lossColumn;
    private readonly bool isLinear;
    private double lastLoss = double.NaN;
    private volatile OverflowingSample? overflow;

    /// <param name="task">What is learned.</param>
    /// <param name="plan">Says what is looked at.</param>
    /// <param name="start">The network before its first step, from which drift is measured.</param>
    /// <param name="isBeside">Whether a thread of its own looks while the run goes on.</param>
    public SampleRecorder(LearningTask task, RunPlan plan, in NetworkView start, bool isBeside = false)
    {
        sizes = start.Sizes;
        isLinear = plan.ArchitectureFor(task).IsLinear;
        observer = new NetworkObserver(task, plan.ArchitectureFor(task), plan.Observe);
        observer.SetStart(start);
        string[] ofDescent = plan.Learning is DescentSettings ? [ObservedColumns.TrainLoss] : [];
        Samples = new Table(["time", .. observer.Columns, .. ofDescent]);
        Map = plan.Observe.Contains(Observable.Map)
            ? new Table(["time", .. ObservedColumns.MapEntries(sizes.Outputs, sizes.Inputs)])
            : null;
        row = new double[Samples.Columns.Count];
        mapRow = new double[1 + sizes.Outputs * sizes.Inputs];
        Targets = observer.Columns.Zip(observer.Targets).ToDictionary(pair => pair.First, pair => pair.Second);
        lossColumn = Samples.IndexOf(ObservedColumns.Loss);
        pipeline = isBeside ? new SnapshotPipeline(sizes, Look) : null;
    }

    /// <summary>Column <c>time</c> and the observables.</summary>
    public Table Samples { get; }

    /// <summary>Column <c>time</c> and the entries of W(t), by rows; null if not asked for.</summary>
    public Table? Map { get; }

    /// <summary>Where each observable tends to; NaN where that has no meaning.</summary>
    public IReadOnlyDictionary<string, double> Targets { get; }

    /// <summary>Excess loss last looked at; null before the first look and where it is not asked for. For any thread.</summary>
    public double? LastLoss => Volatile.Read(ref lastLoss) is var loss && double.IsNaN(loss) ? null : loss;

    /// <summary>The first sample with a number that overflowed, which ends the run; null while there is none. For any thread.</summary>
    /// <remarks>It is not in the tables, nor is any after it. That of a run observed beside is complete after <see cref="Drain"/>.</remarks>
    public OverflowingSample? Overflow => overflow;

    /// <summary>Takes down a run as it is now; <see cref="Drain"/> before the tables are read.</summary>
    public void Record(ITrainingRun run)
    {
        double? trainLoss = (run as GradientDescent)?.TrainLoss;
        if (pipeline is not null)
        {
            pipeline.Add(run.Current, trainLoss);
            return;
        }
        using SingleThread alone = SingleThread.Begin();
        Look(run.Current, trainLoss);
    }

    /// <summary>Waits until all that was recorded is in the tables.</summary>
    public void Drain() => pipeline?.Drain();

    /// <inheritdoc/>
    public void Dispose() => pipeline?.Dispose();

    private void Look(Snapshot now, double? trainLoss)
    {
        if (overflow is not null)
        {
            return; // the run was ahead of its observation
        }
        row[0] = now.Time;
        observer.Observe(now.Network, row.AsSpan(1, observer.Columns.Count));
        if (row.Length > 1 + observer.Columns.Count)
        {
            row[^1] = trainLoss ?? double.NaN;
        }
        if (OverflowIn(row) is string quantity)
        {
            overflow = new OverflowingSample(
                Outcome.Diverged.In(quantity, now.Time, now.Step),
                new NetworkView(sizes, now.Network.State.ToArray())
            );
            return;
        }
        Samples.Add(row);
        if (lossColumn >= 0)
        {
            Volatile.Write(ref lastLoss, row[lossColumn]);
        }
        if (Map is not null)
        {
            mapRow[0] = now.Time;
            CopyByRows(observer.Map, mapRow.AsSpan(1));
            Map.Add(mapRow);
        }
    }

    /// <summary>The number that overflowed; null if none did. The loss counts whether it is observed or not.</summary>
    private string? OverflowIn(double[] numbers)
    {
        if (!observer.HasFiniteLoss)
        {
            return isLinear ? "the loss" : "the loss of the nearest linear map";
        }
        int place = Array.FindIndex(numbers, double.IsInfinity);
        return place < 0 ? null : Samples.Columns[place];
    }

    private void CopyByRows(ReadOnlySpan<double> columnMajor, Span<double> byRows)
    {
        for (int index = 0; index < byRows.Length; index++)
        {
            byRows[index] = columnMajor[index % sizes.Inputs * sizes.Outputs + index / sizes.Inputs];
        }
    }
}

/// <summary>A sample with a number that overflowed though every weight is finite.</summary>
/// <param name="Outcome">When, and which number.</param>
/// <param name="Network">The weights then; a copy.</param>
internal sealed record OverflowingSample(Outcome.Diverged Outcome, NetworkView Network);
