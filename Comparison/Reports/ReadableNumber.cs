using System.Globalization;

namespace Dynamics.Comparison.Reports;

/// <summary>Numbers for people: as many digits as mean something, and a power of ten where there would be many zeros.</summary>
/// <remarks>
/// A single number has four significant digits, two below 1e-9, where rounding errors live. A mean has the decimals of
/// two significant digits of its spread.
/// </remarks>
/// <param name="minus">The minus sign.</param>
/// <param name="plusMinus">Between a mean and its spread.</param>
/// <param name="infinity">The sign of infinity.</param>
/// <param name="powerOfTen">Mantissa and exponent, as a composite format such as <c>{0}e{1}</c>.</param>
internal sealed class ReadableNumber(string minus, string plusMinus, string infinity, string powerOfTen)
{
    private const double Tiny = 1e-9;
    private const double Small = 1e-3;
    private const double Large = 1e5;

    /// <summary>The text of a number with its spread, if it has one; empty for none and for NaN.</summary>
    public string Write(Estimate? estimate)
    {
        if (estimate is not Estimate { Value: var value } given || double.IsNaN(value))
        {
            return "";
        }
        if (given.Spread is not double spread || !double.IsFinite(spread) || !double.IsFinite(value))
        {
            return Single(value);
        }
        double scale = Math.Max(Math.Abs(value), spread);
        if (spread < 1e-5 * scale || scale is < Small or >= Large)
        {
            return Single(value) + plusMinus + Single(spread, digits: 2);
        }
        int decimals = Math.Clamp(1 - Exponent(spread, digits: 2), 0, 15);
        return Fixed(value, decimals) + plusMinus + Fixed(spread, decimals);
    }

    private string Single(double value, int? digits = null)
    {
        double magnitude = Math.Abs(value);
        if (magnitude == 0)
        {
            return "0";
        }
        if (!double.IsFinite(value))
        {
            return value > 0 ? infinity : minus + infinity;
        }
        int significant = digits ?? (magnitude < Tiny ? 2 : 4);
        if (magnitude is >= Small and < Large)
        {
            return Fixed(value, Math.Max(significant - 1 - Exponent(magnitude, significant), 0));
        }
        string[] parts = magnitude.ToString($"E{significant - 1}", CultureInfo.InvariantCulture).Split('E');
        int exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string power = (exponent < 0 ? minus : "") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return Signed(value, string.Format(CultureInfo.InvariantCulture, powerOfTen, parts[0], power));
    }

    private string Fixed(double value, int decimals)
    {
        string digits = Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return digits.AsSpan().IndexOfAnyExcept('0', '.') < 0 ? digits : Signed(value, digits);
    }

    private string Signed(double value, string digits) => value < 0 ? minus + digits : digits;

    /// <summary>Power of ten of the leading digit, after rounding to so many digits: 9.99996 counts as 10.</summary>
    private static int Exponent(double magnitude, int digits)
    {
        string text = magnitude.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        return int.Parse(
            text.AsSpan(text.IndexOf('E') + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
    }
}
