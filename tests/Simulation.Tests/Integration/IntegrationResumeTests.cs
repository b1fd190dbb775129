using Dynamics.Simulation.Integration;

namespace SimulationTests.Integration;

/// <summary>An integration that goes on from any step shows what it had not shown yet, bitwise, and nothing twice.</summary>
public sealed class IntegrationResumeTests
{
    private const double Until = 4;

    public static TheoryData<StepRule, SampleTimes> Runs()
    {
        StepRule[] rules =
        [
            new StepRule.Fixed(ButcherTableau.Euler, 0.03125),
            new StepRule.Fixed(ButcherTableau.Heun, 0.03125),
            new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, 0.03125),
            new StepRule.Fixed(ButcherTableau.DormandPrince, 0.03125),
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, 1e-10),
            new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-3, 1e-3),
        ];
        SampleTimes[] times =
        [
            new SampleTimes.EveryStep(),
            new SampleTimes.Every(0.375),
            new SampleTimes.Logarithmic(7),
            new SampleTimes.At([0, 0.25, 3.5]),
            new SampleTimes.At([1.5]),
        ];
        TheoryData<StepRule, SampleTimes> runs = [];
        foreach (StepRule rule in rules)
        {
            foreach (SampleTimes sample in times)
            {
                runs.Add(rule, sample);
            }
        }
        return runs;
    }

    [Theory, MemberData(nameof(Runs))]
    public void Saved_in_any_step_shown_or_not_it_goes_on_bitwise(StepRule rule, SampleTimes times)
    {
        List<string> whole = [];
        List<(int Shown, IntegrationState State)> saved = [];
        IntegrationRun uninterrupted = IntegrationRun.From(new VanDerPol(), rule, times, [2, 0], Until);
        saved.Add((0, uninterrupted.Save()));
        uninterrupted.Advanced = () => saved.Add((whole.Count, uninterrupted.Save()));
        while (uninterrupted.MoveNext())
        {
            whole.Add(Shown(uninterrupted));
            saved.Add((whole.Count, uninterrupted.Save()));
        }
        saved.Count.ShouldBe(1 + (int)uninterrupted.Step + whole.Count);
        foreach ((int shown, IntegrationState state) in saved)
        {
            IntegrationRun resumed = IntegrationRun.Resume(new VanDerPol(), rule, times, state, Until);
            List<string> rest = [];
            while (resumed.MoveNext())
            {
                rest.Add(Shown(resumed));
            }
            rest.ShouldBe(whole.Skip(shown), $"saved at step {state.Step}, shown: {state.IsShown}");
            resumed.Outcome.ShouldBe(new Outcome.Reached());
            resumed.Save().ShouldBeEquivalentTo(uninterrupted.Save());
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void A_field_that_throws_in_the_middle_of_a_step_leaves_a_state_to_go_on_from(
        StepRule rule,
        SampleTimes times
    )
    {
        IntegrationRun uninterrupted = IntegrationRun.From(new VanDerPol(), rule, times, [2, 0], Until);
        List<string> whole = [];
        while (uninterrupted.MoveNext())
        {
            whole.Add(Shown(uninterrupted));
        }
        for (int evaluations = 0; evaluations < 40; evaluations++)
        {
            List<string> seen = [];
            IntegrationRun cut = IntegrationRun.From(new VanDerPol(evaluations), rule, times, [2, 0], Until);
            Should.Throw<OperationCanceledException>(() =>
            {
                while (cut.MoveNext())
                {
                    seen.Add(Shown(cut));
                }
            });
            IntegrationRun resumed = IntegrationRun.Resume(new VanDerPol(), rule, times, cut.Save(), Until);
            while (resumed.MoveNext())
            {
                seen.Add(Shown(resumed));
            }
            seen.ShouldBe(whole, $"cut after {evaluations} evaluations");
            resumed.Save().ShouldBeEquivalentTo(uninterrupted.Save());
        }
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(10_000_000, 1e9)]
    public void A_run_that_failed_fails_again_when_it_goes_on_from_where_it_stopped(long stepLimit, double until)
    {
        var rule = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-10, 1e-12) { StepLimit = stepLimit };
        // y = 1/(1 − t): a step limit of 10 is met before the pole, no limit means a step too small at it.
        var times = new SampleTimes.Every(0.25);
        IntegrationRun failed = IntegrationRun.From(new BlowUp(), rule, times, [1], until);
        while (failed.MoveNext()) { }
        IntegrationRun resumed = IntegrationRun.Resume(new BlowUp(), rule, times, failed.Save(), until);
        resumed.MoveNext().ShouldBeFalse();
        resumed.Outcome.ShouldNotBeNull().ShouldBe(failed.Outcome);
    }

    /// <summary>Everything a look at the run shows, to the last bit.</summary>
    private static string Shown(IntegrationRun run) =>
        $"{run.Time:R} {run.Step} "
        + Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(run.State.Span));

    /// <summary>The van der Pol oscillator: fast and slow stretches, so that steps are rejected. May end like an interruption.</summary>
    private sealed class VanDerPol(int evaluations = int.MaxValue) : IVectorField
    {
        private int left = evaluations;

        public int Dimension => 2;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            if (left-- == 0)
            {
                throw new OperationCanceledException();
            }
            derivative[0] = state[1];
            derivative[1] = 3 * (1 - state[0] * state[0]) * state[1] - state[0];
        }
    }
}
