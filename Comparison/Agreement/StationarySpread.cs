using MathNet.Numerics.Distributions;

namespace Dynamics.Comparison.Agreement;

/// <summary>How much a curve fluctuates once it has settled: the variance over its last half, with a 95 % interval.</summary>
/// <remarks>
/// Neighbouring samples are alike, so that the interval comes from numbers that are not: the mean square deviation of each seed,
/// or of each of twenty pieces of a single curve (batch means), with Student's t. It holds where a piece is long beside the time
/// in which a fluctuation is forgotten.
/// </remarks>
/// <param name="Variance">Over samples and seeds, around the mean of all.</param>
/// <param name="Low">Lower end of the interval; NaN where there are too few samples.</param>
/// <param name="High">Upper end.</param>
public readonly record struct StationarySpread(double Variance, double Low, double High)
{
    private const int Pieces = 20;

    /// <summary>The spread of curves that were looked at at the same times.</summary>
    /// <param name="curves">One per seed; the first half of each is left out.</param>
    /// <exception cref="ArgumentException">There is no curve, or one without samples.</exception>
    public static StationarySpread Of(IReadOnlyList<double[]> curves)
    {
        if (curves.Count == 0 || curves.Any(curve => curve.Length == 0))
        {
            throw new ArgumentException("Every curve must have a sample.", nameof(curves));
        }
        double[][] settled = [.. curves.Select(curve => curve[(curve.Length / 2)..])];
        double mean = settled.Average(curve => curve.Average());
        double[] independent =
            settled.Length > 1
                ? [.. settled.Select(curve => MeanSquare(curve, mean))]
                : [.. PiecesOf(settled[0]).Select(piece => MeanSquare(piece, mean))];
        double variance = settled.Average(curve => MeanSquare(curve, mean));
        if (independent.Length < 2)
        {
            return new StationarySpread(variance, double.NaN, double.NaN);
        }
        double middle = independent.Average();
        double error = Math.Sqrt(
            independent.Sum(number => (number - middle) * (number - middle))
                / (independent.Length - 1.0)
                / independent.Length
        );
        double half = StudentT.InvCDF(0, 1, independent.Length - 1, 0.975) * error;
        return new StationarySpread(variance, Math.Max(0, variance - half), variance + half);
    }

    private static IEnumerable<double[]> PiecesOf(double[] curve) =>
        curve.Length < 2 * Pieces ? [] : curve.Take(curve.Length / Pieces * Pieces).Chunk(curve.Length / Pieces);

    private static double MeanSquare(double[] values, double mean) =>
        values.Average(value => (value - mean) * (value - mean));
}
