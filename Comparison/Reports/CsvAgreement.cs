using CsvHelper;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two CSV files hold the same numbers and texts, with or without a header.</summary>
internal static class CsvAgreement
{
    /// <summary>Absolute and relative: |a − b| ≤ 1e-9 + 1e-9·|b|.</summary>
    public const double Tolerance = 1e-9;

    // Measured where two roots are one, a contraction has half the digits of the curve it is measured from.
    private const double ToleranceOfRates = 1e-6;

    /// <param name="freshPath">A file.</param>
    /// <param name="committedPath">The file it must agree with.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="isChaotic">Whether any number agrees with any other, and rows may be more or fewer.</param>
    public static void Compare(string freshPath, string committedPath, FileAgreement found, bool isChaotic)
    {
        var ties = new MaximumTies(Path.GetDirectoryName(committedPath)!);
        using StreamReader freshText = TextAgreement.Reader(freshPath);
        using StreamReader committedText = TextAgreement.Reader(committedPath);
        using CsvParser fresh = CsvTable.Parser(freshText);
        using CsvParser committed = CsvTable.Parser(committedText);
        try
        {
            Compare(fresh, committed, ties, found, isChaotic);
        }
        catch (InvalidDataException exception)
        {
            found.Add(new(found.File, null, null, null, exception.Message));
        }
    }

    private static void Compare(
        CsvParser fresh,
        CsvParser committed,
        MaximumTies ties,
        FileAgreement found,
        bool isChaotic
    )
    {
        string[]? names = null;
        while (true)
        {
            string[]? freshCells = CsvTable.ReadRecord(fresh, $"the fresh {found.File}");
            string[]? committedCells = CsvTable.ReadRecord(committed, $"the committed {found.File}");
            if (freshCells is null || committedCells is null)
            {
                if (freshCells != committedCells && !isChaotic)
                {
                    AddRest(freshCells is null ? committed : fresh, freshCells is null ? "committed" : "fresh", found);
                }
                return;
            }
            names ??= [.. committedCells.Select((name, column) => IsNumber(name) ? $"column {column + 1}" : name)];
            Compare(freshCells, committedCells, (names, committed.RawRow), ties, found, isChaotic);
            if (EndOf(fresh) != EndOf(committed))
            {
                string reason = $"must end with {EndOf(committed)}, but ends with {EndOf(fresh)}";
                found.Add(new(found.File, committed.RawRow, null, null, reason));
            }
        }
    }

    /// <summary>The rows of which only one file has any.</summary>
    private static void AddRest(CsvParser longer, string which, FileAgreement found)
    {
        int line = longer.RawRow;
        int rows = 1;
        while (CsvTable.ReadRecord(longer, $"the {which} {found.File}") is not null)
        {
            rows++;
        }
        string reason = $"only the {which} file has this row{(rows > 1 ? $" and the {rows - 1} after it" : "")}";
        found.Add(new(found.File, line, null, null, reason));
    }

    private static void Compare(
        string[] fresh,
        string[] committed,
        (string[] Names, int Line) place,
        MaximumTies ties,
        FileAgreement found,
        bool isChaotic
    )
    {
        (string[] names, int line) = place;
        if (fresh.Length != committed.Length)
        {
            found.Add(new(found.File, line, null, null, $"must have {committed.Length} cells, but has {fresh.Length}"));
            return;
        }
        for (int column = 0; column < fresh.Length; column++)
        {
            int at = column;
            string name = column < names.Length ? names[column] : $"column {column + 1}";
            Disagreement Difference() =>
                new(found.File, line, at + 1, name, $"must be {Quote(committed[at])}, but is {Quote(fresh[at])}");
            if (IsNumber(fresh[column], out double a) && IsNumber(committed[column], out double b))
            {
                double tolerance = isChaotic ? double.PositiveInfinity : ToleranceOf(name, b);
                bool mayBeTie =
                    Math.Abs(a - b) > tolerance
                    && name.StartsWith(ErrorTable.TimeOfMaximum, StringComparison.Ordinal)
                    && Path.GetFileName(found.File) == ErrorTable.FileName;
                found.Compare(a, b, mayBeTie ? tolerance + TieOf(name, committed, ties) : tolerance, Difference);
            }
            else if (
                fresh[column] != committed[column]
                && !(isChaotic && AreNumberOrNone(fresh[column], committed[column]))
            )
            {
                found.Add(Difference());
            }
        }
    }

    /// <summary>What a tie may move the mean of a time over seeds by, or its standard deviation.</summary>
    private static double TieOf(string column, string[] row, MaximumTies ties)
    {
        double[] widths = ties.Widths(row[0], row[1], row[3]);
        bool isSpread = column.EndsWith(ErrorTable.SpreadSuffix, StringComparison.Ordinal);
        return widths.Length == 0 ? 0
            : isSpread ? widths.Sum()
            : widths.Average();
    }

    private static double ToleranceOf(string column, double committed)
    {
        bool isRate =
            column.StartsWith("rate:", StringComparison.Ordinal)
            || column.StartsWith(RatesDocument.Measured, StringComparison.Ordinal);
        double tolerance = isRate ? ToleranceOfRates : Tolerance;
        // Not tolerance·∞, which any number would be within.
        return double.IsFinite(committed) ? tolerance + tolerance * Math.Abs(committed) : 0;
    }

    private static bool AreNumberOrNone(string fresh, string committed) =>
        CsvTable.TryParse(fresh, out _) && CsvTable.TryParse(committed, out _);

    private static bool IsNumber(string cell) => IsNumber(cell, out _);

    private static bool IsNumber(string cell, out double value) =>
        CsvTable.TryParse(cell, out value) && cell.Length > 0;

    private static string Quote(string cell) => cell.Length == 0 ? "empty" : cell;

    private static string EndOf(CsvParser csv) =>
        csv.RawRecord.EndsWith("\r\n", StringComparison.Ordinal) ? "CR and LF"
        : csv.RawRecord.EndsWith('\n') ? "LF"
        : "no line end";
}
