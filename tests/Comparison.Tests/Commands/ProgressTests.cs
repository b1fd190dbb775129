using Dynamics.Comparison.Commands;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Spectre.Console;

namespace ComparisonTests.Commands;

/// <summary>What is said of runs that take long, by a clock that goes only when it is told to.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly HandClock clock = new();
    private readonly StringWriter log = new() { NewLine = "\n" };

    public void Dispose() => log.Dispose();

    [Fact]
    public void Off_a_terminal_every_tenth_of_a_run_is_a_line_with_the_time_left()
    {
        Perform(secondsPerStep: 1, Observable.Modes);
        // 100 steps of a second each.
        Lines()
            .ShouldBe([
                "deep, seed 1: 2 %, t = 1, 1 steps/s, 1:38 left",
                "deep, seed 1: 4 %, t = 2, 1 steps/s, 1:36 left",
                "deep, seed 1: 8 %, t = 4, 1 steps/s, 1:32 left",
                "deep, seed 1: 10 %, 1:30 left",
                "deep, seed 1: 20 %, 1:20 left",
                "deep, seed 1: 30 %, 1:10 left",
                "deep, seed 1: 40 %, 1:00 left",
                "deep, seed 1: 50 %, 0:50 left",
                "deep, seed 1: 60 %, 0:40 left",
                "deep, seed 1: 70 %, 0:30 left",
                "deep, seed 1: 80 %, 0:20 left",
                "deep, seed 1: 90 %, 0:10 left",
                "deep, seed 1: 100 %, done in 1:40",
            ]);
    }

    [Fact]
    public void A_loss_that_is_looked_at_is_in_the_line()
    {
        Perform(secondsPerStep: 60, Observable.Loss);
        // The map stays 0, and the twelve ones of Σ^yx stay to be learned: ½·12.
        Lines().ShouldContain("deep, seed 1: 10 %, loss 6, 1:30:00 left");
    }

    [Fact]
    public void A_run_that_is_soon_over_is_silent()
    {
        Perform(secondsPerStep: 0.019, Observable.Modes);
        log.ToString().ShouldBe("");
        Perform(secondsPerStep: 0.021, Observable.Modes);
        Lines().ShouldBe(["deep, seed 1: 100 %, done in 0:02"]);
    }

    [Fact]
    public void A_run_that_will_take_years_has_a_line_after_two_seconds_and_then_at_doubled_intervals()
    {
        using var lines = new ProgressLines(log, clock);
        for (int second = 0; second <= 20; second++)
        {
            lines.Report(
                new RunProgress("stiff", Trials: 1, Seed: null, Share: second * 1e-9, Loss: null)
                {
                    Reached = $"t = {second}e-3",
                    Steps = 1000 * second,
                }
            );
            clock.Advance(1);
        }
        // A share of 1e-9 a second: 1e9 s are 31.7 years.
        Lines()
            .ShouldBe([
                "stiff: 0 %, t = 2e-3, 1e+03 steps/s, 32 years left",
                "stiff: 0 %, t = 4e-3, 1e+03 steps/s, 32 years left",
                "stiff: 0 %, t = 8e-3, 1e+03 steps/s, 32 years left",
                "stiff: 0 %, t = 16e-3, 1e+03 steps/s, 32 years left",
            ]);
    }

    [Fact]
    public void Work_that_reports_nothing_for_long_still_has_a_line()
    {
        using var lines = new ProgressLines(log, clock);
        lines.Report(new RunProgress("deep: theories", Trials: 1, Seed: null, Share: 0, Loss: null));
        clock.Advance(1);
        clock.Beat();
        log.ToString().ShouldBe("");
        clock.Advance(1);
        clock.Beat();
        clock.Advance(1);
        clock.Beat();
        Lines().ShouldBe(["deep: theories: 0 %"]);
    }

    [Fact]
    public void An_ensemble_is_one_run()
    {
        using var lines = new ProgressLines(log, clock);
        lines.Report(new RunProgress("deep", Trials: 4, Seed: 7, Share: 0, Loss: null));
        clock.Advance(10);
        lines.Report(new RunProgress("deep", Trials: 4, Seed: 7, Share: 1, Loss: 0.5));
        lines.Report(new RunProgress("deep", Trials: 4, Seed: 8, Share: 0, Loss: null));
        clock.Advance(10);
        lines.Report(new RunProgress("deep", Trials: 4, Seed: 8, Share: 1, Loss: 0.25));
        Lines().ShouldBe(["deep, seed 7: 25 %, loss 0.5, 0:30 left", "deep, seed 8: 50 %, loss 0.25, 0:20 left"]);
    }

    [Fact]
    public void A_run_that_goes_on_from_its_middle_is_timed_from_there()
    {
        using var lines = new ProgressLines(log, clock);
        lines.Report(new RunProgress("deep", Trials: 1, Seed: null, Share: 0.5, Loss: null));
        clock.Advance(10);
        lines.Report(new RunProgress("deep", Trials: 1, Seed: null, Share: 0.75, Loss: null));
        Lines().ShouldBe(["deep: 75 %, 0:10 left"]);
    }

    [Fact]
    public void On_a_terminal_a_bar_shows_the_same_and_gives_the_cursor_back()
    {
        IAnsiConsole terminal = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(log),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
            }
        );
        terminal.Profile.Width = 120;
        using (var bars = new ProgressBars(() => terminal, clock))
        {
            bars.Report(new RunProgress("[deep]", Trials: 1, Seed: 3, Share: 0, Loss: null));
            clock.Advance(10);
            bars.Report(new RunProgress("[deep]", Trials: 1, Seed: 3, Share: 0.25, Loss: 0.125));
        }
        string shown = log.ToString();
        shown.ShouldContain("[deep], seed 3");
        shown.ShouldContain("25%");
        shown.ShouldContain("loss 0.125, 0:30 left");
        const string hide = "\e[?25l";
        const string show = "\e[?25h";
        shown
            .LastIndexOf(show, StringComparison.Ordinal)
            .ShouldBeGreaterThan(shown.LastIndexOf(hide, StringComparison.Ordinal));
    }

    [Fact]
    public void Bars_of_a_run_that_is_soon_over_do_not_touch_the_terminal()
    {
        using var bars = new ProgressBars(() => throw new InvalidOperationException("no terminal"), clock);
        bars.Report(new RunProgress("deep", Trials: 1, Seed: 3, Share: 0, Loss: null));
        clock.Advance(1.9);
        bars.Report(new RunProgress("deep", Trials: 1, Seed: 3, Share: 1, Loss: null));
    }

    [Fact]
    public void Quiet_has_no_display() => ProgressDisplay.For(isQuiet: true).ShouldBeNull();

    [Fact]
    public void A_million_steps_in_a_second_are_reported_ten_times_and_timed_a_hundred()
    {
        var reports = new List<double>();
        RunPlan plan = Plan(Observable.Modes);
        var sizes = new LayerSizes(4, [3], 7);
        using var recorder = new SampleRecorder(TestTasks.Sheet, plan, new NetworkView(sizes, new double[sizes.Count]));
        var run = new Ticking();
        new ProgressReporter(new Collected(reports), clock).Watch(run, plan, seed: 1, recorder);
        for (int step = 1; step <= 1_000_000; step++)
        {
            run.Time = plan.Learning.End * step / 1e6;
            clock.Advance(1e-6);
            run.Advanced!();
        }
        // One at the start, then one every 0.1 s or up to 0.05 s later.
        reports.Count.ShouldBeInRange(7, 11);
        reports.ShouldBe(reports.Order());
        clock.Looks.ShouldBeLessThan(100);
    }

    private static RunPlan Plan(Observable observed) =>
        new(
            "deep",
            [3],
            new GaussianStart(variance: 0, seed: 1),
            new FlowSettings(new StepRule.Fixed(ButcherTableau.Euler, Step: 0.5), TimeConstant: 100, Until: 50)
        )
        {
            Observe = [observed],
        };

    private void Perform(double secondsPerStep, Observable observed)
    {
        using var lines = new ProgressLines(log, clock);
        Experiment.Perform(
            new Scenario("slow", TestTasks.Sheet, [Plan(observed)]),
            (sizes, _, _) => new Slow(sizes.Count, () => clock.Advance(secondsPerStep)),
            reporter: new ProgressReporter(lines, clock)
        );
    }

    private string[] Lines() => log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class HandClock : TimeProvider
    {
        private double seconds;

        public int Looks { get; private set; }

        public override long TimestampFrequency => 1_000_000_000;

        public void Advance(double by) => seconds += by;

        /// <summary>A timer that goes off when the test says so.</summary>
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Beat = () => callback(state);
            return new Never();
        }

        public Action Beat { get; private set; } = () => { };

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }

        public override long GetTimestamp()
        {
            Looks++;
            return (long)Math.Round(seconds * TimestampFrequency);
        }
    }

    /// <summary>Weights that stay where they are, while time passes.</summary>
    private sealed class Slow(int dimension, Action pass) : IVectorField
    {
        public int Dimension => dimension;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            derivative.Clear();
            pass();
        }
    }

    private sealed class Ticking : ITrainingRun
    {
        public double Time { get; set; }

        public Snapshot Current => new(Time, 0, default);

        public Outcome? Outcome => null;

        public Action? Advanced { get; set; }

        public bool MoveNext() => true;
    }

    private sealed class Collected(List<double> shares) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => shares.Add(value.Share);
    }
}
