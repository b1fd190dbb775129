using CsvHelper;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two CSV files hold the same numbers, with or without a header.</summary>
internal static class CsvAgreement
{
    private const double Tolerance = 1e-9;

    // Measured where two roots are one, a contraction has half the digits of the curve it is measured from.
    private const double ToleranceOfRates = 1e-6;

    /// <summary>More than so many differences of one file say nothing new.</summary>
    private const int Shown = 10;

    public static IReadOnlyList<Disagreement> Compare(
        string freshPath,
        string committedPath,
        string file,
        bool isChaotic
    )
    {
        using StreamReader freshText = new(freshPath);
        using StreamReader committedText = new(committedPath);
        using CsvParser fresh = CsvTable.Parser(freshText);
        using CsvParser committed = CsvTable.Parser(committedText);
        try
        {
            List<Disagreement> shown = [];
            long more = 0;
            foreach (Disagreement difference in Records(fresh, committed, file, isChaotic))
            {
                if (shown.Count < Shown)
                {
                    shown.Add(difference);
                }
                else
                {
                    more++;
                }
            }
            return more == 0 ? shown : [.. shown, new(file, null, null, $"and {more} more differences")];
        }
        catch (InvalidDataException exception)
        {
            return [new Disagreement(file, null, null, exception.Message)];
        }
    }

    private static IEnumerable<Disagreement> Records(CsvParser fresh, CsvParser committed, string file, bool isChaotic)
    {
        string[]? names = null;
        while (true)
        {
            string[]? freshCells = CsvTable.ReadRecord(fresh, file);
            string[]? committedCells = CsvTable.ReadRecord(committed, file);
            if (freshCells is null || committedCells is null)
            {
                if (freshCells != committedCells)
                {
                    (CsvParser longer, string which) = freshCells is null ? (committed, "committed") : (fresh, "fresh");
                    yield return new(file, longer.RawRow, null, $"only the {which} file goes on here");
                }
                yield break;
            }
            names ??= [.. committedCells.Select((name, column) => IsNumber(name) ? $"column {column + 1}" : name)];
            foreach (Disagreement difference in Cells(freshCells, committedCells, names, isChaotic))
            {
                yield return difference with
                {
                    File = file,
                    Line = committed.RawRow,
                };
            }
            if (isChaotic)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Disagreement> Cells(string[] fresh, string[] committed, string[] names, bool isChaotic)
    {
        if (fresh.Length != names.Length || committed.Length != names.Length)
        {
            yield return new("", null, null, $"must have {names.Length} cells, but has {fresh.Length}");
            yield break;
        }
        for (int column = 0; column < names.Length; column++)
        {
            bool isFree =
                isChaotic
                || names[column].StartsWith(ErrorTable.TimeOfMaximum, StringComparison.Ordinal)
                || names[column].StartsWith(RatesDocument.Measured, StringComparison.Ordinal);
            bool isRate = names[column].StartsWith("rate:", StringComparison.Ordinal);
            double tolerance = isRate ? ToleranceOfRates : Tolerance;
            if (!Agree(fresh[column], committed[column], tolerance, isFree))
            {
                string reason = $"must be {Quote(committed[column])}, but is {Quote(fresh[column])}";
                yield return new("", null, names[column], reason);
            }
        }
    }

    /// <param name="fresh">Text of a cell.</param>
    /// <param name="committed">Text of the cell it must agree with.</param>
    /// <param name="tolerance">Relative and absolute.</param>
    /// <param name="isFree">Whether any number agrees with any other.</param>
    private static bool Agree(string fresh, string committed, double tolerance, bool isFree) =>
        fresh == committed
        || (IsNumber(fresh, out double a) && IsNumber(committed, out double b) && (isFree || Agree(a, b, tolerance)));

    /// <remarks>Infinities agree only with themselves, whose texts are equal; here the inequality would let any number pass.</remarks>
    private static bool Agree(double fresh, double committed, double tolerance) =>
        double.IsFinite(fresh)
        && double.IsFinite(committed)
        && Math.Abs(fresh - committed) <= tolerance + tolerance * Math.Abs(committed);

    private static bool IsNumber(string cell) => IsNumber(cell, out _);

    private static bool IsNumber(string cell, out double value) =>
        CsvTable.TryParse(cell, out value) && cell.Length > 0;

    private static string Quote(string cell) => cell.Length == 0 ? "empty" : cell;
}
