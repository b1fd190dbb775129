namespace Dynamics.Comparison.Commands;

/// <summary>A table in columns of plain text, for a terminal or a pipe alike.</summary>
internal static class TextTable
{
    /// <summary>Writes rows under a header; columns are as wide as their widest cell, numbers to the right.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="header">One name per column.</param>
    /// <param name="rows">As many cells each.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        int[] widths =
        [
            .. header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max()),
        ];
        bool[] isNumeric =
        [
            .. header.Select(
                (_, column) =>
                    rows.All(row => row[column].Length == 0 || IsNumber(row[column][0]) || row[column] == "—")
            ),
        ];
        foreach (IReadOnlyList<string> row in (IEnumerable<IReadOnlyList<string>>)[header, .. rows])
        {
            IEnumerable<string> cells = row.Select(
                (cell, column) => isNumeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
            );
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static bool IsNumber(char first) => char.IsAsciiDigit(first) || first is '-' or '+' or '∞';
}
