namespace Dynamics.Simulation.Integration;

/// <summary>The solution of an initial value problem as a cursor over its sample times; memory is O(dimension).</summary>
public abstract class IntegrationRun
{
    private protected IntegrationRun(IVectorField field, StepRule rule, IntegrationState from)
    {
        if (from.Values.Length != field.Dimension)
        {
            throw new ArgumentException(
                $"The state must have {field.Dimension} components, but has {from.Values.Length}.",
                nameof(from)
            );
        }
        int bad = NonFinite.First(from.Values);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The start must be finite, but component {bad} is {from.Values[bad]}.",
                nameof(from)
            );
        }
        Stepper = new RungeKuttaStepper(rule.Tableau, field);
        Values = [.. from.Values];
        Next = new double[field.Dimension];
        Time = from.Time;
        Step = from.Step;
        IsShown = from.IsShown;
    }

    /// <summary>A run from a start at t = 0.</summary>
    /// <param name="field">The right-hand side.</param>
    /// <param name="rule">How to step.</param>
    /// <param name="times">When to stop and show the state.</param>
    /// <param name="start">y(0); copied.</param>
    /// <param name="until">The end; not negative.</param>
    /// <exception cref="ArgumentException">The rule, the end or a sample time cannot be met.</exception>
    public static IntegrationRun From(
        IVectorField field,
        StepRule rule,
        SampleTimes times,
        ReadOnlySpan<double> start,
        double until
    ) => Resume(field, rule, times, new IntegrationState(0, 0, start.ToArray()), until);

    /// <summary>A run that goes on from a saved state, bitwise as if it had never stopped if the field does not depend on t.</summary>
    /// <inheritdoc cref="From"/>
    public static IntegrationRun Resume(
        IVectorField field,
        StepRule rule,
        SampleTimes times,
        IntegrationState from,
        double until
    )
    {
        if (!(until >= 0 && double.IsFinite(until)))
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, "The end must be finite and not negative.");
        }
        return rule switch
        {
            StepRule.Fixed fixedRule => new FixedStepRun(field, fixedRule, times, from, until),
            StepRule.Adaptive adaptive => new AdaptiveRun(field, adaptive, times, from, until),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>t of the sample shown.</summary>
    public double Time { get; private protected set; }

    /// <summary>Accepted steps up to the sample shown.</summary>
    public long Step { get; private protected set; }

    /// <summary>y at the sample shown; overwritten by the next <see cref="MoveNext"/>.</summary>
    public ReadOnlyMemory<double> State => Values;

    /// <summary>How the run ended; null while it has not.</summary>
    public Outcome? Outcome { get; private protected set; }

    /// <summary>Called after every accepted step, whether shown or not.</summary>
    public Action? Advanced { get; set; }

    /// <summary>Goes on to the next sample time.</summary>
    /// <returns>False when there is none; <see cref="Outcome"/> then says why.</returns>
    public abstract bool MoveNext();

    /// <summary>A copy of all that is needed to go on from here.</summary>
    public abstract IntegrationState Save();

    private protected RungeKuttaStepper Stepper { get; }

    /// <summary>Whether the state was shown since it was reached.</summary>
    private protected bool IsShown { get; set; }

    private protected double[] Values { get; private set; }

    private protected double[] Next { get; private set; }

    /// <summary>Makes the step just computed the state, unless it holds a number that is not finite.</summary>
    private protected bool TryAccept(double time)
    {
        int bad = NonFinite.First(Next);
        if (bad >= 0)
        {
            Outcome = new Outcome.Diverged(time, Step + 1, bad);
            return false;
        }
        (Values, Next) = (Next, Values);
        Time = time;
        Step++;
        IsShown = false;
        Stepper.Accept();
        Advanced?.Invoke();
        return true;
    }
}
