using Dynamics.Simulation.Integration;

namespace SimulationTests.Integration;

public sealed class FixedStepTests
{
    public static TheoryData<ButcherTableau> Methods() =>
        [ButcherTableau.Euler, ButcherTableau.Heun, ButcherTableau.ClassicalRungeKutta, ButcherTableau.DormandPrince];

    [Theory, MemberData(nameof(Methods))]
    public void Halving_the_step_divides_the_error_by_two_to_the_order(ButcherTableau method)
    {
        // Small enough for the leading term to stand alone, large enough for rounding not to show in order 5.
        int steps = method.Order == 1 ? 512 : 128;
        Math.Log2(ErrorAt(method, steps) / ErrorAt(method, 2 * steps)).ShouldBe(method.Order, tolerance: 0.05);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Weights_add_up_to_one_and_nodes_are_row_sums(ButcherTableau method)
    {
        method.B.Sum().ShouldBe(1, tolerance: 1e-15);
        for (int i = 0; i < method.Stages; i++)
        {
            // 1e-14: the last rows of Dormand–Prince add numbers near 11.
            method.A[i].Sum().ShouldBe(method.C[i], tolerance: 1e-14);
        }
        (method.IsEmbedded ? method.Error.Sum() : 0).ShouldBe(0, tolerance: 1e-16);
    }

    [Fact]
    public void The_kth_sample_of_fixed_steps_is_at_k_times_the_step_exactly()
    {
        IntegrationRun run = Solve(
            new StepRule.Fixed(ButcherTableau.Euler, 0.1),
            new SampleTimes.EveryStep(),
            until: 15
        );
        long k = 0;
        while (run.MoveNext())
        {
            run.Time.ShouldBe(k * 0.1);
            run.Step.ShouldBe(k++);
        }
        k.ShouldBe(151);
        run.Outcome.ShouldBeOfType<Outcome.Reached>();
    }

    [Fact]
    public void Samples_come_at_the_interval_and_at_the_end()
    {
        var rule = new StepRule.Fixed(ButcherTableau.Heun, 0.25);
        Times(Solve(rule, new SampleTimes.Every(0.5), until: 1.25)).ShouldBe([0, 0.5, 1, 1.25]);
        Times(Solve(rule, new SampleTimes.At([0, 0.25, 1]), until: 1.25)).ShouldBe([0, 0.25, 1]);
        Times(Solve(rule, new SampleTimes.Logarithmic(3), until: 4)).ShouldBe([0, 0.25, 1, 4]);
        Times(Solve(rule, new SampleTimes.EveryStep(), until: 0)).ShouldBe([0]);
    }

    [Fact]
    public void A_run_goes_on_to_its_end_after_the_last_sample()
    {
        IntegrationRun run = Solve(new StepRule.Fixed(ButcherTableau.Euler, 0.5), new SampleTimes.At([0]), until: 1);
        Times(run).Length.ShouldBe(1);
        run.Step.ShouldBe(2);
    }

    [Theory]
    [InlineData(1.05, 0.2, "The end must be a whole number of steps of 0.1, but 1.05 is 10.5 steps.")]
    [InlineData(1, 0.25, "The sample interval must be a whole number of steps of 0.1, but 0.25 is 2.5 steps.")]
    public void A_time_that_no_step_meets_is_refused(double until, double interval, string message)
    {
        var rule = new StepRule.Fixed(ButcherTableau.Euler, 0.1);
        Should
            .Throw<ArgumentException>(() => Solve(rule, new SampleTimes.Every(interval), until))
            .Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_run_that_overflows_ends_as_diverged_at_the_step_that_did_it()
    {
        // y ← y + y² from 1: 2, 6, 42, 1806 … squares about each time; 1e308 is passed in step 11 = ⌈log₂ ln 1e308⌉ + 1.
        var run = IntegrationRun.From(
            new BlowUp(),
            new StepRule.Fixed(ButcherTableau.Euler, 1),
            new SampleTimes.EveryStep(),
            [1],
            until: 100
        );
        int samples = Times(run).Length;
        run.Outcome.ShouldBe(new Outcome.Diverged(Time: 11, Step: 11, Entry: 0));
        samples.ShouldBe(11);
        double.IsFinite(run.State.Span[0]).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_resumed_run_is_bitwise_the_uninterrupted_one(ButcherTableau method)
    {
        var rule = new StepRule.Fixed(method, 0.01);
        var times = new SampleTimes.Every(0.05);
        IntegrationRun whole = IntegrationRun.From(new Rotation(), rule, times, [1, 0], until: 2);
        while (whole.MoveNext())
        {
            IntegrationRun rest = IntegrationRun.Resume(new Rotation(), rule, times, whole.Save(), until: 2);
            rest.MoveNext().ShouldBe(whole.Time < 2);
            IntegrationRun next = IntegrationRun.Resume(new Rotation(), rule, times, whole.Save(), until: 2);
            while (next.MoveNext()) { }
            next.State.ToArray().ShouldBe(EndOf(rule, times));
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        IntegrationRun run = IntegrationRun.From(
            new Rotation(),
            new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, 0.01),
            new SampleTimes.EveryStep(),
            [1, 0],
            until: 100
        );
        for (int i = 0; i < 100; i++)
        {
            run.MoveNext();
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            run.MoveNext();
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static double[] EndOf(StepRule rule, SampleTimes times)
    {
        IntegrationRun run = IntegrationRun.From(new Rotation(), rule, times, [1, 0], until: 2);
        while (run.MoveNext()) { }
        return run.State.ToArray();
    }

    private static IntegrationRun Solve(StepRule rule, SampleTimes times, double until) =>
        IntegrationRun.From(new Rotation(), rule, times, [1, 0], until);

    private static double[] Times(IntegrationRun run)
    {
        List<double> times = [];
        while (run.MoveNext())
        {
            times.Add(run.Time);
        }
        return [.. times];
    }

    private static double ErrorAt(ButcherTableau method, int steps)
    {
        IntegrationRun run = IntegrationRun.From(
            new Growth(),
            new StepRule.Fixed(method, 1.0 / steps),
            new SampleTimes.At([1]),
            [1],
            until: 1
        );
        run.MoveNext().ShouldBeTrue();
        return Math.Abs(run.State.Span[0] - Math.E);
    }
}
