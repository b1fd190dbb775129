using System.Globalization;
using Dynamics.Comparison.Experiments;

namespace Dynamics.Comparison.Commands;

/// <summary>How far a run is, all its seeds together, and how long it may still take.</summary>
internal sealed class ProgressTrack
{
    private readonly Dictionary<int, double> shares = [];
    private readonly Dictionary<int, long> steps = [];
    private readonly TimeProvider clock;
    private readonly long begin;
    private readonly double shareAtBegin;
    private readonly long stepsAtBegin;
    private RunProgress last;

    /// <param name="first">What was said of the run first.</param>
    /// <param name="clock">Measures it from now on.</param>
    public ProgressTrack(RunProgress first, TimeProvider clock)
    {
        this.clock = clock;
        begin = clock.GetTimestamp();
        Update(first);
        shareAtBegin = Share; // not 0 for a run that goes on from where it was
        stepsAtBegin = steps.Values.Sum();
    }

    /// <summary>What is done, 0 to 1.</summary>
    public double Share => Math.Min(shares.Values.Sum() / last.Trials, 1);

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(begin);

    /// <summary>Name, and the seed last heard of.</summary>
    public string Title =>
        last.Seed is int seed ? string.Create(CultureInfo.InvariantCulture, $"{last.Run}, seed {seed}") : last.Run;

    /// <summary>Loss, and time left or, at the end, taken; such as <c>loss 0.0123, 1:40 left</c>.</summary>
    public string Note
    {
        get
        {
            string loss = last.Loss is double value
                ? string.Create(CultureInfo.InvariantCulture, $"loss {value:g3}, ")
                : "";
            return Share >= 1 ? $"{loss}done in {Text(Elapsed)}"
                : Left is TimeSpan left ? $"{loss}{Text(left)} left"
                : loss.TrimEnd(',', ' ');
        }
    }

    /// <summary>What the trial last heard of has come to, and steps in a second of all; such as <c>t = 0.25, 1.2e+05 steps/s</c>.</summary>
    public string Speed
    {
        get
        {
            long taken = steps.Values.Sum() - stepsAtBegin;
            string rate =
                taken > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{taken / Elapsed.TotalSeconds:g2} steps/s")
                    : "";
            return string.Join(", ", new[] { last.Reached ?? "", rate }.Where(note => note.Length > 0));
        }
    }

    /// <summary>Whether it is expected to end before anyone would miss a line.</summary>
    public bool IsSoonOver => Share >= 1 || Left < ProgressDisplay.Patience;

    /// <summary>Whether it is work beside a run that has ended.</summary>
    public bool IsDoneBeside => last.IsBeside && Share >= 1;

    private TimeSpan? Left =>
        Share > shareAtBegin ? Elapsed * Math.Min((1 - Share) / (Share - shareAtBegin), 1e10) : null;

    /// <summary>Takes in what is said of a trial.</summary>
    public void Update(RunProgress progress)
    {
        last = progress;
        shares[progress.Seed ?? 0] = progress.Share;
        steps[progress.Seed ?? 0] = progress.Steps;
    }

    private static string Text(TimeSpan time) =>
        time.TotalDays >= 365 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays / 365:#,0} years")
        : time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : time.ToString("m\\:ss", CultureInfo.InvariantCulture);
}
