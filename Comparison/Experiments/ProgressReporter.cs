using System.Globalization;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;

namespace Dynamics.Comparison.Experiments;

/// <summary>Reports how far trials are, about ten times a second each.</summary>
/// <param name="progress">Is told; by several threads where trials go on side by side.</param>
/// <param name="clock">Says when.</param>
internal sealed class ProgressReporter(IProgress<RunProgress> progress, TimeProvider clock)
{
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reports where a trial stands, and from now on how it goes on.</summary>
    /// <param name="run">The trial.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="seed">Its seed, where it has one.</param>
    /// <param name="recorder">Has looked at its loss, perhaps.</param>
    /// <returns>To be called when the trial has ended.</returns>
    public Action Watch(ITrainingRun run, RunPlan plan, int? seed, SampleRecorder recorder)
    {
        void Report(double share) =>
            progress.Report(
                new RunProgress(
                    plan.Name,
                    plan.Repeat,
                    seed,
                    share,
                    (run as GradientDescent)?.TrainLoss ?? recorder.LastLoss
                )
                {
                    Reached = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(run is GradientDescent ? "epoch" : "t =")} {run.Current.Time:g4}"
                    ),
                    Steps = run.Current.Step,
                }
            );

        double end = plan.Learning.End;
        void ReportNow() => Report(end > 0 ? run.Current.Time / end : 0);

        ReportNow();
        run.Advanced += new Pace(clock, ReportNow).Step;
        return () => Report(1);
    }

    /// <summary>Reports that work beside a run begins, and from then on, at most ten times a second, its share.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="work">What it is, such as "theories".</param>
    /// <param name="seed">Of the trial, where it has one.</param>
    /// <returns>To be called with the share that is done, 0 to 1.</returns>
    public Action<double> Beside(RunPlan plan, string work, int? seed)
    {
        long lastCall = clock.GetTimestamp();
        Report(0);
        return share =>
        {
            long now = clock.GetTimestamp();
            if (share >= 1 || clock.GetElapsedTime(lastCall, now) >= interval)
            {
                lastCall = now;
                Report(share);
            }
        };

        void Report(double share) => progress.Report(Of(plan, work, seed, share));
    }

    /// <summary>How far work beside a run is.</summary>
    public static RunProgress Of(RunPlan plan, string work, int? seed, double share) =>
        new($"{plan.Name}: {work}", plan.Repeat, seed, share, Loss: null) { IsBeside = true };

    /// <summary>Calls something every interval, looking at the clock every few steps: so seldom that it costs nothing.</summary>
    private sealed class Pace(TimeProvider clock, Action action)
    {
        private const int LongestStride = 1 << 16;
        private long lastLook = clock.GetTimestamp();
        private long lastCall = clock.GetTimestamp();
        private int stride = 1;
        private int left = 1;

        public void Step()
        {
            if (--left > 0)
            {
                return;
            }
            long now = clock.GetTimestamp();
            TimeSpan taken = clock.GetElapsedTime(lastLook, now);
            lastLook = now;
            // About two to four looks an interval: the stride follows the steps, which may be of 1 µs or of seconds.
            stride =
                taken < interval / 4 ? Math.Min(2 * stride, LongestStride)
                : taken > interval / 2 ? Math.Max(stride / 2, 1)
                : stride;
            left = stride;
            if (clock.GetElapsedTime(lastCall, now) >= interval)
            {
                lastCall = now;
                action();
            }
        }
    }
}
