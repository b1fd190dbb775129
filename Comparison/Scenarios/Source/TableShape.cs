using System.Globalization;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A row of a text table.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Cells">As written, without blanks around them.</param>
internal readonly record struct TableRow(int Line, string[] Cells);

/// <summary>What a text table that is no matrix has besides numbers: a header, labels of rows, columns of text.</summary>
/// <remarks>
/// A message names everything that has to go. A header alone would be bad advice where labels of rows stand below it: numbered
/// rows would then be read as a column of the matrix.
/// </remarks>
internal sealed class TableShape
{
    private const string WithoutBoth =
        "(pandas: to_csv(…, header=False, index=False); R: write.table(…, sep=\",\", col.names=FALSE, row.names=FALSE)).";

    private readonly TableRow top;
    private readonly string[] first;
    private readonly TableRow[] body;

    // Where numbers stand without quotes, what stands in quotes is a name: "1",2,0 has a row named 1.
    private readonly bool quotesMarkNames;

    private TableShape(IReadOnlyList<TableRow> rows)
    {
        top = rows[0];
        first = top.Cells;
        body = [.. rows.Skip(1)];
        quotesMarkNames = rows.Any(row => row.Cells.Any(Parses));
    }

    /// <summary>Where and why the beginning of a table cannot be that of a matrix; null where its shape explains nothing.</summary>
    /// <param name="rows">The first rows, one at least.</param>
    public static (string Place, string Complaint)? WhyNoMatrix(IReadOnlyList<TableRow> rows)
    {
        TableShape shape = new(rows);
        return shape.Beginning() is string beginning
            ? ($"{shape.top.Line}", "must hold numbers only, but begins with " + beginning)
            : shape.Header() ?? shape.Labels() ?? shape.Delimiters();
    }

    private string? Beginning() =>
        Bare(first[0]).StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? "the line sep=, which is for spreadsheets. Delete the line."
        : first[0] is ['[' or '{', ..]
            ? $"the bracket {first[0][0]}. Write one row of the matrix a line, without brackets, or put a matrix [[…], …] into the "
                + "scenario itself."
        : first[0] is ['%' or '!', ..] or ['/', '/', ..] ? $"{Shown(first)}. Lines of comment begin with #."
        : !body.Prepend(top).Any(row => row.Cells.Any(IsNumber))
            ? $"{Shown(first)} and holds none. Write one row of the matrix a line."
        : null;

    private (string, string)? Header()
    {
        if (body.Length == 0)
        {
            return null;
        }
        // Of repeats, 2*1.0, a row is short without a header above names of rows.
        bool isShort =
            body.All(row => row.Cells.Length == first.Length + 1)
            && !first.Any(cell => NumberNotation.AdviceOn(Bare(cell)) is not null);
        bool isUnnamed = first.Length > 1 && Bare(first[0]).Length == 0 && body.All(row => row.Cells[0].Length > 0);
        bool isText = first.Any(IsText) && !first.Any(IsNumber);
        int[] labels = isShort || isUnnamed ? [0] : TextColumns(body);
        if (isText || (isUnnamed && Counts(first[1..])))
        {
            return (
                $"{top.Line}",
                $"must hold numbers only, but begins with the header {Shown(first)}"
                    + (
                        labels is [] ? ". Delete the line or begin it with #."
                        : labels is [0] ? $", and column 1 names the rows. Leave both out {WithoutBoth}"
                        : $", and {Hold(labels)} text ({Shown(body[0].Cells[labels[^1]])}). Leave the line and the {(labels.Length == 1 ? "column" : "columns")} out."
                    )
                    + IndexToo(labels)
            );
        }
        if (isShort || isUnnamed)
        {
            string orLabels =
                $"; if line {top.Line} is a header and column 1 names the rows, leave both out {WithoutBoth}";
            return isShort
                ? (
                    $"{body[0].Line}",
                    $"must have as many numbers as line {top.Line}, {first.Length}, but has {first.Length + 1}. Make all rows equally long{orLabels}"
                )
                : (
                    $"{top.Line}:1",
                    $"must hold a number in every column, but is empty here. Write 0 if 0 is meant{orLabels}"
                );
        }
        int text = Enumerable
            .Range(0, first.Length)
            .FirstOrDefault(column => IsText(first[column]) && !labels.Contains(column), -1);
        return text >= 0 && body.Any(row => text < row.Cells.Length && StrictNumber.LooksNumeric(Bare(row.Cells[text])))
            ? (
                $"{top.Line}:{text + 1}",
                $"must be a finite number, but is {Shown(first[text])}. If line {top.Line} is a header, delete it or begin it with #."
                    + (labels is [] ? "" : $" As {Hold(labels)} text, leave out that too.")
                    + IndexToo(labels)
            )
            : null;
    }

    // Columns of text below a first row that is not all text.
    private (string, string)? Labels()
    {
        int[] labels = TextColumns([top, .. body]);
        return labels is [] || (body.Length == 0 && labels is not [0])
            ? null
            : (
                $"{top.Line}:{labels[0] + 1}",
                $"must be a finite number, but is {Shown(first[labels[0]])}. "
                    + (
                        labels is [0]
                            ? "If column 1 names the rows, leave it out (pandas: index=False; R: row.names=FALSE)"
                            : $"As {Hold(labels)} text, leave that out or write numbers there"
                    )
                    + (body.Length > 0 ? $"; if line {top.Line} is a header, leave it out too." : ".")
            );
    }

    private (string, string)? Delimiters()
    {
        TableRow[] rows = [top, .. body];
        return !rows.All(row => row.Cells.Length > 1) ? null
            : rows.All(row => row.Cells[^1].Length == 0) ? Complaint(first.Length, "ends", "end")
            : rows.All(row => row.Cells[0].Length == 0) ? Complaint(1, "begins", "beginning")
            : null;

        (string, string) Complaint(int column, string does, string where) =>
            (
                $"{top.Line}:{column}",
                $"must hold a number in every column, but is empty here: every row {does} with a delimiter. Leave out the delimiter at the "
                    + $"{where} of each row."
            );
    }

    // Rows that are numbered may be the first column of a matrix as well.
    private string IndexToo(int[] labels) =>
        !labels.Contains(0) && body.Length > 1 && Counts([.. body.Select(row => row.Cells[0])])
            ? " If column 1 only numbers the rows, leave it out too."
            : "";

    /// <summary>The columns without a number in any row, but with text.</summary>
    private int[] TextColumns(TableRow[] rows) =>
        [
            .. Enumerable
                .Range(0, rows.Min(row => row.Cells.Length))
                .Where(column =>
                    rows.Any(row => IsText(row.Cells[column]))
                    && !rows.Any(row => quotesMarkNames ? Parses(row.Cells[column]) : Parses(Bare(row.Cells[column])))
                ),
        ];

    // 0, 1, 2, … or 1, 2, 3, … as indices are written: without a decimal point.
    private static bool Counts(string[] cells) =>
        int.TryParse(Bare(cells[0]), out int start)
        && start is 0 or 1
        && cells.Index().All(cell => Bare(cell.Item) == (start + cell.Index).ToString(CultureInfo.InvariantCulture));

    private static bool Parses(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || StrictNumber.IsNotFinite(cell);

    private bool IsNumber(string cell) => !(quotesMarkNames && IsQuoted(cell)) && IsNumberInAnyNotation(Bare(cell));

    private static bool IsNumberInAnyNotation(string cell) =>
        Parses(cell)
        || (StrictNumber.LooksNumeric(cell) && cell.Contains(','))
        || NumberNotation.AdviceOn(cell) is not null;

    private bool IsText(string cell) => Bare(cell).Length > 0 && !IsNumber(cell);

    private static bool IsQuoted(string cell) => cell.Length > 1 && cell[0] is '"' or '\'' && cell[^1] == cell[0];

    private static string Bare(string cell) => IsQuoted(cell) ? cell[1..^1].Trim() : cell;

    private static string Shown(params string[] cells) => Display.Text(string.Join(' ', cells.Select(Bare)).Trim());

    private static string Hold(int[] columns) =>
        columns.Length == 1
            ? $"column {columns[0] + 1} holds"
            : $"columns {Display.Joined([.. columns.Select(column => $"{column + 1}")], "and")} hold";
}
