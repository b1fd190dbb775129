using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
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
    private double lastLoss = double.NaN;

    /// <param name="task">What is learned.</param>
    /// <param name="plan">Says what is looked at.</param>
    /// <param name="start">The network before its first step, from which drift is measured.</param>
    /// <param name="isBeside">Whether a thread of its own looks while the run goes on.</param>
    public SampleRecorder(LearningTask task, RunPlan plan, in NetworkView start, bool isBeside = false)
    {
        sizes = start.Sizes;
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
        row[0] = now.Time;
        observer.Observe(now.Network, row.AsSpan(1, observer.Columns.Count));
        if (row.Length > 1 + observer.Columns.Count)
        {
            row[^1] = trainLoss ?? double.NaN;
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

    private void CopyByRows(ReadOnlySpan<double> columnMajor, Span<double> byRows)
    {
        for (int index = 0; index < byRows.Length; index++)
        {
            byRows[index] = columnMajor[index % sizes.Inputs * sizes.Outputs + index / sizes.Inputs];
        }
    }
}
