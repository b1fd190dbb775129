using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A matrix in a text file: one row a line, no header, as <c>numpy.savetxt</c> and spreadsheets write it.</summary>
/// <remarks>
/// Cells are divided by semicolons, commas, tabs or blanks, whichever of these, in this order, the first row holds.
/// Lines that begin with # and empty lines are skipped; a comment behind numbers is refused.
/// </remarks>
internal sealed class MatrixFile
{
    private const int RowsThatShowAShape = 100;

    private readonly string path;
    private readonly string field;
    private readonly byte[] bytes;

    private MatrixFile(string path, string field, byte[] bytes)
    {
        this.path = path;
        this.field = field;
        this.bytes = bytes;
    }

    /// <summary>Reads a matrix.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="field">The place in the scenario that asks for it.</param>
    /// <exception cref="ScenarioException">It is empty, ragged, or holds something that is no finite number.</exception>
    public static Matrix<double> Read(string path, byte[] bytes, string field)
    {
        MatrixFile file = new(path, field, bytes);
        if (FileFormat.Complaint(InputBytes.WithoutMark(bytes), path) is string format)
        {
            throw file.Error("1", format);
        }
        if (InputBytes.NotUtf8(bytes) is { } problem)
        {
            throw file.Error($"{problem.Line}", problem.Complaint);
        }
        List<double[]> rows = file.Numbers();
        return rows.Count > 0
            ? Matrix<double>.Build.DenseOfRowArrays(rows)
            : throw file.Error(
                "1",
                "must hold at least one row of numbers, but is empty. Write one row of the matrix a line."
            );
    }

    private List<double[]> Numbers()
    {
        List<double[]> rows = [];
        int firstLine = 0;
        foreach (TableRow row in Rows())
        {
            double[] numbers = new double[row.Cells.Length];
            for (int column = 0; column < numbers.Length; column++)
            {
                if (WhyNot(row.Cells[column], out numbers[column]) is string complaint)
                {
                    string place = $"{row.Line}:{column + 1}";
                    throw CommentFrom(row.Cells, column) is string comment
                        ? Error(place, comment)
                        : Mistake(place, complaint);
                }
            }
            if (rows.Count > 0 && numbers.Length != rows[0].Length)
            {
                throw Mistake(
                    $"{row.Line}",
                    $"must have as many numbers as line {firstLine}, {rows[0].Length}, but has {numbers.Length}. Make all rows equally long."
                );
            }
            firstLine = rows.Count == 0 ? row.Line : firstLine;
            rows.Add(numbers);
        }
        return rows;
    }

    private static string? WhyNot(string cell, out double number) =>
        StrictNumber.TryRead(cell, NumberRange.Finite, out number, out string complaint) ? null
        : cell.Length == 0 ? "must hold a number in every column, but is empty here. Write 0 if 0 is meant."
        : NumberNotation.AdviceOn(cell) is string advice
            ? $"must be a finite number, but is {Display.Plain(cell)}. {advice}"
        : complaint;

    // Which of its commas and blanks divide columns would be a guess.
    private static string? CommentFrom(string[] cells, int column)
    {
        string cell = cells[column];
        int start = cell.IndexOf('#');
        if (start < 0 || (column == 0 && !StrictNumber.LooksNumeric(cell)) || NumberNotation.AdviceOn(cell) is not null)
        {
            return null;
        }
        string comment = string.Join(' ', [cell[start..], .. cells[(column + 1)..]]);
        return $"must hold numbers only, but has the comment {Display.Text(comment)} behind them. Comments need a line of their own.";
    }

    // Many a file that is no matrix is refused at a cell that is as it should be: a header, say, stands above its column.
    private ScenarioException Mistake(string place, string complaint) =>
        TableShape.WhyNoMatrix([.. Rows().Take(RowsThatShowAShape)]) is { } shape
            ? Error(shape.Place, shape.Complaint)
            : Error(place, complaint);

    // Read from the bytes as it goes: as one text a file of a gigabyte would be longer than a text can be.
    private IEnumerable<TableRow> Rows()
    {
        using StreamReader reader = new(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        char? delimiter = null;
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            if (IsComment(text))
            {
                continue;
            }
            delimiter ??= DelimiterOf(text);
            // Blanks align columns: several in a row divide once.
            string[] cells = text.Split(
                delimiter.Value,
                StringSplitOptions.TrimEntries
                    | (delimiter == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None)
            );
            if (cells.Any(cell => cell.Length > 0))
            {
                yield return new TableRow(line, cells);
            }
        }
    }

    // "#N/A" and the like, which spreadsheets write in the place of a number, begin no comment.
    private static bool IsComment(string line) =>
        line.AsSpan().Trim() is [] or ['#', ..]
        && NumberNotation.AdviceOn(line.Split([';', ',', '\t', ' '], 2, StringSplitOptions.TrimEntries)[0]) is null;

    private static char DelimiterOf(string line) =>
        line.Contains(';') ? ';'
        : line.Contains(',') ? ','
        : line.Trim().Contains('\t') ? '\t'
        : ' ';

    private ScenarioException Error(string place, string complaint) => new($"{path}:{place}", field, complaint);
}
