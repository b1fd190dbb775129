namespace Dynamics.Comparison.Figures.Axes;

/// <summary>The part of an axis that is shown. Lower and Upper are on the axis's scale (log₁₀ on a logarithmic one).</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Lower">Left or lower end.</param>
/// <param name="Upper">Right or upper end, greater than <paramref name="Lower"/>.</param>
internal sealed record AxisRange(AxisScale Scale, double Lower, double Upper)
{
    // Differences below this are rounding, not data: a flat line is drawn flat.
    private const double SmallestRelative = 1e-10;
    private const double SmallestAbsolute = 1e-300;
    private const double Largest = 1e300;
    private const double MostDecades = 300;

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper.</summary>
    public double Fraction(double value) => (Scale.Transform(value) - Lower) / (Upper - Lower);

    /// <summary>The same range with empty room at the upper end.</summary>
    /// <param name="fraction">The part of the new length that is empty; below 1.</param>
    public AxisRange WithHeadroom(double fraction) => this with { Upper = Lower + (Upper - Lower) / (1 - fraction) };

    /// <summary>Manual limits where there are any, else the data with a margin.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="lowest">Smallest value the scale accepts.</param>
    /// <param name="highest">Largest such value; below <paramref name="lowest"/> when there is none.</param>
    /// <param name="margin">Room at an automatic limit, as a fraction, unless the axis has its own.</param>
    /// <exception cref="ArgumentException">The manual limits are out of order or not on the scale.</exception>
    public static AxisRange Of(Axis axis, double lowest, double highest, double margin = 0)
    {
        Check(axis);
        if (axis.Categories.Count > 0) // All of them, with nothing beyond.
        {
            margin = 0;
            lowest = Math.Min(lowest, -0.5);
            highest = Math.Max(highest, axis.Categories.Count - 0.5);
        }

        (double lower, double upper) = lowest <= highest ? Data(axis, lowest, highest) : (0, 1);
        margin = (axis.Margin ?? margin) * (upper - lower);
        if (axis.Logarithmic) // A tick beyond would be zero or infinite.
        {
            margin = Math.Min(margin, 1);
        }

        lower = axis.Minimum is double minimum ? axis.Scale.Transform(minimum) : lower - margin;
        upper = axis.Maximum is double maximum ? axis.Scale.Transform(maximum) : upper + margin;
        if (lower >= upper) // One manual limit beyond all data.
        {
            double length = axis.Logarithmic ? 1 : Math.Max(1, Math.Abs(lower));
            if (axis.Maximum is null)
            {
                upper = lower + length;
            }
            else
            {
                lower = upper - length;
            }
        }
        return new AxisRange(axis.Scale, lower, upper);
    }

    private static (double Lower, double Upper) Data(Axis axis, double lowest, double highest)
    {
        if (axis.Logarithmic)
        {
            if (highest > axis.Floor)
            {
                lowest = Math.Max(lowest, axis.Floor);
            }

            double lower = Math.Clamp(Math.Log10(lowest), -MostDecades, MostDecades),
                upper = Math.Clamp(Math.Log10(highest), -MostDecades, MostDecades);
            return upper - lower > SmallestRelative ? (lower, upper) : (lower - 0.5, upper + 0.5);
        }
        lowest = Math.Max(lowest, -Largest);
        highest = Math.Min(highest, Largest);
        double size = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        if (highest - lowest > Math.Max(SmallestAbsolute, SmallestRelative * size))
        {
            return (lowest, highest);
        }

        double half = size > SmallestAbsolute ? size / 2 : 1;
        return (lowest - half, highest + half);
    }

    private static void Check(Axis axis)
    {
        if (axis.Minimum >= axis.Maximum)
        {
            throw new ArgumentException(
                $"The lower limit of an axis must be below the upper one, but they are {axis.Minimum} and {axis.Maximum}.",
                nameof(axis)
            );
        }

        if (axis.Logarithmic && axis.Categories.Count > 0)
        {
            throw new ArgumentException(
                "An axis of categories must not be logarithmic: they stand at 0, 1, 2, …",
                nameof(axis)
            );
        }

        if (axis.Logarithmic && (axis.Minimum <= 0 || axis.Maximum <= 0))
        {
            throw new ArgumentException(
                "A limit of a logarithmic axis must be positive, but one is "
                    + $"{(axis.Minimum <= 0 ? axis.Minimum : axis.Maximum)}.",
                nameof(axis)
            );
        }
    }
}
