using System.Globalization;
using Dynamics.Comparison.Figures.Layout;

namespace Dynamics.Comparison.Figures.Axes;

/// <summary>Ticks at places an axis names itself: its categories, or values given one by one.</summary>
internal static class GivenTicks
{
    // Decimals beyond these are rounding.
    private const int MostDecimals = 6;

    // Numbers outside are written with a power of ten.
    private const double LargestPlain = 99_999;
    private const double SmallestPlain = 1e-3;

    /// <summary>One tick per category that is shown, at 0, 1, 2, …</summary>
    /// <remarks>Below an axis, texts too wide to stand beside each other run upwards.</remarks>
    public static AxisTicks OfCategories(IReadOnlyList<string> names, AxisRange range, double length, bool horizontal)
    {
        AxisTicks ticks = new([.. Shown(names.Select((name, i) => new Tick(i, name)), range)], [], "");
        double spacing = length / (range.Upper - range.Lower);
        bool upwards = horizontal && ticks.Major.Count > 1 && ticks.LabelWidth + FigureStyle.FontSize / 2 > spacing;
        return Apart(ticks with { Upwards = upwards }, range, length, horizontal);
    }

    /// <summary>One tick per value that is shown; those whose labels would touch their neighbour's have none.</summary>
    public static AxisTicks OfValues(IReadOnlyList<double> values, AxisRange range, double length, bool horizontal)
    {
        double[] ascending = [.. values.Where(range.Scale.Accepts).Order()];
        Func<double, string> label = range.Scale == AxisScale.OfDecades ? LogarithmicLabel : PlainLabels(ascending);
        return Apart(
            new AxisTicks([.. Shown(ascending.Select(value => new Tick(value, label(value))), range)], [], ""),
            range,
            length,
            horizontal
        );
    }

    private static IEnumerable<Tick> Shown(IEnumerable<Tick> ticks, AxisRange range) =>
        ticks.Where(tick => range.Fraction(tick.Value) is >= -1e-9 and <= 1 + 1e-9);

    private static AxisTicks Apart(AxisTicks ticks, AxisRange range, double length, bool horizontal)
    {
        List<Tick> labelled = [];
        List<double> bare = [];
        double end = double.NegativeInfinity;
        foreach (Tick tick in ticks.Major)
        {
            double place = range.Fraction(tick.Value) * length,
                half = horizontal && !ticks.Upwards
                    ? AxisTicks.Width(tick.Label) / 2 + FigureStyle.FontSize / 4
                    : FigureStyle.LineHeight / 2;
            if (place - half >= end - 1e-9)
            {
                labelled.Add(tick);
                end = place + half;
            }
            else
            {
                bare.Add(tick.Value);
            }
        }
        return new AxisTicks(labelled, bare, "") { Upwards = ticks.Upwards };
    }

    private static string LogarithmicLabel(double value)
    {
        double exponent = Math.Round(Math.Log10(value));
        bool isPower = Math.Abs(value / Math.Pow(10, exponent) - 1) < 1e-9;
        return isPower && exponent is < -2 or > 2 ? $"10^{{{exponent}}}" : PlainLabels([value])(value);
    }

    // With as many decimals as the value that needs the most.
    private static Func<double, string> PlainLabels(double[] values)
    {
        double largest = values.Length == 0 ? 0 : values.Max(Math.Abs);
        if (largest > LargestPlain || (largest > 0 && largest < SmallestPlain))
        {
            return WithPower;
        }

        int decimals = 0;
        while (
            decimals < MostDecimals
            && values.Any(value => Math.Abs(value - Math.Round(value, decimals)) > 1e-9 * largest)
        )
        {
            decimals++;
        }
        return value => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    private static string WithPower(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        double mantissa = Math.Round(value / Math.Pow(10, exponent), 3);
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}×10^{{{exponent}}}");
    }
}
