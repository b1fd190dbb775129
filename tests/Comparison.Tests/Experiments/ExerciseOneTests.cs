using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Experiments;

/// <summary>What the course sheet's exercise 1 must show, against numbers worked out elsewhere.</summary>
public sealed class ExerciseOneTests
{
    private const double Tau = 2.5;

    [Fact]
    public void From_an_aligned_start_only_the_step_error_of_Euler_is_left()
    {
        IReadOnlyList<ErrorRow> errors = Aligned(new StepRule.Fixed(ButcherTableau.Euler, 0.1), [16]);
        // max |Euler − exact| of each mode, from an independent program.
        Worst(errors, "mode1").ShouldBe(0.203420, tolerance: 1e-6);
        Worst(errors, "mode2").ShouldBe(0.081222, tolerance: 1e-6);
        Worst(errors, "group3-4").ShouldBe(0.024375, tolerance: 1e-6);
        errors.First(row => row.Observable == "mode1").TimeOfMaximum.Value.ShouldBe(3.7, tolerance: 1e-12);
        // (τ/2s) ln(s/a₀ − 1) = 3.723107064444; linear between samples 0.1 apart it is off by at most h²u″/8u′ = 6e-4.
        errors
            .First(row => row.Observable == "mode1")
            .HalfRisePredicted!.Value.Value.ShouldBe(3.723107064444, tolerance: 6e-4);
    }

    [Fact]
    public void From_an_aligned_start_at_a_tight_tolerance_nothing_is_left()
    {
        StepRule tight = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-13, 1e-15);
        Aligned(tight, [16]).Max(row => row.MaximumDifference.Value).ShouldBeLessThan(1e-11);
    }

    [Fact]
    public void The_shallow_Euler_run_is_a_geometric_series()
    {
        Trial trial = Run(new StepRule.Fixed(ButcherTableau.Euler, 0.1), hidden: []).Runs[0].Trials[0];
        // b ← b + (Δt/τ)(s − b): s − b shrinks by exactly 0.96 a step.
        double s = Math.Sqrt(7);
        trial.Samples["mode1"][150].ShouldBe(s - (s - 0.001) * Math.Pow(0.96, 150), tolerance: 1e-13);
        trial.Samples.RowCount.ShouldBe(151);
    }

    [Fact]
    public void From_the_sheets_start_the_formula_misses_by_about_two_and_what_grows_by_about_a_tenth()
    {
        var start = new GaussianStart(variance: 0.01, seed: 1);
        RunPlan plan = Plan(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-10, 1e-12), [16], start) with
        {
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001))),
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured())),
            ],
            Repeat = 20,
        };
        IReadOnlyList<ErrorRow> errors = Experiment.Perform(new Scenario("sheet", TestTasks.Sheet, [plan])).Errors;
        // Means over other seeds of an independent program: 2.04 and 0.12, worst of modes 1 and 2.
        Estimate prescribed = errors.First(row => row is { Theory: "balanced", Observable: "mode1" }).MaximumDifference;
        Estimate measured = errors
            .First(row => row is { Theory: "balanced-measured", Observable: "mode1" })
            .MaximumDifference;
        prescribed.Value.ShouldBe(2.04, tolerance: 0.1);
        measured.Value.ShouldBe(0.12, tolerance: 0.06);
        prescribed.Spread.ShouldNotBeNull();
    }

    [Fact]
    public void An_ensemble_is_summarised_over_its_seeds()
    {
        var start = new GaussianStart(variance: 0.01, seed: 3);
        RunPlan plan = Plan(new StepRule.Fixed(ButcherTableau.Euler, 0.1), [16], start) with
        {
            Repeat = 5,
            Theories = [],
        };
        RunResult run = Experiment.Perform(new Scenario("seeds", TestTasks.Sheet, [plan])).Runs[0];
        run.Trials.Select(trial => trial.Seed).ShouldBe([3, 4, 5, 6, 7]);
        Table summary = EnsembleSummary.Of(run.Trials);
        double[] values = [.. run.Trials.Select(trial => trial.Samples["mode1"][20]).Order()];
        summary["mode1.mean"][20].ShouldBe(values.Average(), tolerance: 1e-15);
        summary["mode1.median"][20].ShouldBe(values[2]);
        // NumPy's linear quantile of five: position 0.05·4 = 0.2 between the two smallest.
        summary["mode1.p05"][20].ShouldBe(values[0] + 0.2 * (values[1] - values[0]), tolerance: 1e-15);
    }

    [Fact]
    public void A_run_alone_and_the_same_seed_in_an_ensemble_are_the_same_bits()
    {
        RunPlan ensemble = Plan(
            new StepRule.Fixed(ButcherTableau.Euler, 0.1),
            [16],
            new GaussianStart(0.01, seed: 1)
        ) with
        {
            Repeat = 3,
        };
        RunPlan alone = ensemble with { Start = new GaussianStart(0.01, seed: 3), Repeat = 1 };
        double[] third = Experiment
            .Perform(new Scenario("a", TestTasks.Sheet, [ensemble]))
            .Runs[0]
            .Trials[2]
            .Samples["mode1"]
            .ToArray();
        Experiment
            .Perform(new Scenario("b", TestTasks.Sheet, [alone]))
            .Runs[0]
            .Trials[0]
            .Samples["mode1"]
            .ToArray()
            .ShouldBe(third);
    }

    private static IReadOnlyList<ErrorRow> Aligned(StepRule steps, int[] hidden) => Run(steps, hidden).Errors;

    private static ExperimentResult Run(StepRule steps, int[] hidden)
    {
        var start = new AlignedStart(
            TestTasks.Sheet.Modes.OutputModes,
            TestTasks.Sheet.Modes.InputModes,
            [0.001, 0.001, 0.001, 0.001]
        );
        return Experiment.Perform(new Scenario("aligned", TestTasks.Sheet, [Plan(steps, hidden, start)]));
    }

    private static RunPlan Plan(StepRule steps, int[] hidden, IStart start) =>
        new("run", hidden, start, new FlowSettings(steps, Tau, Until: 15))
        {
            Sample = new SampleTimes.Every(0.1),
            Observe = [Observable.Modes],
            Theories =
                hidden.Length == 1
                    ? [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.001)))]
                    : [],
        };

    private static double Worst(IReadOnlyList<ErrorRow> errors, string observable) =>
        errors.First(row => row.Observable == observable).MaximumDifference.Value;
}
