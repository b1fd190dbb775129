using System.Globalization;

namespace Dynamics.Comparison.Figures.Axes;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten, all with the same number of decimals.</summary>
internal static class LinearTicks
{
    // Labels outside are shortened by a common power of ten.
    private const int LargestPlainExponent = 4;
    private const int SmallestPlainExponent = -3;

    /// <summary>The closest ticks whose labels stand apart.</summary>
    /// <param name="lower">Lower end.</param>
    /// <param name="upper">Upper end, greater.</param>
    /// <param name="length">Length of the axis, points.</param>
    /// <param name="horizontal">Whether labels stand beside each other rather than above.</param>
    public static AxisTicks Of(double lower, double upper, double length, bool horizontal)
    {
        double range = upper - lower;
        int exponent = (int)Math.Floor(Math.Log10(range)) - 2;
        AxisTicks closer = AxisTicks.None;
        while (true)
        {
            foreach (int digit in (int[])[1, 2, 5])
            {
                double spacing = length * digit * (Scaled(1, exponent) / range);
                if (spacing < 10) // No label fits: don't write hundreds of them to find out.
                {
                    continue;
                }

                AxisTicks ticks = Multiples(lower, upper, digit, exponent);
                if (ticks.Major.Count < 2 && closer.Major.Count >= 2)
                {
                    return closer.LabelledAtEnds();
                }

                if (spacing >= ticks.WantedSpacing(horizontal) || ticks.Major.Count < 2)
                {
                    return ticks;
                }

                closer = ticks;
            }
            exponent++;
        }
    }

    private static AxisTicks Multiples(double lower, double upper, int digit, int exponent)
    {
        double step = Scaled(digit, exponent);
        // A limit that is a multiple but for rounding gets its tick.
        long first = (long)Math.Ceiling(lower / step - 1e-9),
            last = (long)Math.Floor(upper / step + 1e-9);
        long largest = digit * Math.Max(Math.Abs(first), Math.Abs(last));
        int order = largest == 0 ? 0 : largest.ToString(CultureInfo.InvariantCulture).Length - 1 + exponent;
        int factor = order is < SmallestPlainExponent or > LargestPlainExponent ? order : 0;

        List<Tick> ticks = [];
        for (long k = first; k <= last; k++)
        {
            ticks.Add(new Tick(Scaled(k * digit, exponent), Label(k * digit, exponent - factor)));
        }

        return new AxisTicks(ticks, [], factor == 0 ? "" : $"×10^{{{factor}}}");
    }

    /// <summary>mantissa × 10^exponent in digits, with −exponent decimals when the exponent is negative.</summary>
    public static string Label(long mantissa, int exponent)
    {
        string digits = Math.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        if (exponent >= 0)
        {
            digits += mantissa == 0 ? "" : new string('0', exponent);
        }
        else
        {
            digits = digits.PadLeft(1 - exponent, '0');
            digits = $"{digits[..^-exponent]}.{digits[^-exponent..]}";
        }
        return mantissa < 0 ? "−" + digits : digits;
    }

    // Dividing by a positive power of ten is rounded once: 3/10 is 0.3, but 3 · 0.1 is not.
    private static double Scaled(long mantissa, int exponent) =>
        exponent >= 0 ? mantissa * Math.Pow(10, exponent) : mantissa / Math.Pow(10, -exponent);
}
