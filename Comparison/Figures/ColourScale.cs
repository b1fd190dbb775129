using System.Globalization;
using Dynamics.Comparison.Figures.Axes;

namespace Dynamics.Comparison.Figures;

/// <summary>Gives every value a colour. Two scales with the same settings are equal, and so are their colours.</summary>
public sealed record ColourScale
{
    /// <summary>Steps of colour in a map, and in its colour bar: an eye sees no more, and maps stay small. Even, so that a
    /// diverging scale has a middle.</summary>
    internal const int Steps = 64;

    // What is smaller on a logarithmic scale is rounding, as on an axis.
    private const double RoundingFloor = 1e-16;

    /// <summary>The value of the first colour; null to take it from the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>The value of the last colour; null to take it from the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether equal ratios are equal steps of colour. What is not positive then has the first colour.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The colours.</summary>
    public Palette Palette { get; init; } = Palette.Viridis;

    /// <summary>The colour of what has no value: not learned, diverged, not computed.</summary>
    public static Colour NoValue { get; } = new(0xE4, 0xE4, 0xE4);

    /// <summary>Whether neither limit is left to the data.</summary>
    internal bool HasLimits => Minimum is not null && Maximum is not null;

    /// <summary>The same scale with both limits: its own where it has them, else those of the data.</summary>
    /// <remarks>
    /// For panels that share a scale, give the values of all of them. Limits from the data are a little apart where all values
    /// are one, and those of a <see cref="Palette.Diverging"/> scale are as far from 0 (from 1 on a logarithmic scale) on
    /// either side, so that the middle colour means no difference.
    /// </remarks>
    /// <param name="values">The data; values that are not finite have no part, on a logarithmic scale those not positive neither.</param>
    /// <exception cref="ArgumentException">The limits given are out of order, not finite, or not positive on a logarithmic scale.</exception>
    public ColourScale Over(IEnumerable<double> values)
    {
        double lowest = double.PositiveInfinity,
            highest = double.NegativeInfinity;
        foreach (double value in values.Where(Scale.Accepts))
        {
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        }

        (double? minimum, double? maximum) = (Minimum, Maximum);
        if (Palette == Palette.Diverging)
        {
            minimum ??= maximum is double above ? Opposite(above) : null;
            maximum ??= minimum is double below ? Opposite(below) : null;
            if (lowest <= highest)
            {
                highest = Math.Max(Math.Max(highest, Opposite(lowest)), Math.Max(lowest, Opposite(highest)));
                lowest = Opposite(highest);
            }
        }

        Axis axis = new()
        {
            Logarithmic = Logarithmic,
            Minimum = minimum,
            Maximum = maximum,
            Floor = Palette == Palette.Diverging ? 0 : RoundingFloor,
        };
        AxisRange range = AxisRange.Of(axis, lowest, highest);
        return this with
        {
            Minimum = minimum ?? Scale.Inverse(range.Lower),
            Maximum = maximum ?? Scale.Inverse(range.Upper),
        };
    }

    /// <summary>The colour of a value; beyond the limits that of the limit, and <see cref="NoValue"/> for NaN.</summary>
    /// <exception cref="InvalidOperationException">A limit is left to the data.</exception>
    public Colour ColourAt(double value) => double.IsNaN(value) ? NoValue : Palette.At(FractionOf(value));

    /// <summary>The step of colour of a value, 0 to <see cref="Steps"/>; −1 for NaN.</summary>
    internal int StepOf(double value) => double.IsNaN(value) ? -1 : (int)Math.Round(Steps * FractionOf(value));

    /// <summary>The colour of a step.</summary>
    internal Colour ColourOfStep(int step) => step < 0 ? NoValue : Palette.At(step / (double)Steps);

    /// <summary>What is drawn of it along an axis. It has limits.</summary>
    internal AxisRange Range => new(Scale, Scale.Transform(Minimum!.Value), Scale.Transform(Maximum!.Value));

    /// <summary>Whether a value has a place on the scale.</summary>
    internal bool Accepts(double value) => Scale.Accepts(value);

    private AxisScale Scale => Logarithmic ? AxisScale.OfDecades : AxisScale.Linear;

    // As far on the other side of what means no difference.
    private double Opposite(double value) => Logarithmic ? 1 / value : -value;

    private double FractionOf(double value)
    {
        if (Minimum is not double minimum || Maximum is not double maximum || !(minimum < maximum))
        {
            throw new InvalidOperationException(
                $"A colour scale must have a lower and a higher limit before it gives colours, but they are {Limit(Minimum)} "
                    + $"and {Limit(Maximum)}. Set them, or take them from data with Over."
            );
        }

        double lower = Scale.Transform(minimum),
            place = Logarithmic && value <= 0 ? double.NegativeInfinity : Scale.Transform(value);
        return Math.Clamp((place - lower) / (Scale.Transform(maximum) - lower), 0, 1);
    }

    private static string Limit(double? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "left to the data";
}
