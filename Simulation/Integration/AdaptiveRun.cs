using System.Numerics.Tensors;

namespace Dynamics.Simulation.Integration;

/// <summary>Integration in steps as large as the tolerances allow, shortened to meet every sample time exactly.</summary>
internal sealed class AdaptiveRun : IntegrationRun
{
    // A step that would end just short of a sample time is stretched to it rather than followed by a sliver.
    private const double Stretch = 1.01;

    // Of the largest component. A component that is 0 but for rounding of larger ones has no other size, and would hold the run to steps that
    // resolve its noise: the error estimate of rounding is about a tenth of this.
    private const double Rounding = 1e-16;

    private readonly StepRule.Adaptive rule;
    private readonly IVectorField field;
    private readonly double until;
    private readonly bool showsEveryStep;
    private readonly IEnumerator<double> samples;
    private readonly double[] error;
    private PiController.Memory memory;
    private long tried;
    private double absoluteTolerance;
    private double target;
    private bool hasTarget;

    public AdaptiveRun(
        IVectorField field,
        StepRule.Adaptive rule,
        SampleTimes times,
        IntegrationState from,
        double until
    )
        : base(field, rule, from)
    {
        if (!rule.Method.IsEmbedded)
        {
            throw new ArgumentException($"{rule.Method.Name} has no error estimate to choose steps by.", nameof(rule));
        }
        if (!(rule.RelativeTolerance > 0 && rule.AbsoluteTolerance > 0))
        {
            throw new ArgumentException(
                $"Tolerances must be positive, but are {rule.RelativeTolerance} (relative) and {rule.AbsoluteTolerance} (absolute).",
                nameof(rule)
            );
        }
        this.rule = rule;
        this.field = field;
        this.until = until;
        error = new double[field.Dimension];
        showsEveryStep = times is SampleTimes.EveryStep;
        samples = SampleSchedule
            .Times(times, until)
            .SkipWhile(time => time < from.Time || (time == from.Time && from.IsShown))
            .GetEnumerator();
        memory = new PiController.Memory(from.Proposal, from.PreviousError, from.AfterRejection);
        tried = from.Tried;
        hasTarget = samples.MoveNext();
        target = hasTarget ? samples.Current : until;
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (Outcome is not null)
        {
            return false;
        }
        // A sample at the start takes no step, nor does a step that was saved before it was shown; otherwise steps are
        // tried until a sample time or an accepted step is reached.
        while (Time < target && !(showsEveryStep && !IsShown))
        {
            if (!TryStep())
            {
                return false;
            }
        }
        if (Time >= target)
        {
            if (!hasTarget)
            {
                Outcome = new Outcome.Reached();
                return false;
            }
            hasTarget = samples.MoveNext();
            target = hasTarget ? samples.Current : until;
        }
        IsShown = true;
        return true;
    }

    /// <inheritdoc/>
    public override IntegrationState Save() =>
        new(Step, Time, [.. Values])
        {
            Proposal = memory.Proposal,
            PreviousError = memory.PreviousError,
            AfterRejection = memory.AfterRejection,
            Tried = tried,
            IsShown = IsShown,
        };

    /// <summary>Tries one step towards the target; false when the run has ended.</summary>
    private bool TryStep()
    {
        if (tried >= rule.StepLimit)
        {
            Outcome = new Outcome.StepLimit(Time, tried);
            return false;
        }
        absoluteTolerance = Math.Max(
            rule.AbsoluteTolerance,
            Rounding * Math.Abs(TensorPrimitives.MaxMagnitude<double>(Values))
        );
        if (memory.Proposal == 0)
        {
            double first = FirstStep();
            if (!(first > 0 && double.IsFinite(first)))
            {
                return EndAsDiverged();
            }
            memory = PiController.Memory.Fresh(first);
        }
        bool meetsTarget = Time + memory.Proposal * Stretch >= target;
        double step = meetsTarget ? target - Time : memory.Proposal;
        if (!(step > 4 * double.BitIncrement(Time) - 4 * Time))
        {
            Outcome = new Outcome.StepTooSmall(Time, Step, step);
            return false;
        }
        Stepper.Step(Time, step, Values, Next);
        // Counted when done: a field may throw to end the run, and the step is then tried anew.
        tried++;
        double scaledError = ScaledError(step);
        if (!(scaledError <= 1))
        {
            memory = PiController.Rejected(memory, step, scaledError, rule.Method.Order);
            return true;
        }
        memory = PiController.Accepted(memory, step, scaledError, rule.Method.Order);
        return TryAccept(meetsTarget ? target : Time + step);
    }

    /// <summary>Ends a run whose very slope is not finite, or too large for any step.</summary>
    private bool EndAsDiverged()
    {
        int bad = NonFinite.First(Stepper.FirstSlope(Time, Values));
        Outcome = new Outcome.Diverged(Time, Step + 1, Math.Max(bad, 0));
        return false;
    }

    /// <summary>Root mean square over the components of error/(atol + rtol·max(|y|, |y_next|)).</summary>
    private double ScaledError(double step)
    {
        Stepper.EstimateError(step, error);
        double sum = 0;
        for (int i = 0; i < error.Length; i++)
        {
            double scale = Scale(Math.Max(Math.Abs(Values[i]), Math.Abs(Next[i])));
            sum += error[i] / scale * (error[i] / scale);
        }
        return Math.Sqrt(sum / error.Length);
    }

    private double Scale(double magnitude) => absoluteTolerance + rule.RelativeTolerance * magnitude;

    /// <summary>A first step small enough for an explicit Euler step to be good, after Hairer, Nørsett and Wanner, II.4.</summary>
    private double FirstStep()
    {
        ReadOnlySpan<double> slope = Stepper.FirstSlope(Time, Values);
        (double size, double speed) = (Norm(Values), Norm(slope));
        double guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
        guess = Math.Min(guess, until - Time);
        for (int i = 0; i < Next.Length; i++)
        {
            Next[i] = Values[i] + guess * slope[i];
        }
        field.Evaluate(Time + guess, Next, error);
        for (int i = 0; i < error.Length; i++)
        {
            error[i] = (error[i] - slope[i]) / guess;
        }
        double fastest = Math.Max(speed, Norm(error));
        double step =
            fastest <= 1e-15 ? Math.Max(1e-6, guess * 1e-3) : Math.Pow(0.01 / fastest, 1.0 / (rule.Method.Order));
        return Math.Min(Math.Min(100 * guess, step), until - Time);
    }

    private double Norm(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double scaled = values[i] / Scale(Math.Abs(Values[i]));
            sum += scaled * scaled;
        }
        return Math.Sqrt(sum / values.Length);
    }
}
