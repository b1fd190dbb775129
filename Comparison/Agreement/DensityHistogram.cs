using MathNet.Numerics.Statistics;

namespace Dynamics.Comparison.Agreement;

/// <summary>A sample as a histogram whose area is the share of the sample that has a value: to be laid under a density.</summary>
/// <param name="Edges">Edges of equal bins, ascending, one more than there are bins.</param>
/// <param name="Heights">Count of each bin over (size of the sample × width).</param>
public sealed record DensityHistogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Heights)
{
    private const int MostBins = 60;

    /// <summary>Bins of Freedman and Diaconis's width, 2 × interquartile range / n^{1/3}; at most 60.</summary>
    /// <remarks>A bin holds its lower edge, the last one its upper edge too.</remarks>
    /// <param name="values">Finite; at least one.</param>
    /// <param name="size">Number n ≥ the values' of all that were drawn, those without a value too.</param>
    /// <exception cref="ArgumentException">There is no value, one is not finite, or there are more than the size.</exception>
    public static DensityHistogram Of(IReadOnlyList<double> values, int size)
    {
        if (values.Count == 0 || values.Count > size || !values.All(double.IsFinite))
        {
            throw new ArgumentException(
                $"Values must be finite, and between 1 and the size of {size} many, but there are {values.Count}.",
                nameof(values)
            );
        }
        (double least, double most) = (values.Min(), values.Max());
        double width = 2 * values.InterquartileRange() / Math.Cbrt(values.Count);
        if (!(width > 0 && most > least))
        {
            // All alike, or nearly: one bin, wide enough to be seen.
            double half = most > least ? (most - least) / 2 : Math.Max(Math.Abs(most), 1) / 2;
            (least, most, width) = ((least + most) / 2 - half, (least + most) / 2 + half, 2 * half);
        }
        int bins = Math.Clamp((int)Math.Ceiling((most - least) / width), 1, MostBins);
        width = (most - least) / bins;
        double[] counts = new double[bins];
        foreach (double value in values)
        {
            counts[Math.Min((int)((value - least) / width), bins - 1)]++;
        }
        return new DensityHistogram(
            [.. Enumerable.Range(0, bins + 1).Select(edge => least + edge * width)],
            [.. counts.Select(count => count / (size * width))]
        );
    }
}
