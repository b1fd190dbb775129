using CsvHelper;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two summaries of sweeps agree, where a tie of cells may break either way.</summary>
/// <remarks>
/// A cell named as that of an extreme may be another if the table beside each summary has that extreme there, and a share of
/// what was measured is free where the difference itself is within 1e-9. All else agrees as text.
/// </remarks>
internal static class SweepAgreement
{
    /// <param name="freshPath">A summary.</param>
    /// <param name="committedPath">The summary it must agree with.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="areNumbersFree">Whether any number agrees with any other.</param>
    public static void Compare(string freshPath, string committedPath, FileAgreement found, bool areNumbersFree)
    {
        string[] fresh = TextAgreement.ReadAll(freshPath).Split('\n');
        string[] committed = TextAgreement.ReadAll(committedPath).Split('\n');
        string sweep = "";
        string[] heads = [];
        for (int line = 0; line < Math.Min(fresh.Length, committed.Length); line++)
        {
            if (committed[line].StartsWith("# ", StringComparison.Ordinal))
            {
                sweep = committed[line][2..];
            }
            if (fresh[line] == committed[line] || !IsRowOf(heads, fresh[line]) || !IsRowOf(heads, committed[line]))
            {
                TextAgreement.CompareLine(fresh[line], committed[line], line + 1, 0, found, areNumbersFree);
            }
            else
            {
                CompareRow(
                    (CellsOf(fresh[line]), Path.Combine(Path.GetDirectoryName(freshPath)!, $"{sweep}.csv")),
                    (CellsOf(committed[line]), Path.Combine(Path.GetDirectoryName(committedPath)!, $"{sweep}.csv")),
                    heads,
                    line + 1,
                    found,
                    areNumbersFree
                );
            }
            heads = committed[line].StartsWith("| measure", StringComparison.Ordinal)
                ? CellsOf(committed[line])
                : heads;
        }
        if (fresh.Length != committed.Length)
        {
            string reason = $"must have {committed.Length} lines, but has {fresh.Length}";
            found.Add(new(found.File, Math.Min(fresh.Length, committed.Length) + 1, null, null, reason));
        }
    }

    private static bool IsRowOf(string[] heads, string line) =>
        heads.Length > 0 && line.StartsWith("| ", StringComparison.Ordinal) && CellsOf(line).Length == heads.Length;

    private static void CompareRow(
        (string[] Cells, string Table) fresh,
        (string[] Cells, string Table) committed,
        string[] heads,
        int line,
        FileAgreement found,
        bool areNumbersFree
    )
    {
        for (int column = 0; column < heads.Length; column++)
        {
            bool isTie =
                heads[column] == "at"
                    && HoldsAt(fresh.Cells, fresh.Table, column)
                    && HoldsAt(committed.Cells, committed.Table, column)
                || heads[column] == "of measured"
                    && IsRounding(fresh.Cells[column - 1])
                    && IsRounding(committed.Cells[column - 1]);
            if (!isTie)
            {
                TextAgreement.CompareLine(
                    fresh.Cells[column],
                    committed.Cells[column],
                    line,
                    string.Join(" | ", committed.Cells.Take(column)).Length + (column > 0 ? 5 : 2),
                    found,
                    areNumbersFree,
                    heads[column]
                );
            }
        }
    }

    /// <summary>Whether a sweep's table has, in the named cell, the number that the summary gives before its name.</summary>
    private static bool HoldsAt(string[] row, string tablePath, int column)
    {
        // An extreme stands directly before its place; of differences a share stands between them.
        bool isDifference = row.Length == SweepDocument.Differences.Count;
        string number = row[column - (isDifference ? 2 : 1)];
        using StreamReader text = new(tablePath);
        using CsvParser csv = CsvTable.Parser(text);
        string[] header = CsvTable.ReadRecord(csv, tablePath) ?? [];
        int measured = Array.FindIndex(header, title => SweepDocument.Escaped(title) == row[0]);
        int predicted = Array.FindIndex(header, title => SweepDocument.Escaped(title) == $"{row[0]}@{row[1]}");
        while (CsvTable.ReadRecord(csv, tablePath) is string[] cells && cells.Length == header.Length)
        {
            if (!IsPlace(row[column], header, cells))
            {
                continue;
            }
            double value =
                !isDifference ? Value(measured)
                : measured < 0 ? Value(predicted)
                : Math.Abs(Value(measured) - Value(predicted));
            return SweepDocument.Number(value) == number;

            double Value(int at) => at >= 0 && CsvTable.TryParse(cells[at], out double number) ? number : double.NaN;
        }
        return false;
    }

    /// <summary>Whether a text names a row by its first cells: <c>learning.rate = 0.1, network.hidden.layers = 3</c>.</summary>
    private static bool IsPlace(string text, string[] header, string[] cells)
    {
        string name = "";
        for (int axis = 0; axis < header.Length && name.Length < text.Length; axis++)
        {
            name += (axis > 0 ? ", " : "") + SweepDocument.Escaped($"{header[axis]} = {cells[axis]}");
        }
        return name == text;
    }

    private static bool IsRounding(string number) =>
        CsvTable.TryParse(number.Replace('−', '-'), out double value) && Math.Abs(value) <= CsvAgreement.Tolerance;

    private static string[] CellsOf(string line) => line.Trim().Trim('|').Split(" | ", StringSplitOptions.TrimEntries);
}
