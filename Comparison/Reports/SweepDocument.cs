using System.Globalization;
using System.Text;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Reports;

/// <summary>What the sweeps of a scenario found, for people: ranges, and the worst disagreement with every theory.</summary>
public static class SweepDocument
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "sweeps.md";

    private const int MostPlaces = 5;

    private static readonly string[] ranges = ["measure", "smallest", "at", "largest", "at", "cells without"];

    /// <summary>Columns of the table of differences.</summary>
    internal static IReadOnlyList<string> Differences { get; } =
    ["measure", "theory", "cells", "in one only", @"median \|Δ\|", @"worst \|Δ\|", "of measured", "at"];

    /// <summary>The document.</summary>
    public static string Markdown(IReadOnlyList<SweepResult> sweeps) => string.Join('\n', sweeps.Select(Section));

    private static string Section(SweepResult sweep)
    {
        StringBuilder text = new();
        string grid = string.Join(
            " × ",
            sweep.Plan.Axes.Select(axis => $"{axis.Points.Count} of {Escaped(axis.Column)}")
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {sweep.Plan.Name}\n\nRun {sweep.Plan.Cells[0].Run.Name} at {grid}. All numbers are in {sweep.Plan.Name}.csv.\n"
        );
        int diverged = sweep.Cells.Count(cell => cell.Diverged > 0);
        if (diverged > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nIn {diverged} of {sweep.Cells.Count} cells a run diverged.\n"
            );
        }
        foreach (
            SweepColumn noise in sweep.Columns.Where(column =>
                column is { Measure: SweepMeasure.Variance, Theory: not null }
            )
        )
        {
            string words = NumbersOf(sweep, cell => sweep[noise, cell]).All(cell => cell.Value == 0)
                ? "is 0: the best map fits every item exactly, and there descent has no noise"
                : "is of the noise at the best map; what is added away from it, a share in proportion to the rate over the batch, is left out";
            text.Append(CultureInfo.InvariantCulture, $"\n{Escaped(noise.Title)} {words}.\n");
        }
        Append(text, ranges, textColumns: 1, [.. sweep.Columns.Where(IsValue).Select(column => Range(sweep, column))]);
        Append(
            text,
            Differences,
            textColumns: 2,
            [.. sweep.Columns.Where(IsPredicted).Select(column => Difference(sweep, column)).OfType<string[]>()]
        );
        text.Append(AloneInWords(sweep));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> heads, int textColumns, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }
        text.Append('\n');
        ErrorDocuments.AppendMarkdown(text, heads);
        ErrorDocuments.AppendMarkdown(
            text,
            heads.Select((head, column) => column < textColumns || head == "at" ? "---" : "---:")
        );
        foreach (string[] row in rows)
        {
            ErrorDocuments.AppendMarkdown(text, row);
        }
    }

    private static bool IsValue(SweepColumn column) => column.Statistic == SweepStatistic.Value;

    private static bool IsPredicted(SweepColumn column) => IsValue(column) && column.Theory is not null;

    private static string[] Range(SweepResult sweep, SweepColumn column)
    {
        (int Cell, double Value)[] numbers = [.. NumbersOf(sweep, cell => sweep[column, cell])];
        string without = (sweep.Cells.Count - numbers.Length).ToString(CultureInfo.InvariantCulture);
        if (numbers.Length == 0)
        {
            return [Escaped(column.Title), "", "", "", "", without];
        }
        (int Cell, double Value) least = numbers.MinBy(number => number.Value);
        (int Cell, double Value) most = numbers.MaxBy(number => number.Value);
        return
        [
            Escaped(column.Title),
            Number(least.Value),
            Place(sweep, least.Cell),
            Number(most.Value),
            Place(sweep, most.Cell),
            without,
        ];
    }

    /// <summary>How far a theory is from what was measured; of an error, which is a difference itself, the error.</summary>
    private static string[]? Difference(SweepResult sweep, SweepColumn predicted)
    {
        SweepColumn? measured = sweep.MeasuredBeside(predicted);
        if (measured is null && predicted.Measure is not SweepMeasure.Error)
        {
            return null;
        }
        (int Cell, double Value)[] distances =
        [
            .. NumbersOf(
                sweep,
                cell =>
                    measured is null ? sweep[predicted, cell] : Math.Abs(sweep[measured, cell] - sweep[predicted, cell])
            ),
        ];
        int[] alone = measured is null ? [] : [.. Alone(sweep, measured, predicted)];
        string[] beginning =
        [
            Escaped(predicted.Measure.Name),
            Escaped(predicted.Theory!),
            distances.Length.ToString(CultureInfo.InvariantCulture),
            alone.Length.ToString(CultureInfo.InvariantCulture),
        ];
        if (distances.Length == 0)
        {
            return alone.Length == 0 ? null : [.. beginning, "", "", "", Place(sweep, alone[0])];
        }
        (int cell, double worst) = distances.MaxBy(distance => distance.Value);
        double[] sorted = [.. distances.Select(distance => distance.Value).Order()];
        double relative = measured is null ? double.NaN : worst / Math.Abs(sweep[measured, cell]);
        return
        [
            .. beginning,
            Number((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2),
            Number(worst),
            double.IsFinite(relative) ? $"{Number(100 * relative)} %" : "",
            Place(sweep, cell),
        ];
    }

    /// <summary>Cells in which the simulation arrives and the theory never does, or the other way round.</summary>
    private static IEnumerable<int> Alone(SweepResult sweep, SweepColumn measured, SweepColumn predicted) =>
        predicted.Measure is not SweepMeasure.TimeTo
            ? []
            : Enumerable
                .Range(0, sweep.Cells.Count)
                .Where(cell =>
                    sweep.Cells[cell].Values.ContainsKey(predicted)
                    && double.IsFinite(sweep[measured, cell]) != double.IsFinite(sweep[predicted, cell])
                );

    /// <summary>A sentence on each disagreement of a time and "never", with the first cells; empty where there is none.</summary>
    private static string AloneInWords(SweepResult sweep)
    {
        StringBuilder text = new();
        foreach (SweepColumn predicted in sweep.Columns.Where(IsPredicted))
        {
            int[] cells = sweep.MeasuredBeside(predicted) is { } measured ? [.. Alone(sweep, measured, predicted)] : [];
            if (cells.Length > 0)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n**{Escaped(predicted.Measure.Name)}: in {cells.Length} of {sweep.Cells.Count} cells only one of simulation and {Escaped(predicted.Theory!)} has a time**, the other never arrives: at "
                );
                text.Append(string.Join("; ", cells.Take(MostPlaces).Select(cell => Place(sweep, cell))))
                    .Append(cells.Length > MostPlaces ? "; …\n" : ".\n");
            }
        }
        return text.ToString();
    }

    private static IEnumerable<(int Cell, double Value)> NumbersOf(SweepResult sweep, Func<int, double> number) =>
        Enumerable
            .Range(0, sweep.Cells.Count)
            .Select(cell => (cell, number(cell)))
            .Where(pair => double.IsFinite(pair.Item2));

    private static string Place(SweepResult sweep, int cell) =>
        Escaped(
            string.Join(
                ", ",
                sweep.Plan.Axes.Zip(
                    SweepTable.PointsOf(sweep.Plan, cell),
                    (axis, point) => $"{axis.Column} = {SweepTable.Text(point)}"
                )
            )
        );

    /// <summary>A name as a cell of the document has it.</summary>
    internal static string Escaped(string name) =>
        name.Replace("|", @"\|", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal);

    /// <summary>A number as the document has it.</summary>
    internal static string Number(double value) => ErrorDocuments.Plain.Write(value);
}
