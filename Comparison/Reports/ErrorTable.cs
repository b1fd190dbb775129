using CsvHelper;

namespace Dynamics.Comparison.Reports;

/// <summary>Error rows as CSV, and the columns that every form of the table shares.</summary>
public static class ErrorTable
{
    /// <summary>Its name in a folder of results.</summary>
    internal const string FileName = "errors.csv";

    /// <summary>Columns of this name depend on which of nearly equal differences is the largest.</summary>
    public const string TimeOfMaximum = "time of maximum";

    /// <summary>Columns of this ending hold standard deviations over seeds.</summary>
    internal const string SpreadSuffix = " sd";

    private static readonly string[] Texts = ["run", "theory", "validity", "observable"];

    /// <summary>The numbers of a row: name in the CSV, and the number.</summary>
    internal static IReadOnlyList<(string Name, Func<ErrorRow, Estimate?> Of)> Numbers { get; } =
    [
        ("max difference", row => row.MaximumDifference),
        (TimeOfMaximum, row => row.TimeOfMaximum),
        ("rms", row => row.RootMeanSquare),
        ("final", row => row.Final),
        ("half-rise simulated", row => row.HalfRiseSimulated),
        ("half-rise predicted", row => row.HalfRisePredicted),
        ("half-rise shift", row => row.HalfRiseShift),
    ];

    /// <summary>Writes the rows as CSV: every number in a column of its name, its spread beside it; the stream stays open.</summary>
    /// <remarks>The columns are always the same; the spread of a single run and a half-rise that never comes are empty.</remarks>
    public static void Write(IReadOnlyList<ErrorRow> rows, Stream stream)
    {
        using CsvWriter csv = CsvTable.Writer(stream);
        CsvTable.WriteRecord(csv, Header());
        foreach (ErrorRow row in rows)
        {
            IEnumerable<string> numbers = Numbers.SelectMany(number => Cells(number.Of(row)));
            CsvTable.WriteRecord(csv, [row.Run, row.Theory, row.Validity, row.Observable, .. numbers]);
        }
    }

    /// <summary>Reads the rows back.</summary>
    /// <exception cref="InvalidDataException">The file is not such a table; the message names file and line.</exception>
    public static IReadOnlyList<ErrorRow> Read(string path)
    {
        string name = Path.GetFileName(path);
        using StreamReader reader = new(path);
        using CsvParser csv = CsvTable.Parser(reader);
        string[] header = [.. Header()];
        if (CsvTable.ReadRecord(csv, name)?.SequenceEqual(header) != true)
        {
            throw new InvalidDataException($"{name}:1: must be the line of names {string.Join(",", header)}.");
        }
        List<ErrorRow> rows = [];
        while (CsvTable.ReadRecord(csv, name) is string[] cells)
        {
            rows.Add(
                cells.Length == header.Length
                    ? ReadRow(cells, $"{name}:{csv.RawRow}")
                    : throw new InvalidDataException(
                        $"{name}:{csv.RawRow}: must have {header.Length} cells, but has {cells.Length}."
                    )
            );
        }
        return rows;
    }

    private static IEnumerable<string> Header() =>
        [.. Texts, .. Numbers.SelectMany(number => new[] { number.Name, number.Name + SpreadSuffix })];

    private static string[] Cells(Estimate? estimate) =>
        [
            CsvTable.Format(estimate?.Value ?? double.NaN),
            estimate?.Spread is double spread ? CsvTable.Format(spread) : "",
        ];

    private static ErrorRow ReadRow(string[] cells, string place)
    {
        Estimate?[] numbers = new Estimate?[Numbers.Count];
        for (int index = 0; index < numbers.Length; index++)
        {
            int column = Texts.Length + 2 * index;
            if (
                !CsvTable.TryParse(cells[column], out double value)
                | !CsvTable.TryParse(cells[column + 1], out double spread)
            )
            {
                throw new InvalidDataException(
                    $"{place}: {Numbers[index].Name}: must be a number and its spread or nothing, "
                        + $"but is \"{cells[column]}\" and \"{cells[column + 1]}\"."
                );
            }
            numbers[index] =
                cells[column].Length == 0 ? null : new Estimate(value, double.IsNaN(spread) ? null : spread);
        }
        return new ErrorRow(cells[0], cells[1], cells[2], cells[3])
        {
            MaximumDifference = numbers[0] ?? double.NaN,
            TimeOfMaximum = numbers[1] ?? double.NaN,
            RootMeanSquare = numbers[2] ?? double.NaN,
            Final = numbers[3] ?? double.NaN,
            HalfRiseSimulated = numbers[4],
            HalfRisePredicted = numbers[5],
            HalfRiseShift = numbers[6],
        };
    }
}
