using System.Numerics.Tensors;

namespace Dynamics.Comparison.Agreement;

/// <summary>By what factor the distance of a curve to its target changes in a unit of time, in the end.</summary>
/// <remarks>
/// Prony's method: where the distance is e_k = c₁r₁^k + c₂r₂^k, or (c₁ + c₂k)r^k, at equally spaced times it satisfies
/// e_{k+2} = p e_{k+1} + q e_k. The coefficients are fitted by least squares; the rate is the modulus of the dominant root of
/// r² = pr + q, per unit of time. So it does not matter whether the distance falls monotonically, changes its sign or
/// oscillates. Below 1 a curve converges, above 1 it is unstable. The rate of a loss, a square, is the square of that of the
/// weights. The fit sees the last half of the equally spaced samples before the distance drowns in rounding, and of what is left
/// the last half of the orders of magnitude: what dies sooner must have died by then.
/// </remarks>
public static class ContractionRate
{
    // Distances this small, in units of the first one or of the target, are mostly rounding.
    private const double Floor = 1e-12;

    // A curve that stands still this near to its target, in the same unit, is there: its target is known no better, as the optimum
    // of an ill-conditioned quadratic is, by κ roundings. It stands still where its last quarter stays within a hundredth of the distance.
    private const double Beside = 1e-9;
    private const double Still = 1e-2;
    private const int FewestAtRest = 16;

    // Residuals this small, in units of the samples, or of the first distance or the target, are rounding: one root is all there is.
    private const double Rounding = 1e-13;
    private const double RoundingOfScale = 1e-14;

    /// <summary>The rate of one curve.</summary>
    /// <param name="times">Ascending; only their last equally spaced part is used.</param>
    /// <param name="values">One value per time; the first one that is not finite and all after it are left out.</param>
    /// <param name="target">What the curve tends to.</param>
    /// <returns>
    /// The factor per unit of time, not negative; 0 for a curve that is at its target after one interval, or suddenly after two,
    /// as with momentum at ηλ = 1; NaN where it is there from the start, where the target is not a number, or where there are no two equally spaced intervals.
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many values as times.</exception>
    public static double Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double target)
    {
        if (times.Length != values.Length)
        {
            throw new ArgumentException(
                $"There must be one value per time, but there are {values.Length} values and {times.Length} times.",
                nameof(values)
            );
        }
        int end = 0;
        while (end < values.Length && double.IsFinite(values[end]))
        {
            end++;
        }
        int first = FirstEquallySpaced(times[..end]);
        if (end - first < 3 || !double.IsFinite(target))
        {
            return double.NaN;
        }
        double[] distances = values[first..end].ToArray();
        for (int index = 0; index < distances.Length; index++)
        {
            distances[index] -= target;
        }
        double interval = (times[end - 1] - times[first]) / (distances.Length - 1);
        return Math.Pow(PerInterval(distances, Math.Abs(target)), 1 / interval);
    }

    private static double PerInterval(double[] distances, double target)
    {
        double start = Math.Abs(distances[0]);
        double scale = Math.Max(start, target);
        double floor = Math.Max(Floor * scale, WithoutRest(distances, scale));
        int last = Array.FindLastIndex(distances, distance => Math.Abs(distance) > floor);
        if (last <= 0)
        {
            return last < 0 || start <= floor ? double.NaN : 0;
        }
        if (last == 1 && Math.Abs(distances[1] / start * distances[1]) > 10 * floor)
        {
            return 0; // one root could not have taken it below the floor in one more interval
        }
        int from = Math.Max(0, Math.Min(BeginOfTail(distances.AsSpan(0, last + 1)), last - 2));
        Span<double> tail = distances.AsSpan(from, last - from + 1);
        double largest = Normalise(tail);
        double alone = OneRoot(tail, out double residual);
        bool isOneRoot = residual <= Math.Max(Rounding, RoundingOfScale * scale / largest);
        return isOneRoot || tail.Length < PronyFit.FewestSamples
            ? Math.Abs(alone)
            : TwoRoots(tail, new PronyFit(Math.Abs(alone), residual));
    }

    /// <summary>Takes the distance at which a curve stands still beside its target from all distances.</summary>
    /// <returns>Ten times what it still moves by there; 0 where it does not stand still.</returns>
    private static double WithoutRest(Span<double> distances, double scale)
    {
        double rest = distances[^1];
        if (distances.Length < FewestAtRest || Math.Abs(rest) > Beside * scale)
        {
            return 0;
        }
        double moves = 0;
        foreach (double distance in distances[(3 * distances.Length / 4)..])
        {
            moves = Math.Max(moves, Math.Abs(distance - rest));
        }
        if (moves > Still * Math.Abs(rest))
        {
            return 0;
        }
        foreach (ref double distance in distances)
        {
            distance -= rest;
        }
        return 10 * moves;
    }

    /// <summary>The middle of the samples, or of the orders of magnitude that the distance falls through, whichever is later.</summary>
    /// <remarks>The latter where a curve leaves a plateau late and then falls fast, as in deep networks.</remarks>
    private static int BeginOfTail(ReadOnlySpan<double> distances)
    {
        int last = distances.Length - 1;
        double largest = Math.Abs(distances[TensorPrimitives.IndexOfMaxMagnitude(distances)]);
        double middle = Math.Sqrt(largest) * Math.Sqrt(Math.Abs(distances[last]));
        int small = last;
        while (small > 0 && Math.Abs(distances[small - 1]) <= middle)
        {
            small--;
        }
        bool falls = Math.Abs(distances[last]) < Math.Abs(distances[0]);
        return Math.Max(last / 2, falls ? Math.Min(small, distances.Length - PronyFit.FewestSamples) : 0);
    }

    /// <summary>e_{k+1} = r e_k by least squares.</summary>
    private static double OneRoot(ReadOnlySpan<double> distances, out double residual)
    {
        (double products, double squares) = (0, 0);
        for (int k = 1; k < distances.Length; k++)
        {
            products += distances[k] * distances[k - 1];
            squares += distances[k - 1] * distances[k - 1];
        }
        double root = squares > 0 ? products / squares : double.NaN;
        double sum = 0;
        for (int k = 1; k < distances.Length; k++)
        {
            double missed = distances[k] - root * distances[k - 1];
            sum += missed * missed;
        }
        residual = Math.Sqrt(sum / squares);
        return root;
    }

    /// <summary>The fit of the stride that knows its root best, or that of one root where a second one is mostly noise.</summary>
    /// <remarks>
    /// Neighbours of a slow curve hardly differ, so that a fit of them knows little; over some strides an oscillation returns
    /// to where it was. Fibonacci's numbers have no common factor with their neighbours: one of them suits.
    /// </remarks>
    private static double TwoRoots(ReadOnlySpan<double> distances, PronyFit alone)
    {
        PronyFit best = alone;
        for (
            (int stride, int next) = (1, 2);
            PronyFit.Fits(distances.Length, stride);
            (stride, next) = (next, stride + next)
        )
        {
            PronyFit fit = PronyFit.Of(distances, stride);
            best = fit.Uncertainty < best.Uncertainty ? fit : best;
        }
        return best.Modulus;
    }

    // The largest becomes 1: squares of very large or small distances would not be numbers.
    private static double Normalise(Span<double> distances)
    {
        double largest = Math.Abs(distances[TensorPrimitives.IndexOfMaxMagnitude(distances)]);
        TensorPrimitives.Divide(distances, largest, distances);
        return largest;
    }

    /// <summary>Where the last part of equally spaced times begins.</summary>
    private static int FirstEquallySpaced(ReadOnlySpan<double> times)
    {
        int first = Math.Max(times.Length - 2, 0);
        // Times are k·Δt rounded: equal up to the rounding of the time itself.
        while (
            first > 0
            && Math.Abs(times[first] - times[first - 1] - (times[^1] - times[^2])) <= 1e-9 * (times[^1] - times[^2])
        )
        {
            first--;
        }
        return first;
    }
}
