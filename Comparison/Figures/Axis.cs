using Dynamics.Comparison.Figures.Axes;

namespace Dynamics.Comparison.Figures;

/// <summary>One axis of a panel: what it says, its scale and its limits.</summary>
public sealed class Axis
{
    // Beyond this a difference of two limits could overflow.
    private const double Largest = 1e300;

    /// <summary>What is drawn along it, in the notation of <see cref="Typography.RichText"/>: <c>time *t*</c>.</summary>
    public string Label { get; set; } = "";

    /// <summary>Whether equal ratios are equally long. Values that are not positive are then skipped.</summary>
    public bool Logarithmic { get; set; }

    /// <summary>The lower limit; null to take it from the data.</summary>
    public double? Minimum
    {
        get;
        set => field = Checked(value, nameof(Minimum));
    }

    /// <summary>The upper limit; null to take it from the data.</summary>
    public double? Maximum
    {
        get;
        set => field = Checked(value, nameof(Maximum));
    }

    /// <summary>
    /// Empty room beyond the data at each automatic limit, as a fraction of the length of the data. Null: 0.04, but none
    /// beside lines.
    /// </summary>
    public double? Margin { get; set; }

    /// <summary>
    /// On a logarithmic axis, no automatic limit is lower: what is smaller is rounding. It gives way when all data are smaller.
    /// </summary>
    public double Floor { get; set; } = 1e-16;

    /// <summary>
    /// Names, in rich-text notation, that stand at 0, 1, 2, … instead of numbers; empty for an axis of numbers. The axis shows
    /// all of them and half a unit around them unless it has limits.
    /// </summary>
    public IReadOnlyList<string> Categories { get; set; } = [];

    /// <summary>The values that have a tick; empty for round numbers.</summary>
    public IReadOnlyList<double> TickValues { get; set; } = [];

    /// <summary>The scale in force.</summary>
    internal AxisScale Scale => Logarithmic ? AxisScale.OfDecades : AxisScale.Linear;

    private static double? Checked(double? limit, string name) =>
        limit is null || Math.Abs(limit.Value) <= Largest
            ? limit
            : throw new ArgumentOutOfRangeException(
                name,
                limit,
                $"A limit must be a number between −{Largest} and {Largest}; null takes it from the data."
            );
}
