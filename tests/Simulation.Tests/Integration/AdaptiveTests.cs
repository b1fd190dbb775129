using Dynamics.Simulation.Integration;

namespace SimulationTests.Integration;

public sealed class AdaptiveTests
{
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void The_error_after_ten_turns_is_in_proportion_to_the_tolerance(double tolerance)
    {
        IntegrationRun run = Turn(tolerance, new SampleTimes.At([20 * Math.PI]), until: 20 * Math.PI);
        run.MoveNext().ShouldBeTrue();
        double error = Math.Max(Math.Abs(run.State.Span[0] - 1), Math.Abs(run.State.Span[1]));
        // Per-step errors add up over some hundred steps; a controller that ignored its estimate would be off by 1e6.
        error.ShouldBeLessThan(100 * tolerance);
    }

    [Fact]
    public void Sample_times_are_met_exactly_and_cost_few_steps()
    {
        IntegrationRun coarse = Turn(1e-8, new SampleTimes.At([10]), until: 10);
        coarse.MoveNext();
        IntegrationRun fine = Turn(1e-8, new SampleTimes.At([1, 2.5, 2.5000001, 7, 10]), until: 10);
        double[] expected = [1, 2.5, 2.5000001, 7, 10];
        foreach (double time in expected)
        {
            fine.MoveNext().ShouldBeTrue();
            fine.Time.ShouldBe(time);
            fine.State.Span[0].ShouldBe(Math.Cos(time), tolerance: 1e-6);
        }
        // Each sample costs about one shortened step: the unclipped proposal is not forgotten after 2.5000001.
        fine.Step.ShouldBeLessThan(coarse.Step + 2 * expected.Length);
    }

    [Fact]
    public void Every_accepted_step_is_shown_when_asked_for()
    {
        IntegrationRun run = Turn(1e-8, new SampleTimes.EveryStep(), until: 5);
        long shown = 0;
        while (run.MoveNext())
        {
            run.Step.ShouldBe(shown++);
        }
        run.Time.ShouldBe(5);
        run.Outcome.ShouldBeOfType<Outcome.Reached>();
    }

    [Fact]
    public void A_resumed_run_is_bitwise_the_uninterrupted_one()
    {
        var times = new SampleTimes.Every(0.3);
        double[] end = End(Turn(1e-10, times, until: 4));
        IntegrationRun whole = Turn(1e-10, times, until: 4);
        while (whole.MoveNext())
        {
            IntegrationRun rest = IntegrationRun.Resume(new Rotation(), Rule(1e-10), times, whole.Save(), until: 4);
            End(rest).ShouldBe(end);
        }
    }

    [Fact]
    public void A_solution_that_blows_up_ends_as_step_too_small_at_its_pole()
    {
        var run = IntegrationRun.From(new BlowUp(), Rule(1e-8), new SampleTimes.At([2]), [1], until: 2);
        run.MoveNext().ShouldBeFalse();
        run.Outcome.ShouldBeOfType<Outcome.StepTooSmall>().Time.ShouldBe(1, tolerance: 1e-6);
    }

    [Fact]
    public void A_start_whose_slope_is_not_finite_ends_as_diverged_in_its_first_step()
    {
        var run = IntegrationRun.From(new BlowUp(), Rule(1e-8), new SampleTimes.At([0, 2]), [1e300], until: 2);
        run.MoveNext().ShouldBeTrue();
        run.MoveNext().ShouldBeFalse();
        run.Outcome.ShouldBe(new Outcome.Diverged(Time: 0, Step: 1, Entry: 0));
    }

    [Fact]
    public void A_run_stops_at_its_step_limit()
    {
        StepRule rule = Rule(1e-12) with { StepLimit = 10 };
        var run = IntegrationRun.From(new Rotation(), rule, new SampleTimes.At([1000]), [1, 0], until: 1000);
        run.MoveNext().ShouldBeFalse();
        run.Outcome.ShouldBeOfType<Outcome.StepLimit>().Step.ShouldBe(10);
    }

    [Fact]
    public void A_method_without_an_error_estimate_is_refused()
    {
        var rule = new StepRule.Adaptive(ButcherTableau.ClassicalRungeKutta, 1e-6, 1e-6);
        Should
            .Throw<ArgumentException>(() =>
                IntegrationRun.From(new Rotation(), rule, new SampleTimes.EveryStep(), [1, 0], until: 1)
            )
            .Message.ShouldContain("RK4 has no error estimate");
    }

    private static StepRule.Adaptive Rule(double tolerance) =>
        new(ButcherTableau.DormandPrince, RelativeTolerance: tolerance, AbsoluteTolerance: tolerance);

    private static IntegrationRun Turn(double tolerance, SampleTimes times, double until) =>
        IntegrationRun.From(new Rotation(), Rule(tolerance), times, [1, 0], until);

    private static double[] End(IntegrationRun run)
    {
        while (run.MoveNext()) { }
        return run.State.ToArray();
    }
}
