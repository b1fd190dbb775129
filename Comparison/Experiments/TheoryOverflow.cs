using System.Globalization;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Experiments;

/// <summary>Ends theories where their numbers overflow, as those of a recursion beyond its stability limit do.</summary>
internal static class TheoryOverflow
{
    private const string Statement = "its numbers are finite up to the end of the curve";

    /// <summary>Whether an assumption is that a theory ends before its numbers overflow.</summary>
    public static bool Is(Assumption assumption) => assumption.Statement == Statement;

    /// <summary>The same predictions, each ended at its last sample before the first that is no number; null if none overflows.</summary>
    /// <param name="predictions">What the theories say.</param>
    /// <param name="samples">The samples of a run with every predicted column.</param>
    public static IReadOnlyList<PredictedTrial>? Ended(IReadOnlyList<PredictedTrial> predictions, Table samples)
    {
        PredictedTrial[] ended = [.. predictions.Select(said => said with { Forecast = Ended(said, samples) })];
        return ended.Zip(predictions).Any(pair => !ReferenceEquals(pair.First.Forecast, pair.Second.Forecast))
            ? ended
            : null;
    }

    private static Forecast Ended(PredictedTrial said, Table samples)
    {
        if (said.Forecast is not Forecast.Curves curves)
        {
            return said.Forecast;
        }
        ReadOnlySpan<double> times = samples["time"];
        (int first, string observable) = (samples.RowCount, "");
        foreach (string name in curves.Observables.Where(name => samples.IndexOf(said.ColumnOf(name)) >= 0))
        {
            int row = FirstOverflow(times, samples[said.ColumnOf(name)], curves.Until);
            if (row < first)
            {
                (first, observable) = (row, name);
            }
        }
        if (first == samples.RowCount)
        {
            return said.Forecast;
        }
        if (first == 0)
        {
            return new Forecast.None($"Its {observable} overflows at the start.");
        }
        return curves with
        {
            Until = times[first - 1],
            Assumptions =
            [
                .. curves.Assumptions,
                new Assumption(
                    Statement,
                    Holds: true,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{observable} overflows at {times[first]:g6}, and the curve ends at the sample before"
                    )
                ),
            ],
        };
    }

    /// <summary>The first infinite value, or the first that is no number after one that is: an infinity less another.</summary>
    private static int FirstOverflow(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double until)
    {
        for (int row = 0; row < values.Length && times[row] <= until; row++)
        {
            if (
                double.IsInfinity(values[row])
                || (double.IsNaN(values[row]) && row > 0 && !double.IsNaN(values[row - 1]))
            )
            {
                return row;
            }
        }
        return values.Length;
    }
}
