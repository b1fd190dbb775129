using System.Text.RegularExpressions;

namespace Dynamics.Comparison.Reports;

/// <summary>Numbers within sentences as the tables have them: a minus sign, and powers of ten as <c>1e−10</c>.</summary>
/// <remarks>Sentences come from many places, Theory among them, which format as the runtime does: <c>-0.5</c>, <c>1E-10</c>, <c>1e+05</c>.</remarks>
internal static class NumbersInText
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private static readonly Regex power = new(
        @"(?<=(?<![\p{L}\d_.])-?\d+(\.\d+)?)[eE](?<sign>[-+−]?)0*(?<exponent>\d+)(?![\p{L}\d_])",
        RegexOptions.ExplicitCapture,
        patience
    );

    private static readonly Regex sign = new(@"(?<![\p{L}\d_\]).])-(?=\d)", RegexOptions.ExplicitCapture, patience);

    /// <summary>The text with its numbers rewritten; names such as <c>run-1</c> stay.</summary>
    public static string Readable(string text) =>
        sign.Replace(
            power.Replace(text, found => $"e{Minus(found.Groups["sign"].Value)}{found.Groups["exponent"].Value}"),
            "−"
        );

    private static string Minus(string given) => given is "-" or "−" ? "−" : "";
}
