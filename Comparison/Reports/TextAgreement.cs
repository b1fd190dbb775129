using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two texts are the same words with the same numbers.</summary>
/// <remarks>
/// Words agree exactly. A number agrees to 1e-9 + 1e-9·|b|, or to one unit of its last digit where both have four significant
/// digits or more, which is where rounding may fall either way. Numbers without a point and without an exponent are counts and agree exactly.
/// </remarks>
internal static class TextAgreement
{
    private const int FewestRoundedDigits = 4;
    private const int MostQuoted = 80;

    private static readonly Regex number = new(
        @"(?<![\p{L}\d_.])[-+−]?\d+(\.\d+)?([eE][-+−]?\d+)?(?![\p{L}\d_])(?!\.\d)",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10)
    );

    /// <summary>Compares line by line.</summary>
    public static void Compare(string fresh, string committed, FileAgreement found, bool areNumbersFree)
    {
        string[] freshLines = fresh.Split('\n');
        string[] committedLines = committed.Split('\n');
        for (int line = 0; line < Math.Max(freshLines.Length, committedLines.Length); line++)
        {
            if (line >= freshLines.Length || line >= committedLines.Length)
            {
                string which = line < freshLines.Length ? "fresh" : "committed";
                int more = Math.Abs(freshLines.Length - committedLines.Length) - 1;
                string reason = $"only the {which} file has this line{(more > 0 ? $" and the {more} after it" : "")}";
                found.Add(new(found.File, line + 1, null, null, reason));
                return;
            }
            CompareLine(freshLines[line], committedLines[line], line + 1, 0, found, areNumbersFree);
        }
    }

    /// <summary>Compares character by character, and counts the numbers.</summary>
    /// <param name="text">A text.</param>
    /// <param name="required">What it must be.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="because">Where it must be so, and why; null where that is plain.</param>
    public static void CompareExactly(string text, string required, FileAgreement found, string? because)
    {
        string[] lines = text.Split('\n');
        string[] requiredLines = required.Split('\n');
        for (int line = 0; line < Math.Max(lines.Length, requiredLines.Length); line++)
        {
            string? given = line < lines.Length ? lines[line] : null;
            string? wanted = line < requiredLines.Length ? requiredLines[line] : null;
            if (given != wanted)
            {
                int at = given.AsSpan().CommonPrefixLength(wanted);
                string reason =
                    $"must be {QuoteOrEnd(wanted, at)}{(because is null ? "" : $" {because}")}, but is {QuoteOrEnd(given, at)}";
                found.Add(new(found.File, line + 1, at + 1, null, reason));
            }
            if (given is null || wanted is null)
            {
                return;
            }
            found.CountNumbers(number.Count(given));
        }
    }

    /// <summary>Compares two lines, or parts of two lines.</summary>
    /// <param name="fresh">A text.</param>
    /// <param name="committed">The text it must agree with.</param>
    /// <param name="line">1-based line.</param>
    /// <param name="before">Characters of the line before it.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="areNumbersFree">Whether any number agrees with any other.</param>
    /// <param name="name">Name of the place, if it has one.</param>
    public static void CompareLine(
        string fresh,
        string committed,
        long line,
        int before,
        FileAgreement found,
        bool areNumbersFree,
        string? name = null
    )
    {
        MatchCollection freshNumbers = number.Matches(fresh);
        MatchCollection committedNumbers = number.Matches(committed);
        if (number.Replace(fresh, "0") != number.Replace(committed, "0"))
        {
            int at = fresh.AsSpan().CommonPrefixLength(committed);
            string reason = $"must be {Quote(committed, at)}, but is {Quote(fresh, at)}";
            found.Add(new(found.File, line, before + at + 1, name, reason));
            return;
        }
        foreach ((Match a, Match b) in freshNumbers.Zip(committedNumbers))
        {
            (double first, double second) = (Parse(a.Value), Parse(b.Value));
            double tolerance = areNumbersFree ? double.PositiveInfinity : ToleranceOf(a.Value, b.Value, second);
            found.Compare(
                first,
                second,
                tolerance,
                () => new(found.File, line, before + a.Index + 1, name, $"must be {b.Value}, but is {a.Value}")
            );
        }
    }

    /// <summary>Reads UTF-8; a byte-order mark is a character like any other.</summary>
    public static StreamReader Reader(string path) => new(path, new UTF8Encoding(false), false);

    /// <summary>All of a file, a byte-order mark included.</summary>
    public static string ReadAll(string path)
    {
        using StreamReader reader = Reader(path);
        return reader.ReadToEnd();
    }

    /// <summary>Some characters around a place of a line, in quotation marks.</summary>
    public static string Quote(string line, int at)
    {
        if (line.Length == 0)
        {
            return "empty";
        }
        int start = line.Length <= MostQuoted ? 0 : Math.Clamp(at - MostQuoted / 2, 0, line.Length - MostQuoted);
        string part = line.Substring(start, Math.Min(MostQuoted, line.Length - start));
        return new StringBuilder()
            .Append('"')
            .Append(start > 0 ? "…" : "")
            .Append(part)
            .Append(start + part.Length < line.Length ? "…" : "")
            .Append('"')
            .ToString();
    }

    private static string QuoteOrEnd(string? line, int at) => line is null ? "the end" : Quote(line, at);

    private static double ToleranceOf(string fresh, string committed, double value)
    {
        if (IsCount(fresh) && IsCount(committed))
        {
            return 0;
        }
        double tolerance = CsvAgreement.Tolerance * (1 + Math.Abs(value));
        bool mayRoundEitherWay = Digits(fresh) >= FewestRoundedDigits && Digits(committed) >= FewestRoundedDigits;
        // A little more than one unit, which is no double.
        return mayRoundEitherWay ? Math.Max(tolerance, 1.001 * Math.Max(Unit(fresh), Unit(committed))) : tolerance;
    }

    private static bool IsCount(string number) => number.AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>Significant digits as written; 0.0012 and 1.2e−3 have two.</summary>
    private static int Digits(string number) => Mantissa(number).TrimStart([.. "-+−0."]).Count(char.IsAsciiDigit);

    /// <summary>What one more in the last digit adds.</summary>
    private static double Unit(string number)
    {
        string mantissa = Mantissa(number);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        int exponent =
            mantissa.Length == number.Length
                ? 0
                : int.Parse(
                    Plain(number[(mantissa.Length + 1)..]),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture
                );
        return Math.Pow(10, exponent - decimals);
    }

    private static string Mantissa(string number) => number.Split('e', 'E')[0];

    private static double Parse(string number) =>
        double.Parse(Plain(number), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Plain(string number) => number.Replace('−', '-');
}
