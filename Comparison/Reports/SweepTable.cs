using System.Globalization;
using CsvHelper;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Reports;

/// <summary>A sweep as CSV: a row per cell, the first axis fastest.</summary>
/// <remarks>
/// Columns are the axes, every number that was measured or predicted, and <c>diverged</c>, the share of seeds that diverged. A
/// cell without a number is empty; a named point of an axis is its name.
/// </remarks>
public static class SweepTable
{
    /// <summary>Title of the last column.</summary>
    public const string Diverged = "diverged";

    /// <summary>Writes the table; the stream stays open.</summary>
    public static void Write(SweepResult sweep, Stream stream)
    {
        using CsvWriter csv = CsvTable.Writer(stream);
        CsvTable.WriteRecord(
            csv,
            [.. sweep.Plan.Axes.Select(axis => axis.Column), .. sweep.Columns.Select(column => column.Title), Diverged]
        );
        for (int cell = 0; cell < sweep.Cells.Count; cell++)
        {
            CsvTable.WriteRecord(
                csv,
                [
                    .. PointsOf(sweep.Plan, cell).Select(Text),
                    .. sweep.Columns.Select(column => CsvTable.Format(sweep[column, cell])),
                    CsvTable.Format(sweep.Cells[cell].Diverged),
                ]
            );
        }
    }

    /// <summary>Where a cell lies: a point of each axis.</summary>
    internal static IEnumerable<SweepPoint> PointsOf(SweepPlan plan, int cell)
    {
        foreach (SweepAxis axis in plan.Axes)
        {
            yield return axis.Points[cell % axis.Points.Count];
            cell /= axis.Points.Count;
        }
    }

    /// <summary>A point for people and files.</summary>
    internal static string Text(SweepPoint point) => point.Name ?? point.Place.ToString(CultureInfo.InvariantCulture);
}
