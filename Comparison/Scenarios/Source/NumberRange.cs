namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>Which finite numbers a setting takes, and how to say so.</summary>
/// <param name="Words">As in "must be …", such as "a positive number".</param>
/// <param name="Minimum">The smallest value, or the one that all must exceed.</param>
/// <param name="IncludesMinimum">Whether the minimum itself is allowed.</param>
/// <param name="Example">A value of the range as a user would write it.</param>
public sealed record NumberRange(string Words, double Minimum, bool IncludesMinimum, string Example)
{
    /// <summary>The largest value allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Every finite number.</summary>
    public static NumberRange Finite { get; } = new("a finite number", double.MinValue, true, "0.1");

    /// <summary>Above 0.</summary>
    public static NumberRange Positive { get; } = new("a positive number", 0, false, "0.1");

    /// <summary>0 or above.</summary>
    public static NumberRange NotNegative { get; } = new("a number that is not negative", 0, true, "0.1");

    /// <summary>From 0 to 1, such as a probability.</summary>
    public static NumberRange Share { get; } = new("a number from 0 to 1", 0, true, "0.1") { Maximum = 1 };

    /// <summary>Whether a finite number lies in the range.</summary>
    public bool Contains(double value) => value <= Maximum && (IncludesMinimum ? value >= Minimum : value > Minimum);
}
