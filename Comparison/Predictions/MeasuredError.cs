namespace Dynamics.Comparison.Predictions;

/// <summary>The error that a numerical theory states: 1e-10, or from small starts what a looser integration differs by.</summary>
/// <remarks>
/// While weights grow by many powers of ten, so do errors of weak modes beside strong ones: rounding of a strong mode is as large as a weak
/// one that is still at its start. Two integrations with other steps round otherwise, and differ by that and by their tolerances.
/// </remarks>
internal static class MeasuredError
{
    /// <summary>What is stated of starts that are not small.</summary>
    public const double Least = 1e-10;

    // By what the other integration's tolerances are looser.
    private const double Looseness = 10;

    // Of the layers at the solution: smaller starts are measured.
    private const double Small = 1e-3;

    // The largest difference is between two times of comparison, and another run's rounding is another's.
    private const double Safety = 10;

    // Of the largest weight: enough times that a rise of a mode has tens of them.
    private const double Change = 0.02;

    // Of the largest of its family an observable below this is rounding of it.
    private const double RoundingOfFamily = 1e-14;

    /// <summary>The largest |error| of a curve over the largest magnitude of its observable, up to the end of the run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="scale">Smallest over layers of a layer's largest |weight| at the start.</param>
    /// <param name="follower">Follows the equation with tolerances that many times as loose.</param>
    /// <param name="curvesOf">The curves of it.</param>
    public static double Of(
        PredictionContext context,
        double scale,
        Func<double, FollowedState> follower,
        Func<FollowedState, Forecast.Curves> curvesOf
    )
    {
        if (scale == 0 || scale >= Small * LayerAtSolution(context))
        {
            return Least;
        }
        Forecast.Curves exact = curvesOf(follower(1));
        Forecast.Curves loose = curvesOf(follower(Looseness));
        double[] one = new double[exact.Observables.Count];
        double[] other = new double[one.Length];
        double[] largest = new double[one.Length];
        double[] difference = new double[one.Length];
        foreach (double time in follower(Looseness).TimesOfChange(Change, context.Learning.End))
        {
            exact.At(time, one);
            loose.At(time, other);
            for (int index = 0; index < one.Length; index++)
            {
                if (double.IsFinite(one[index]) && double.IsFinite(other[index]))
                {
                    largest[index] = Math.Max(largest[index], Math.Abs(one[index]));
                    difference[index] = Math.Max(difference[index], Math.Abs(one[index] - other[index]));
                }
            }
        }
        double nothing = RoundingOfFamily * largest.Max();
        return Enumerable
            .Range(0, one.Length)
            .Where(index => largest[index] > 0 && difference[index] > nothing)
            .Select(index => Safety * difference[index] / largest[index])
            .Append(Least)
            .Max();
    }

    /// <summary>‖W*‖^{1/L}, what every layer has of the strongest direction of the solution.</summary>
    private static double LayerAtSolution(PredictionContext context) =>
        Math.Pow(context.Task.BestMap.L2Norm(), 1.0 / context.Depth);
}
