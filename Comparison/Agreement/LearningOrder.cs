using MathNet.Numerics.Statistics;

namespace Dynamics.Comparison.Agreement;

/// <summary>Whether what is strong is learned first.</summary>
public static class LearningOrder
{
    // Of the largest. What differs by less is equal: rounding must not decide an order.
    private const double Rounding = 1e-8;

    /// <summary>Spearman's rank correlation ρ between strengths and half-rise times; equal ones share their mean rank.</summary>
    /// <param name="learned">Of every curve its strength and the time at which it rose through half of its target; finite.</param>
    /// <returns>
    /// −1 if a stronger one is always the earlier, 1 if always the later; null for fewer than two different strengths or times.
    /// </returns>
    public static double? Of(IReadOnlyCollection<(double Strength, double Time)> learned)
    {
        double correlation = Correlation.Spearman(
            Places([.. learned.Select(curve => curve.Strength)]).Select(place => (double)place),
            Places([.. learned.Select(curve => curve.Time)]).Select(place => (double)place)
        );
        return double.IsFinite(correlation) ? correlation : null;
    }

    /// <summary>The place of every value in ascending order, from 0; values that are equal up to rounding share theirs.</summary>
    /// <param name="values">Finite.</param>
    public static int[] Places(IReadOnlyList<double> values)
    {
        double tolerance = Rounding * values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        int[] places = new int[values.Count];
        int[] ascending = [.. Enumerable.Range(0, values.Count).OrderBy(index => values[index])];
        for (int next = 1; next < ascending.Length; next++)
        {
            (int before, int here) = (ascending[next - 1], ascending[next]);
            places[here] = places[before] + (values[here] - values[before] > tolerance ? 1 : 0);
        }
        return places;
    }
}
