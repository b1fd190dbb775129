using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Predictions;

/// <summary>A differential equation followed to any time at rtol 1e-13; times in ascending order are cheapest. One thread.</summary>
internal sealed class FollowedState
{
    private const double RelativeTolerance = 1e-13;

    // Of a start of order 1, and as much of a smaller one.
    private const double AbsoluteTolerance = 1e-15;

    private readonly IVectorField field;
    private readonly double[] start;
    private readonly StepRule rule;

    private IntegrationState now;

    /// <param name="field">The right-hand side; it does not depend on t.</param>
    /// <param name="start">y(0); finite. Not changed.</param>
    /// <param name="scale">Size of the smallest part of the start that everything grows from; 0 where nothing is known of it.</param>
    /// <param name="looseness">By what both tolerances are multiplied; at least 1.</param>
    /// <param name="interruption">Ends the walk with an <see cref="OperationCanceledException"/>, whatever was asked.</param>
    public FollowedState(
        IVectorField field,
        double[] start,
        double scale,
        double looseness = 1,
        CancellationToken interruption = default
    )
    {
        this.field = new InterruptibleField(field, interruption);
        this.start = start;
        rule = new StepRule.Adaptive(
            ButcherTableau.DormandPrince,
            RelativeTolerance * looseness,
            Math.Max(1e-300, AbsoluteTolerance * (scale > 0 ? Math.Min(1, scale) : 1)) * looseness
        );
        now = new IntegrationState(0, 0, start);
    }

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

    /// <summary>Times, ascending, at which the largest component has changed by a part of itself since the time before; the end is one.</summary>
    /// <param name="change">That part.</param>
    /// <param name="end">The last time.</param>
    public IEnumerable<double> TimesOfChange(double change, double end)
    {
        var run = IntegrationRun.From(field, rule, new SampleTimes.EveryStep(), start, end);
        double[] last = start;
        while (run.MoveNext())
        {
            ReadOnlySpan<double> state = run.State.Span;
            double moved = 0;
            double largest = 0;
            for (int index = 0; index < state.Length; index++)
            {
                moved = Math.Max(moved, Math.Abs(state[index] - last[index]));
                largest = Math.Max(largest, Math.Abs(state[index]));
            }
            if (run.Time == end || moved > change * largest)
            {
                last = state.ToArray();
                yield return run.Time;
            }
        }
    }
}
