using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments;

/// <summary>A descent of shuffled items in eight other orders, on average: what is left of it without the accident of one.</summary>
/// <param name="task">What is learned.</param>
/// <param name="plan">The run.</param>
internal sealed class OtherOrders(LearningTask task, RunPlan plan)
{
    private const int Orders = 8;

    // About 2 s on one core: an update costs as much as some thousand multiplications besides its own.
    private const double MostUnasked = 2e9;
    private const double PerUpdate = 1000;

    /// <summary>Ends the descents early.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Is told how many orders are done; null for nobody.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Whether a run has orders to draw anew.</summary>
    public static bool AreDrawn(RunPlan plan, LearningTask task) =>
        plan.Learning is DescentSettings { Order: ItemOrder.Shuffled } descent && descent.Batch < task.Items!.Count;

    /// <summary>Whether all seeds of the run take so little that no one need ask; by a count, which is the same on every machine.</summary>
    public bool IsCheap
    {
        get
        {
            var descent = (DescentSettings)plan.Learning;
            double items = task.Items!.Count;
            double updates = Math.Ceiling(items / descent.Batch);
            // Forward, backward, and the outer products of the gradient.
            double epoch = 3 * items * plan.ArchitectureFor(task).Sizes.Count + updates * PerUpdate;
            return Orders * (double)plan.Repeat * descent.Epochs * epoch <= MostUnasked;
        }
    }

    /// <summary>The mean over orders at the times of a trial; null if orders are not drawn or one run did not end well.</summary>
    /// <param name="trial">The run in its own order.</param>
    /// <param name="start">Its weights at the start.</param>
    /// <exception cref="OperationCanceledException">It is interrupted.</exception>
    public Dictionary<string, double[]>? Mean(Trial trial, double[] start)
    {
        if (plan.Learning is not DescentSettings { Order: ItemOrder.Shuffled shuffled } descent)
        {
            return null;
        }
        Dictionary<string, double[]> mean = new(StringComparer.Ordinal);
        int rows = trial.Samples.RowCount;
        for (int order = 1; order <= Orders; order++)
        {
            Report(trial, order - 1);
            DescentSettings other = descent with { Order = new ItemOrder.Shuffled(unchecked(shuffled.Seed + order)) };
            RunPlan again = plan with { Learning = other, Observe = [Observable.Modes] };
            using SampleRecorder recorder = new(task, again, new NetworkView(plan.ArchitectureFor(task).Sizes, start));
            var run = new GradientDescent(plan.ArchitectureFor(task), task.Items!, other, plan.Sample, start)
            {
                Interruption = Interruption,
            };
            while (run.MoveNext())
            {
                recorder.Record(run);
            }
            recorder.Drain();
            if (run.Outcome is not Outcome.Reached || recorder.Samples.RowCount < rows)
            {
                return null;
            }
            foreach (string column in recorder.Targets.Keys)
            {
                double[] values = mean.TryGetValue(column, out double[]? known)
                    ? known
                    : mean[column] = new double[rows];
                for (int row = 0; row < rows; row++)
                {
                    values[row] += recorder.Samples[column][row] / Orders;
                }
            }
        }
        Report(trial, Orders);
        return mean;
    }

    private void Report(Trial trial, int done) =>
        Progress?.Report(
            new RunProgress($"{plan.Name}: other orders", plan.Repeat, trial.Seed, (double)done / Orders, Loss: null)
            {
                IsBeside = true,
            }
        );
}
