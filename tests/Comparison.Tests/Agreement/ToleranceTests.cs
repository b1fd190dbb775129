using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Agreement;

public sealed class ToleranceTests
{
    private static readonly FlowSettings flow = new(
        new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, 0.1),
        TimeConstant: 2.5,
        Until: 15
    );

    [Fact]
    public void A_tolerance_is_that_of_the_worst_seed_not_of_the_mean()
    {
        RunPlan plan = Seeds(tolerance: 1);
        double[] worst =
        [
            .. Experiment
                .Perform(new Scenario("seeds", TestTasks.Sheet, [plan]))
                .Runs[0]
                .Trials.Select(trial => LargestOf(trial)),
        ];
        double between = (worst.Average() + worst.Max()) / 2;
        ExperimentResult result = Experiment.Perform(new Scenario("seeds", TestTasks.Sheet, [Seeds(between)]));
        ToleranceMiss miss = ToleranceMiss.Of(result).ShouldHaveSingleItem();
        miss.Worst.Largest.ShouldBe(worst.Max());
        miss.Seed.ShouldBe(1 + Array.IndexOf(worst, worst.Max()));
    }

    [Fact]
    public void A_theory_without_a_curve_misses_every_tolerance()
    {
        RunPlan deeper = Seeds(tolerance: 100) with
        {
            Repeat = 1,
            Theories = [new TheoryPlan(new ShallowPrediction(new InitialStrength.Measured())) { Tolerance = 100 }],
        };
        ExperimentResult result = Experiment.Perform(new Scenario("deeper", TestTasks.Sheet, [deeper]));
        ToleranceMiss.Of(result).ShouldHaveSingleItem().Observable.ShouldBeNull();
    }

    [Fact]
    public void Curves_that_coincide_have_no_half_rise_shift_however_sparse_the_samples()
    {
        var start = new AlignedStart(
            TestTasks.Sheet.Modes.OutputModes,
            TestTasks.Sheet.Modes.InputModes,
            [0.01, 0.01, 0.01, 0.01]
        );
        RunPlan plan = new("aligned", [16], start, flow)
        {
            Sample = new SampleTimes.At([0, 2, 3, 5, 15]),
            Theories = [new TheoryPlan(new BalancedPrediction(new InitialStrength.Prescribed(0.01)))],
        };
        ErrorRow row = Experiment
            .Perform(new Scenario("aligned", TestTasks.Sheet, [plan]))
            .Errors.First(row => row.Observable == "mode1");
        // RK4 at this step is within 1e-5 of the formula, and so are the half-rises.
        row.HalfRiseShift!.Value.Value.ShouldBe(0, tolerance: 1e-5);
    }

    [Fact]
    public void Drift_is_measured_from_the_start_also_when_the_start_is_not_looked_at()
    {
        RunPlan whole = Seeds(tolerance: 1) with
        {
            Observe = [Observable.Conserved],
            Repeat = 1,
            Learning = flow with { Steps = new StepRule.Fixed(ButcherTableau.Euler, 0.1) },
        };
        RunPlan late = whole with { Sample = new SampleTimes.At([5, 10]) };
        Table every = Experiment.Perform(new Scenario("a", TestTasks.Sheet, [whole])).Runs[0].Trials[0].Samples;
        Table some = Experiment.Perform(new Scenario("b", TestTasks.Sheet, [late])).Runs[0].Trials[0].Samples;
        some["conserved"].ToArray().ShouldBe([every["conserved"][50], every["conserved"][100]]);
        some["conserved"][0].ShouldBeGreaterThan(0);
    }

    private static RunPlan Seeds(double tolerance) =>
        new("seeds", [16], new GaussianStart(0.01, seed: 1), flow)
        {
            Observe = [Observable.Modes],
            Theories =
            [
                new TheoryPlan(new BalancedPrediction(new InitialStrength.Measured())) { Tolerance = tolerance },
            ],
            Repeat = 5,
        };

    private static double LargestOf(Trial trial) =>
        trial.Targets.Keys.Max(name =>
            CurveDifference
                .Between(trial.Samples["time"], trial.Samples[name], trial.Samples[$"{name}@balanced-measured"])
                .Largest
        );
}
