using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Dynamics.Comparison.Reports;

/// <summary>Tables as CSV: one header line, then one line per row.</summary>
/// <remarks>
/// UTF-8 without BOM, comma, LF, culture-free. A number is the shortest text that reads back to the same double (at most
/// 17 significant digits); "no number" (NaN) is an empty cell and infinities are <c>inf</c> and <c>-inf</c>, which is
/// what NumPy, pandas and R read as such. Reading is exactly as strict as writing.
/// </remarks>
public static class CsvTable
{
    /// <summary>Writes a table; the stream stays open.</summary>
    public static void Write(Table table, Stream stream)
    {
        using CsvWriter csv = Writer(stream);
        WriteRecord(csv, table.Columns);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                csv.WriteField(Format(table[row, column]), shouldQuote: false);
            }
            csv.NextRecord();
        }
    }

    /// <summary>Reads a table back.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not such a table; the message is <c>file:line: column: what must hold, what was found</c>.
    /// </exception>
    public static Table Read(string path)
    {
        using StreamReader reader = new(path);
        return Read(reader, Path.GetFileName(path));
    }

    /// <summary>Reads a table back from any text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static Table Read(TextReader reader, string name)
    {
        using CsvParser csv = Parser(reader);
        string[] header =
            ReadRecord(csv, name)
            ?? throw new InvalidDataException($"{name}:1: must start with a line of column names, but is empty.");
        Table table = NewTable(header, name);
        double[] row = new double[table.Columns.Count];
        while (ReadRecord(csv, name) is string[] cells)
        {
            if (cells.Length != row.Length)
            {
                throw new InvalidDataException(
                    $"{name}:{csv.RawRow}: must have {row.Length} cells, one per column, but has {cells.Length}."
                );
            }
            for (int column = 0; column < row.Length; column++)
            {
                if (!TryParse(cells[column], out row[column]))
                {
                    throw new InvalidDataException(
                        $"{name}:{csv.RawRow}: {table.Columns[column]}: must be a number, inf, -inf or nothing, "
                            + $"but is \"{cells[column]}\"."
                    );
                }
            }
            table.Add(row);
        }
        return table;
    }

    /// <summary>The text of one cell.</summary>
    internal static string Format(double value) =>
        double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? ""
        : value > 0 ? "inf"
        : "-inf";

    /// <summary>Reads the text of one cell: what <see cref="Format"/> writes, and other spellings of finite numbers.</summary>
    internal static bool TryParse(string cell, out double value)
    {
        (value, bool isSpecial) = cell switch
        {
            "" => (double.NaN, true),
            "inf" => (double.PositiveInfinity, true),
            "-inf" => (double.NegativeInfinity, true),
            _ => (0, false),
        };
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return isSpecial
            || (double.TryParse(cell, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }

    /// <summary>A writer of the one dialect used here; the stream stays open.</summary>
    internal static CsvWriter Writer(Stream stream)
    {
        StreamWriter text = new(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        return new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
    }

    /// <summary>A parser of that dialect; blank lines are records of one empty cell, not skipped.</summary>
    internal static CsvParser Parser(TextReader reader) =>
        new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false });

    /// <summary>The cells of the next record; null at the end.</summary>
    /// <exception cref="InvalidDataException">A quotation mark stands where none may.</exception>
    internal static string[]? ReadRecord(CsvParser csv, string name)
    {
        try
        {
            return csv.Read() ? csv.Record : null;
        }
        catch (BadDataException exception)
        {
            throw new InvalidDataException(
                $"{name}:{csv.RawRow}: a quotation mark stands inside an unquoted cell.",
                exception
            );
        }
    }

    internal static void WriteRecord(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }
        csv.NextRecord();
    }

    private static Table NewTable(string[] columns, string name)
    {
        try
        {
            return new Table(columns);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{name}:1: {exception.Message}", exception);
        }
    }
}
