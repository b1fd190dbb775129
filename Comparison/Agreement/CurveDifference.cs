namespace Dynamics.Comparison.Agreement;

/// <summary>How far two curves are apart, taken at the simulation's own sample times.</summary>
/// <param name="Largest">Largest |simulated − predicted|; NaN if one of them is somewhere not a number, 0 where both are infinite alike.</param>
/// <param name="TimeOfLargest">When, the first time if several.</param>
/// <param name="RootMeanSquare">√ of the mean square over the samples.</param>
/// <param name="Final">Simulated − predicted at the last sample.</param>
public readonly record struct CurveDifference(double Largest, double TimeOfLargest, double RootMeanSquare, double Final)
{
    /// <summary>Compares two curves.</summary>
    /// <param name="times">Sample times.</param>
    /// <param name="simulated">One value per time.</param>
    /// <param name="predicted">One value per time.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths differ.</exception>
    public static CurveDifference Between(
        ReadOnlySpan<double> times,
        ReadOnlySpan<double> simulated,
        ReadOnlySpan<double> predicted
    )
    {
        if (times.IsEmpty || simulated.Length != times.Length || predicted.Length != times.Length)
        {
            throw new ArgumentException(
                $"Two curves of equal length are needed, but there are {times.Length} times, {simulated.Length} simulated "
                    + $"and {predicted.Length} predicted values.",
                nameof(times)
            );
        }
        (int worst, double largest) = (0, 0);
        for (int index = 0; index < times.Length; index++)
        {
            double distance = Math.Abs(Difference(simulated[index], predicted[index]));
            // Not "distance > largest": a NaN must win over every number.
            if (!(distance <= largest))
            {
                (worst, largest) = (index, distance);
            }
            if (double.IsNaN(distance))
            {
                break;
            }
        }
        return new CurveDifference(
            largest,
            times[worst],
            RootOfMeanSquare(simulated, predicted, largest),
            Difference(simulated[^1], predicted[^1])
        );
    }

    // Of a divergence both may be beyond the largest number: that is agreement, as far as can be told.
    private static double Difference(double simulated, double predicted) =>
        simulated.Equals(predicted) && double.IsInfinity(simulated) ? 0 : simulated - predicted;

    // Relative to the largest distance: squares of very large or very small distances would not be numbers any more.
    private static double RootOfMeanSquare(
        ReadOnlySpan<double> simulated,
        ReadOnlySpan<double> predicted,
        double largest
    )
    {
        if (!(largest > 0 && double.IsFinite(largest)))
        {
            return largest;
        }
        double squares = 0;
        for (int index = 0; index < simulated.Length; index++)
        {
            double share = Difference(simulated[index], predicted[index]) / largest;
            squares += share * share;
        }
        return largest * Math.Sqrt(squares / simulated.Length);
    }
}
