using System.Globalization;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>The one way in which text becomes a number: in scenarios, CSV files and options alike.</summary>
/// <remarks>
/// <see cref="double.Parse(string)"/> alone reads "1,5" as 15, "1e999" as Infinity and "1e-999" as 0. Here a number has
/// a decimal point, no thousands separator, and a finite value that is 0 only when its digits are.
/// </remarks>
public static class StrictNumber
{
    private static readonly string[] notFinite = ["nan", "inf", "infinity", "∞"];

    /// <summary>Reads a number, or says what is wrong with it.</summary>
    /// <param name="text">The number as written, such as "0.1" or "1e-3".</param>
    /// <param name="range">The values allowed.</param>
    /// <param name="value">The number; NaN when there is none.</param>
    /// <param name="complaint">What must hold, what was given and what to do; empty when all is well.</param>
    public static bool TryRead(string text, NumberRange range, out double value, out string complaint)
    {
        string? advice = WhyNot(text, range, out value);
        complaint = advice is null ? "" : $"must be {range.Words}, but is {Quoted(text)}. {advice}";
        if (advice is not null)
        {
            value = double.NaN;
        }
        return advice is null;
    }

    /// <summary>Whether the text is meant as a number, well written or not: 0.1, 1e999 and 0,5 but not "fast".</summary>
    internal static bool LooksNumeric(string text) =>
        text.AsSpan().Trim().TrimStart("+-.") is [>= '0' and <= '9', ..] || IsNotFinite(text);

    internal static bool IsNotFinite(string text) =>
        notFinite.Contains(text.Trim().TrimStart('+', '-'), StringComparer.OrdinalIgnoreCase);

    /// <summary>What to do about a text that is not a number of the range; null when it is.</summary>
    internal static string? WhyNot(string text, NumberRange range, out double value)
    {
        // double.Parse skips a NUL at the end of a text as if it were a blank.
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || text.Contains('\0'))
        {
            return IsNotFinite(text) ? "Numbers must be finite."
                : LooksNumeric(text) && text.Contains(',') ? DecimalComma(text)
                : $"Example: {range.Example}.";
        }
        if (!double.IsFinite(value))
        {
            return LooksNumeric(text) && !IsNotFinite(text)
                ? "The largest number there is has about 308 digits, 1.797e308."
                : "Numbers must be finite.";
        }
        if (value == 0 && Mantissa(text).ContainsAnyInRange('1', '9'))
        {
            return "It is too near 0 to be held (the least is 5e-324). Write 0 if 0 is meant.";
        }
        return range.Contains(value) ? null : $"Example: {range.Example}.";
    }

    private static string DecimalComma(string text) =>
        text.Count(symbol => symbol == ',') == 1 && !text.Contains('.')
            ? $"Decimals are written with a point: {text.Trim().Replace(',', '.')}."
            : "Decimals are written with a point, thousands without a separator.";

    private static ReadOnlySpan<char> Mantissa(string text)
    {
        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? text : text.AsSpan(0, exponent);
    }

    private static string Quoted(string text) => LooksNumeric(text) ? Display.Plain(text) : Display.Text(text);
}
