using Dynamics.Comparison.Reports;
using MathNet.Numerics.Statistics;

namespace Dynamics.Comparison.Experiments;

/// <summary>An ensemble in one table: mean, standard deviation, median, 5 % and 95 % quantiles of every column over seeds.</summary>
/// <remarks>
/// Columns are <c>time</c>, then <c>x.mean</c>, <c>x.sd</c> (n − 1 in the denominator), <c>x.median</c>, <c>x.p05</c>,
/// <c>x.p95</c> for every column x of a trial. Quantiles are linear between order statistics, as in NumPy and R (type 7).
/// Only times that every seed reached are in it.
/// </remarks>
public static class EnsembleSummary
{
    /// <summary>Endings of the columns, in order.</summary>
    public static IReadOnlyList<string> Statistics { get; } = [".mean", ".sd", ".median", ".p05", ".p95"];

    /// <summary>Summarises trials that were looked at at the same times.</summary>
    /// <exception cref="ArgumentException">Two trials were looked at at different times.</exception>
    public static Table Of(IReadOnlyList<Trial> trials)
    {
        // A theory may have a curve for one seed and none for another: only what all seeds have is summarised.
        string[] columns =
        [
            .. trials[0].Samples.Columns.Where(name => trials.All(trial => trial.Samples.IndexOf(name) >= 0)),
        ];
        int rows = trials.Min(trial => trial.Samples.RowCount);
        var summary = new Table(
            ["time", .. columns.Skip(1).SelectMany(name => Statistics.Select(ending => name + ending))],
            rows
        );
        double[] row = new double[summary.Columns.Count];
        double[] seeds = new double[trials.Count];
        for (int index = 0; index < rows; index++)
        {
            row[0] = CommonTime(trials, index);
            for (int column = 1; column < columns.Length; column++)
            {
                for (int seed = 0; seed < seeds.Length; seed++)
                {
                    seeds[seed] = trials[seed].Samples[columns[column]][index];
                }
                Summarise(seeds, row.AsSpan(1 + (column - 1) * Statistics.Count, Statistics.Count));
            }
            summary.Add(row);
        }
        return summary;
    }

    private static double CommonTime(IReadOnlyList<Trial> trials, int row)
    {
        double time = trials[0].Samples[row, 0];
        Trial? other = trials.FirstOrDefault(trial => trial.Samples[row, 0] != time);
        return other is null
            ? time
            : throw new ArgumentException(
                $"Seeds must be looked at at the same times to be summarised, but sample {row} is at {time} for one and at "
                    + $"{other.Samples[row, 0]} for another. Give \"sample\" an interval or times.",
                nameof(trials)
            );
    }

    private static void Summarise(double[] seeds, Span<double> statistics)
    {
        Estimate estimate = Estimate.Over(seeds);
        Array.Sort(seeds);
        statistics[0] = estimate.Value;
        statistics[1] = estimate.Spread ?? 0;
        statistics[2] = Quantile(seeds, 0.5);
        statistics[3] = Quantile(seeds, 0.05);
        statistics[4] = Quantile(seeds, 0.95);
    }

    private static double Quantile(double[] sorted, double share) =>
        SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
