using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A matrix in a text file: one row a line, no header, as <c>numpy.savetxt</c> and spreadsheets write it.</summary>
/// <remarks>
/// Fields are divided by semicolons, commas, tabs or blanks, whichever of these, in this order, the first row holds.
/// Lines that begin with # and empty lines are skipped; a comment behind numbers is refused.
/// </remarks>
internal sealed class MatrixFile
{
    private readonly string path;
    private readonly string field;
    private readonly List<double[]> rows = [];
    private int firstLine;

    private MatrixFile(string path, string field)
    {
        this.path = path;
        this.field = field;
    }

    /// <summary>Reads a matrix.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="field">The place in the scenario that asks for it.</param>
    /// <exception cref="ScenarioException">It is empty, ragged, or holds something that is no finite number.</exception>
    public static Matrix<double> Read(string path, ReadOnlySpan<byte> bytes, string field)
    {
        if (InputBytes.NotUtf8(bytes) is { } problem)
        {
            throw new ScenarioException($"{path}:{problem.Line}", field, problem.Complaint);
        }
        MatrixFile file = new(path, field);
        file.ReadRows(Encoding.UTF8.GetString(InputBytes.WithoutMark(bytes)));
        return file.rows.Count > 0
            ? Matrix<double>.Build.DenseOfRowArrays(file.rows)
            : throw new ScenarioException(
                $"{path}:1",
                field,
                "must hold at least one row of numbers, but is empty. Write one row of the matrix a line."
            );
    }

    private void ReadRows(string text)
    {
        string delimiter = DelimiterOf(text);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            HasHeaderRecord = false,
            AllowComments = true,
            Comment = '#',
            IgnoreBlankLines = true,
            Mode = CsvMode.NoEscape,
            WhiteSpaceChars = [],
        };
        using StringReader reader = new(text);
        using CsvParser parser = new(reader, configuration);
        while (parser.Read())
        {
            IEnumerable<string> entries = parser.Record!.Select(entry => entry.Trim());
            // Blanks align columns: several in a row divide once.
            string[] fields = [.. delimiter == " " ? entries.Where(entry => entry.Length > 0) : entries];
            if (fields.Any(entry => entry.Length > 0))
            {
                RefuseComment(fields, parser);
                AddRow(fields, parser.RawRow);
            }
        }
    }

    private void AddRow(string[] fields, int line)
    {
        if (rows.Count == 0)
        {
            firstLine = line;
            RefuseHeader(fields, line);
        }
        double[] row = new double[fields.Length];
        for (int column = 0; column < fields.Length; column++)
        {
            if (fields[column].Length == 0)
            {
                throw Error(
                    $"{line}:{column + 1}",
                    "must hold a number in every column, but is empty here. Write 0 if 0 is meant."
                );
            }
            if (!StrictNumber.TryRead(fields[column], NumberRange.Finite, out row[column], out string complaint))
            {
                throw Error($"{line}:{column + 1}", complaint);
            }
        }
        if (rows.Count > 0 && row.Length != rows[0].Length)
        {
            throw Error(
                $"{line}",
                $"must have as many numbers as line {firstLine}, {rows[0].Length}, but has {row.Length}. Make all rows equally long."
            );
        }
        rows.Add(row);
    }

    // Which of its commas and blanks divide columns would be a guess.
    private void RefuseComment(string[] fields, CsvParser row)
    {
        if (fields.Any(entry => entry.Contains('#')))
        {
            string comment = row.RawRecord[row.RawRecord.IndexOf('#')..].TrimEnd();
            throw Error(
                $"{row.RawRow}",
                $"must hold numbers only, but has the comment {Display.Text(comment)} behind them. Comments need a line of their own."
            );
        }
    }

    private void RefuseHeader(string[] fields, int line)
    {
        if (
            fields.All(entry => entry.Length > 0 && !StrictNumber.LooksNumeric(entry))
            && fields.Any(entry => entry.Any(char.IsLetter))
        )
        {
            throw Error(
                $"{line}",
                $"must hold numbers only, but begins with the header {Display.Text(string.Join(' ', fields))}. Delete the line or begin it with #."
            );
        }
    }

    private ScenarioException Error(string place, string complaint) => new($"{path}:{place}", field, complaint);

    private static string DelimiterOf(string text)
    {
        using StringReader reader = new(text);
        while (reader.ReadLine() is { } line)
        {
            if (line.AsSpan().Trim() is not ([] or ['#', ..]))
            {
                return line.Contains(';') ? ";"
                    : line.Contains(',') ? ","
                    : line.Trim().Contains('\t') ? "\t"
                    : " ";
            }
        }
        return ",";
    }
}
