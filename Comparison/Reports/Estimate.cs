namespace Dynamics.Comparison.Reports;

/// <summary>A measured number, or the mean of one over the seeds of an ensemble with its standard deviation.</summary>
/// <param name="Value">The number, or the mean.</param>
/// <param name="Spread">Standard deviation over the seeds (n − 1 in the denominator); null for a single run.</param>
public readonly record struct Estimate(double Value, double? Spread = null)
{
    /// <summary>A number of a single run.</summary>
    public static implicit operator Estimate(double value) => new(value);

    /// <summary>Mean and standard deviation over seeds; null if a seed has no number.</summary>
    /// <param name="perSeed">One per seed; at least one.</param>
    internal static Estimate? OverAll(IEnumerable<double?> perSeed)
    {
        double?[] numbers = [.. perSeed];
        return numbers.All(value => value is not null) ? Over([.. numbers.Select(value => value!.Value)]) : null;
    }

    /// <summary>Mean and standard deviation over seeds; the number itself if there is only one.</summary>
    /// <param name="perSeed">One finite number per seed; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Estimate Over(ReadOnlySpan<double> perSeed)
    {
        if (perSeed.IsEmpty)
        {
            throw new ArgumentException("At least one number is needed for a mean.", nameof(perSeed));
        }
        double mean = 0;
        foreach (double value in perSeed)
        {
            mean += value / perSeed.Length;
        }
        // Relative to the largest deviation: squares of very large or very small ones would not be numbers any more.
        double largest = 0;
        foreach (double value in perSeed)
        {
            largest = Math.Max(largest, Math.Abs(value - mean));
        }
        double squares = 0;
        foreach (double value in perSeed)
        {
            double share = largest > 0 ? (value - mean) / largest : 0;
            squares += share * share;
        }
        return perSeed.Length == 1 ? mean : new Estimate(mean, largest * Math.Sqrt(squares / (perSeed.Length - 1)));
    }
}
