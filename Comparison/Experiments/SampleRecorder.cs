using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments;

/// <summary>Takes down what a run shows: every sample becomes a row of a table.</summary>
internal sealed class SampleRecorder
{
    private readonly LayerSizes sizes;
    private readonly NetworkObserver observer;
    private readonly double[] row;
    private readonly double[] mapRow;

    /// <param name="task">What is learned.</param>
    /// <param name="plan">Says what is looked at.</param>
    /// <param name="start">The network before its first step, from which drift is measured.</param>
    public SampleRecorder(LearningTask task, RunPlan plan, in NetworkView start)
    {
        sizes = start.Sizes;
        observer = new NetworkObserver(task, plan.ArchitectureFor(task), plan.Observe);
        observer.SetStart(start);
        string[] ofDescent = plan.Learning is DescentSettings ? [ObservedColumns.TrainLoss] : [];
        Samples = new Table(["time", .. observer.Columns, .. ofDescent]);
        Map = plan.Observe.Contains(Observable.Map) ? new Table(["time", .. MapColumns()]) : null;
        row = new double[Samples.Columns.Count];
        mapRow = new double[1 + sizes.Outputs * sizes.Inputs];
        Targets = observer.Columns.Zip(observer.Targets).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Column <c>time</c> and the observables.</summary>
    public Table Samples { get; }

    /// <summary>Column <c>time</c> and the entries of W(t), by rows; null if not asked for.</summary>
    public Table? Map { get; }

    /// <summary>Where each observable tends to; NaN where that has no meaning.</summary>
    public IReadOnlyDictionary<string, double> Targets { get; }

    /// <summary>Looks at a run as it is now.</summary>
    public void Record(ITrainingRun run)
    {
        Snapshot now = run.Current;
        row[0] = now.Time;
        observer.Observe(now.Network, row.AsSpan(1, observer.Columns.Count));
        if (run is GradientDescent descent)
        {
            row[^1] = descent.TrainLoss ?? double.NaN;
        }
        Samples.Add(row);
        if (Map is not null)
        {
            mapRow[0] = now.Time;
            CopyByRows(observer.Map, mapRow.AsSpan(1));
            Map.Add(mapRow);
        }
    }

    /// <summary>Waits until everything shown is in the tables.</summary>
#pragma warning disable CA1822 // Of this recorder, whoever records.
    public void Drain() { }
#pragma warning restore CA1822

    private IEnumerable<string> MapColumns() =>
        from row in Enumerable.Range(0, sizes.Outputs)
        from column in Enumerable.Range(0, sizes.Inputs)
        select ObservedColumns.MapEntry(row, column);

    private void CopyByRows(ReadOnlySpan<double> columnMajor, Span<double> byRows)
    {
        for (int index = 0; index < byRows.Length; index++)
        {
            byRows[index] = columnMajor[index % sizes.Inputs * sizes.Outputs + index / sizes.Inputs];
        }
    }
}
