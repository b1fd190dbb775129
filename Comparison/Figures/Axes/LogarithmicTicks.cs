namespace Dynamics.Comparison.Figures.Axes;

/// <summary>Ticks at powers of ten, and between them where the range is short.</summary>
internal static class LogarithmicTicks
{
    // Room for a legend above a run that diverged may reach beyond all numbers there are.
    private const int HighestDecade = 308;

    private static ReadOnlySpan<int> Strides => [1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 40, 50, 100, 200];

    // Tried in turn until the labels stand apart.
    private static readonly int[][] DigitSets =
    [
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 5],
        [1, 2, 5],
        [1, 3],
        [1, 5],
        [2, 5],
    ];

    /// <summary>The closest ticks whose labels stand apart.</summary>
    /// <param name="range">A range on the scale of decades.</param>
    /// <param name="length">Length of the axis, points.</param>
    /// <param name="horizontal">Whether labels stand beside each other rather than above.</param>
    public static AxisTicks Of(AxisRange range, double length, bool horizontal)
    {
        double decade = length / (range.Upper - range.Lower);
        int first = (int)Math.Ceiling(range.Lower - 1e-9),
            last = Math.Min((int)Math.Floor(range.Upper + 1e-9), HighestDecade);
        return last - first >= 1
            ? Decades(first, last, decade, horizontal, range)
            : WithinDecades(range, decade, length, horizontal);
    }

    private static AxisTicks Decades(int first, int last, double decade, bool horizontal, AxisRange range)
    {
        AxisTicks ticks = AxisTicks.None;
        int stride = 0;
        foreach (int candidate in Strides)
        {
            AxisTicks wider = Multiples(first, last, candidate);
            if (wider.Major.Count < 2 && ticks.Major.Count > 0)
            {
                ticks = ticks.LabelledAtEnds();
                break;
            }
            (ticks, stride) = (wider, candidate);
            if (stride * decade >= ticks.WantedSpacing(horizontal) * (horizontal ? 1 : 0.85))
            {
                break;
            }
        }
        return ticks with { Minor = stride == 1 ? Ninths(range, decade) : EveryDecade(first, last, decade) };
    }

    private static AxisTicks Multiples(int first, int last, int stride)
    {
        int start = (int)Math.Ceiling(first / (double)stride) * stride;
        List<Tick> ticks = [];
        for (int exponent = start; exponent <= last; exponent += stride)
        {
            ticks.Add(new Tick(Math.Pow(10, exponent), $"10^{{{exponent}}}"));
        }

        return new AxisTicks(ticks, [], "");
    }

    private static List<double> EveryDecade(int first, int last, double decade)
    {
        List<double> values = [];
        for (int exponent = first; exponent <= last && decade >= 3; exponent++)
        {
            values.Add(Math.Pow(10, exponent));
        }

        return values;
    }

    // The smallest gap is between 9 and 10: 0.046 decades.
    private static List<double> Ninths(AxisRange range, double decade) =>
        decade < 20 ? [] : Between(range, [2, 3, 4, 5, 6, 7, 8, 9]).ConvertAll(tick => tick.Value);

    private static AxisTicks WithinDecades(AxisRange range, double decade, double length, bool horizontal)
    {
        foreach (int[] digits in DigitSets)
        {
            AxisTicks ticks = new(Between(range, digits), [], "");
            if (ticks.Major.Count < 2)
            {
                continue;
            }

            double spacing =
                ticks.Major.Zip(ticks.Major.Skip(1), (a, b) => Math.Log10(b.Value / a.Value)).Min() * decade;
            if (spacing >= ticks.WantedSpacing(horizontal) * (horizontal ? 1 : 0.85))
            {
                return ticks with { Minor = Ninths(range, decade) };
            }
        }
        // Less than about a third of a decade is nearly linear.
        return LinearTicks.Of(range.Scale.Inverse(range.Lower), range.Scale.Inverse(range.Upper), length, horizontal);
    }

    private static List<Tick> Between(AxisRange range, int[] digits)
    {
        int first = (int)Math.Floor(range.Lower),
            last = (int)Math.Floor(range.Upper);
        bool plain = first >= -3 && last <= 3;
        int decimals = Math.Max(0, -first);
        List<Tick> ticks = [];
        for (int exponent = first; exponent <= last; exponent++)
        {
            foreach (int digit in digits)
            {
                double value = exponent < 0 ? digit / Math.Pow(10, -exponent) : digit * Math.Pow(10, exponent);
                double place = Math.Log10(value);
                if (place < range.Lower - 1e-9 || place > range.Upper + 1e-9)
                {
                    continue;
                }

                long mantissa = digit * (long)Math.Pow(10, plain ? exponent + decimals : 0);
                ticks.Add(
                    new Tick(
                        value,
                        plain ? LinearTicks.Label(mantissa, -decimals)
                            : digit == 1 ? $"10^{{{exponent}}}"
                            : $"{digit}×10^{{{exponent}}}"
                    )
                );
            }
        }
        return ticks;
    }
}
