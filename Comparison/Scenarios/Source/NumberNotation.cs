using System.Text.RegularExpressions;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A notation of other programs for a number, which is not read but recognised, so that a message names the remedy.</summary>
/// <param name="Form">The whole of a cell.</param>
/// <param name="Advice">What to write instead, in terms of the groups of the form.</param>
internal sealed record NumberNotation(Regex Form, string Advice)
{
    // Longer cells are no numbers.
    private const int Longest = 60;

    private const string Number = @"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?";
    private const string Mantissa = @"(?<m>[+-]?(\d+\.?\d*|\.\d+))";
    private const string Exponent = "The exponent is written with E: ${m}E${e}.";
    private const string Quotes = "Numbers stand without quotes";

    private static readonly NumberNotation[] known =
    [
        // Fortran, Mathematica, print; and Fortran without the letter, where the exponent has three digits.
        new(Whole(Mantissa + @"([dDqQ]|\*\^|\s*[x×*·]\s*10\^?)(?<e>[+-]?\d+)"), Exponent),
        new(Whole(@"(?<m>[+-]?\d*\.\d+)(?<e>[+-]\d{3})"), Exponent),
        new(Whole($@"[\u2212\u2013](?<n>{Number})"), "The minus sign is written as -: -${n}."),
        new(Whole($@"""(?<n>{Number})""|'(?<n>{Number})'"), Quotes + ": ${n}."),
        // A quoted number with a comma in it has been divided there.
        new(
            Whole(@"[""'][-+]?[\d.,]+[""']?|[-+]?[\d.,]+[""']"),
            Quotes + ", decimals are written with a point, and thousands have no separator."
        ),
        // 1+2i, (1,2) divided at its comma, 2.0 + 0.0im.
        new(
            Whole(@"\(?[-+.\deE ]*\d[-+.\deE ]*([ijIJ]m?\)?|\))|\([-+.\deE]+"),
            "It is a complex number, and weights are real. Write real numbers, such as the real parts."
        ),
        new(Whole(Mantissa + @"\s*%"), "Write it without %: ${m}e-2."),
        new(Whole(@"[+-]?\d+//?\d+"), "Write the quotient as a decimal number."),
        new(Whole("[+-]?0[xX][0-9a-fA-F]+"), "Write it as a decimal number."),
        new(Whole(@"[+-]?\d{1,3}(['_\u00A0\u202F\u2009]\d{3})+(\.\d+)?"), "Thousands have no separator."),
        new(Whole($@"[A-Za-z][\w.]*\((?<n>{Number})\)"), "Write ${n} alone."),
        new(Whole($@"(?<c>\d+)\*(?<n>{Number})"), "Repeats are written out: ${n}, ${c} times."),
        new(
            Whole($@"{Number}(\s*[|:&\s]\s*{Number})+"),
            "Columns are divided by semicolons, commas, tabs or blanks, the same everywhere, and decimals are written with a point."
        ),
        new(Whole("(?i)true|false"), "Write 1 for true and 0 for false."),
        new(
            Whole(@"(?i)na|n/a|#n/a|<na>|nat|null|none|nil|missing|[.?]|--?"),
            "A missing value is no number. Fill it in, or leave out its row or column."
        ),
        new(
            Whole(@"#(DIV/0|VALUE|REF|NAME|NUM|NULL)[!?]"),
            "It is an error of the spreadsheet. Mend the formula there."
        ),
    ];

    /// <summary>What to do about a cell in another notation; null for a number of ours, and for any other text.</summary>
    public static string? AdviceOn(string cell) =>
        cell.Length > Longest
            ? null
            : known
                .Where(notation => notation.Form.IsMatch(cell))
                .Select(notation => notation.Form.Replace(cell, notation.Advice))
                .FirstOrDefault();

    private static Regex Whole(string pattern) =>
        new($"^({pattern})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
}
