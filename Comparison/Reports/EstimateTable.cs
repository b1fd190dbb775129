using CsvHelper;

namespace Dynamics.Comparison.Reports;

/// <summary>Rows of names and numbers as CSV; numbers that have a spread have it in the column after their own.</summary>
/// <remarks>In the dialect of <see cref="CsvTable"/>; no number is an empty cell. Names must not end in <c> sd</c>.</remarks>
/// <param name="Texts">Titles of the columns of names, which come first.</param>
/// <param name="Numbers">Titles of the columns of numbers.</param>
/// <param name="Rows">As many names and numbers as there are titles.</param>
internal sealed record EstimateTable(
    IReadOnlyList<string> Texts,
    IReadOnlyList<string> Numbers,
    IReadOnlyList<(string[] Texts, Estimate?[] Numbers)> Rows
)
{
    /// <summary>Writes the table; the stream stays open.</summary>
    public void Write(Stream stream)
    {
        bool[] hasSpread = [.. Numbers.Select((_, column) => Rows.Any(row => row.Numbers[column]?.Spread is not null))];
        using CsvWriter csv = CsvTable.Writer(stream);
        CsvTable.WriteRecord(
            csv,
            [
                .. Texts,
                .. Numbers.SelectMany(
                    (title, column) => hasSpread[column] ? new[] { title, title + ErrorTable.SpreadSuffix } : [title]
                ),
            ]
        );
        foreach ((string[] texts, Estimate?[] numbers) in Rows)
        {
            CsvTable.WriteRecord(
                csv,
                [.. texts, .. numbers.SelectMany((number, column) => Cells(number).Take(hasSpread[column] ? 2 : 1))]
            );
        }
    }

    /// <summary>Reads a table back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="texts">Titles of the columns of names that it must begin with.</param>
    /// <exception cref="InvalidDataException">The file is not such a table; the message names file, line and column.</exception>
    public static EstimateTable Read(string path, IReadOnlyList<string> texts)
    {
        string name = Path.GetFileName(path);
        using StreamReader reader = new(path);
        using CsvParser csv = CsvTable.Parser(reader);
        string[] header = CsvTable.ReadRecord(csv, name) ?? [];
        if (!header.Take(texts.Count).SequenceEqual(texts))
        {
            throw new InvalidDataException($"{name}:1: must begin with the names {string.Join(",", texts)}.");
        }
        int[] numbers =
        [
            .. Enumerable.Range(texts.Count, header.Length - texts.Count).Where(column => !IsSpread(header, column)),
        ];
        List<(string[], Estimate?[])> rows = [];
        while (CsvTable.ReadRecord(csv, name) is string[] cells)
        {
            if (cells.Length != header.Length)
            {
                throw new InvalidDataException(
                    $"{name}:{csv.RawRow}: must have {header.Length} cells, but has {cells.Length}."
                );
            }
            rows.Add((cells[..texts.Count], [.. numbers.Select(column => Number(cells, column))]));
        }
        return new EstimateTable(texts, [.. numbers.Select(column => header[column])], rows);

        Estimate? Number(string[] cells, int column)
        {
            double value = Parse(cells, column);
            double spread = IsSpread(header, column + 1) ? Parse(cells, column + 1) : double.NaN;
            return double.IsNaN(value) ? null : new Estimate(value, double.IsNaN(spread) ? null : spread);
        }

        double Parse(string[] cells, int column) =>
            CsvTable.TryParse(cells[column], out double value)
                ? value
                : throw new InvalidDataException(
                    $"{name}:{csv.RawRow}: {header[column]}: must be a number or nothing, but is \"{cells[column]}\"."
                );
    }

    private static bool IsSpread(string[] header, int column) =>
        column > 0 && column < header.Length && header[column] == header[column - 1] + ErrorTable.SpreadSuffix;

    private static string[] Cells(Estimate? number) =>
        [CsvTable.Format(number?.Value ?? double.NaN), CsvTable.Format(number?.Spread ?? double.NaN)];
}
