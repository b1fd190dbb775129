using Dynamics.Comparison.Reports;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Experiments;

/// <summary>The predictions of a run on a dense grid of their own, for drawing; the mean over the seeds of an ensemble.</summary>
public static class TheoryCurves
{
    // Dense enough that a curve drawn over a column's width shows no corner.
    private const int Intervals = 250;

    /// <summary>Evaluates every predicted column from the first to the last sample; null if nothing was predicted.</summary>
    public static Table? Of(RunResult run)
    {
        PredictedColumns[] predicted =
        [
            .. run.Trials.Select(trial => new PredictedColumns(trial.Predictions, trial.Targets.Keys.ToArray())),
        ];
        Trial first = run.Trials[0];
        if (predicted[0].Columns.Count == 0 || first.Samples.RowCount == 0)
        {
            return null;
        }
        var curves = new Table(["time", .. predicted[0].Columns], Intervals + 2);
        double[] row = new double[curves.Columns.Count];
        double[] one = new double[row.Length - 1];
        foreach (double time in Grid(run.Plan.Sample, first.Samples["time"].ToArray()))
        {
            Array.Clear(row);
            row[0] = time;
            foreach (PredictedColumns columns in predicted)
            {
                columns.Evaluate(time, one);
                for (int column = 0; column < one.Length; column++)
                {
                    row[1 + column] += one[column] / predicted.Length;
                }
            }
            curves.Add(row);
        }
        return curves;
    }

    private static IEnumerable<double> Grid(SampleTimes sample, double[] times)
    {
        double last = times[^1];
        double firstPositive = times.FirstOrDefault(time => time > 0);
        if (last == 0)
        {
            return [0];
        }
        return sample is SampleTimes.Logarithmic
            ? Enumerable
                .Range(0, Intervals + 1)
                .Select(k =>
                    k == Intervals ? last : firstPositive * Math.Pow(last / firstPositive, (double)k / Intervals)
                )
                .Prepend(0)
            : Enumerable.Range(0, Intervals + 1).Select(k => last * k / Intervals);
    }
}
