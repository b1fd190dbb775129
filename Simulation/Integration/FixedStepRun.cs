namespace Dynamics.Simulation.Integration;

/// <summary>Integration in steps of one size; the k-th ends at k·Δt.</summary>
internal sealed class FixedStepRun : IntegrationRun
{
    private readonly double step;
    private readonly long lastStep;
    private readonly IEnumerator<long> samples;

    public FixedStepRun(IVectorField field, StepRule.Fixed rule, SampleTimes times, IntegrationState from, double until)
        : base(field, rule, from)
    {
        if (!(rule.Step > 0 && double.IsFinite(rule.Step)))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Step, "The step must be positive and finite.");
        }
        step = rule.Step;
        samples = SampleSchedule
            .Steps(times, rule, until)
            .SkipWhile(sample => sample < from.Step || (sample == from.Step && from.IsShown))
            .GetEnumerator();
        rule.TryCountTo(until, out lastStep);
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (Outcome is not null)
        {
            return false;
        }
        bool hasSample = samples.MoveNext();
        if (!AdvanceTo(hasSample ? samples.Current : lastStep))
        {
            return false;
        }
        if (!hasSample)
        {
            Outcome = new Outcome.Reached();
        }
        IsShown |= hasSample;
        return hasSample;
    }

    /// <inheritdoc/>
    public override IntegrationState Save() => new(Step, Time, [.. Values]) { Tried = Step, IsShown = IsShown };

    private bool AdvanceTo(long target)
    {
        while (Step < target)
        {
            Stepper.Step(Step * step, step, Values, Next);
            if (!TryAccept((Step + 1) * step))
            {
                return false;
            }
        }
        return true;
    }
}
