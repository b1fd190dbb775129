using System.Text.RegularExpressions;

namespace Dynamics.Comparison.Reports;

/// <summary>Numbers within sentences as the tables have them: a minus sign, and powers of ten as <c>1e−10</c>.</summary>
/// <remarks>Sentences come from many places, Theory among them, which format as the runtime does: <c>-0.5</c>, <c>1E-10</c>, <c>1e+05</c>.</remarks>
internal static partial class NumbersInText
{
    /// <summary>The text with its numbers rewritten; names such as <c>run-1</c> stay.</summary>
    public static string Readable(string text) =>
        Sign()
            .Replace(
                Power().Replace(text, power => $"e{Minus(power.Groups["sign"].Value)}{power.Groups["exponent"].Value}"),
                "−"
            );

    private static string Minus(string sign) => sign is "-" or "−" ? "−" : "";

    [GeneratedRegex(
        @"(?<=(?<![\p{L}\d_.])-?\d+(\.\d+)?)[eE](?<sign>[-+−]?)0*(?<exponent>\d+)(?![\p{L}\d_])",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<![\p{L}\d_\]).])-(?=\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sign();
}
