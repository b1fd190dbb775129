using System.Globalization;
using System.Text;

namespace Dynamics.Comparison.Figures.Svg;

/// <summary>Numbers as SVG text: hundredths of a point (0.0035 mm), as short as they can be.</summary>
internal static class SvgNumber
{
    /// <summary>The nearest hundredth, counted.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static long Hundredths(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"A coordinate must be finite, but is {value}.", nameof(value));
        }

        return (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
    }

    /// <summary>Writes a number, rounded to hundredths.</summary>
    public static void Append(StringBuilder text, double value) => AppendHundredths(text, Hundredths(value));

    /// <summary>Writes two numbers with the shortest separator.</summary>
    public static void AppendPair(StringBuilder text, long x, long y)
    {
        AppendHundredths(text, x);
        if (y >= 0)
        {
            text.Append(' ');
        }

        AppendHundredths(text, y);
    }

    private static void AppendHundredths(StringBuilder text, long hundredths)
    {
        if (hundredths < 0)
        {
            text.Append('-');
        }

        long size = Math.Abs(hundredths),
            whole = size / 100,
            part = size % 100;
        if (whole > 0 || part == 0)
        {
            text.Append(whole.ToString(CultureInfo.InvariantCulture));
        }

        if (part == 0)
        {
            return;
        }

        text.Append('.').Append((char)('0' + part / 10));
        if (part % 10 > 0)
        {
            text.Append((char)('0' + part % 10));
        }
    }
}
