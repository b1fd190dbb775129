using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Predictions;

/// <summary>A differential equation followed to any time at rtol 1e-13; times in ascending order are cheapest. One thread.</summary>
/// <param name="field">The right-hand side; it does not depend on t.</param>
/// <param name="start">y(0); finite. Not changed.</param>
internal sealed class FollowedState(IVectorField field, double[] start)
{
    private const double RelativeTolerance = 1e-13;
    private const double AbsoluteTolerance = 1e-15;

    private static readonly StepRule rule = new StepRule.Adaptive(
        ButcherTableau.DormandPrince,
        RelativeTolerance,
        AbsoluteTolerance
    );

    private IntegrationState now = new(0, 0, start);

    /// <summary>y(t); null beyond where it can be followed.</summary>
    /// <param name="time">t, not negative.</param>
    public double[]? At(double time)
    {
        if (time < now.Time)
        {
            now = new IntegrationState(0, 0, start);
        }
        if (time > now.Time)
        {
            var run = IntegrationRun.Resume(field, rule, new SampleTimes.At([time]), now, time);
            while (run.MoveNext()) { }
            now = run.Save();
            if (run.Outcome is not Outcome.Reached)
            {
                return null;
            }
        }
        return now.Values;
    }
}
