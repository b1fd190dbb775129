using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>Starts many powers of ten below the weights that are learned, at the tolerances of a scenario that gives none.</summary>
public sealed class SmallStartTests
{
    private static readonly LearningTask axes = new(
        Matrix<double>.Build.DenseIdentity(2),
        Matrix<double>.Build.DenseOfDiagonalArray([3, 1])
    );

    // The same singular values, 3 and 1, of modes along no axis: zeros are rounding here.
    private static readonly LearningTask turned = new(
        Matrix<double>.Build.DenseIdentity(2),
        Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 3 * Math.Cos(0.7), -Math.Sin(0.7) },
                { 3 * Math.Sin(0.7), Math.Cos(0.7) },
            }
        )
    );

    private static readonly StepRule atDefaults = new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, 1e-10)
    {
        FollowsStart = true,
    };

    // Mode 1 is a₀e^{6t}·3/(3 + a₀(e^{6t} − 1)): half risen at ln(3/a₀ − 1)/6.
    [Theory]
    [InlineData(1e-28, 10.9285)]
    [InlineData(1e-24, 9.3934)]
    [InlineData(1e-20, 7.8584)]
    [InlineData(1e-16, 6.3233)]
    [InlineData(1e-6, 2.4857)]
    public void Two_layers_from_a_start_of_any_smallness_follow_the_closed_form(double strength, double half)
    {
        Trial trial = Perform(axes, 2, Aligned(axes, strength), until: 40);
        double[] time = trial.Samples["time"].ToArray();
        double[] mode = trial.Samples["mode1"].ToArray();
        HalfRise.Of(time, mode, 3).ShouldNotBeNull().ShouldBe(half, tolerance: 1e-4);
        time.Zip(mode, (t, u) => Math.Abs(u - 3 * strength / (strength + (3 - strength) * Math.Exp(-6 * t))))
            .Max()
            .ShouldBeLessThan(1e-6);
    }

    // A deep mode waits for T ∝ a₀^{2/L−1}: an error of 1e-7 in its weights moves the rise by (L − 2) 1e-7 T, far more than any tolerance
    // per step. That is allowed beside the millionth.
    [Theory]
    [InlineData(1, 1e-28, 40)]
    [InlineData(2, 1e-28, 60)]
    [InlineData(3, 1e-18, 335_000)]
    [InlineData(4, 1e-12, 167_500)]
    public void At_any_depth_the_defaults_resolve_the_start(int depth, double strength, double until)
    {
        Trial trial = Perform(axes, depth, Aligned(axes, strength), until, Exact(depth));
        trial.Samples["mode1"][^1].ShouldBe(3, tolerance: 1e-6);
        double[] moved = Curve(strength * (1 + depth * 1e-7));
        double[] exact = Curve(strength);
        double[] simulated = trial.Samples["mode1"].ToArray();
        for (int sample = 0; sample < exact.Length; sample++)
        {
            Math.Abs(simulated[sample] - exact[sample])
                .ShouldBeLessThan(1e-6 + Math.Abs(moved[sample] - exact[sample]));
        }

        double[] Curve(double a0) =>
            [
                .. trial
                    .Samples["time"]
                    .ToArray()
                    .Select(ModeSolutions.BalancedMode(depth, 3, 1, a0, timeConstant: 1).StrengthAt),
            ];
    }

    // Gaussian weights of 1e-11: the flow itself at rtol 1e-13 and an absolute tolerance of 1e-15 of the start.
    [Fact]
    public void A_Gaussian_start_of_variance_1e_22_is_resolved_at_the_defaults()
    {
        Trial trial = Perform(axes, 2, new GaussianStart(1e-22, seed: 1), until: 40, new ReferencePrediction());
        WorstOf(trial, "mode1", "reference").ShouldBeLessThan(1e-6);
        WorstOf(trial, "mode2", "reference").ShouldBeLessThan(1e-6);
        trial.Samples["mode1"][^1].ShouldBe(3, tolerance: 1e-6);
        ((Forecast.Curves)trial.Predictions[0].Forecast).StatedError.ShouldNotBeNull().ShouldBeLessThan(1e-7);
    }

    // Entries that are 0 but for rounding of others once these are learned: a tolerance of 1e-22 would take half a million steps to
    // resolve their noise.
    [Fact]
    public void Rounding_of_learned_weights_does_not_hold_a_run_from_a_small_start_to_small_steps()
    {
        Trial trial = Perform(turned, 2, Aligned(turned, 1e-28), until: 60);
        trial.Samples.RowCount.ShouldBeLessThan(5000);
        trial.Samples["mode1"][^1].ShouldBe(3, tolerance: 1e-6);
        trial.Samples["mode2"][^1].ShouldBe(1, tolerance: 1e-6);
    }

    [Theory]
    [InlineData(2, 1e-28, 60)]
    [InlineData(3, 1e-12, 10300)]
    public void Numerical_theories_of_small_starts_err_by_no_more_than_they_state(
        int depth,
        double strength,
        double until
    )
    {
        foreach (LearningTask task in (LearningTask[])[axes, turned])
        {
            Trial trial = Perform(
                task,
                depth,
                Aligned(task, strength),
                until,
                Exact(depth),
                new ReferencePrediction(),
                new EndToEndPrediction()
            );
            foreach (PredictedTrial said in trial.Predictions.Skip(1))
            {
                var curves = (Forecast.Curves)said.Forecast;
                curves.Validity.Standing.ShouldBe(Standing.Numerical);
                curves.Validity.Holds.ShouldBeTrue();
                double stated = curves.StatedError.ShouldNotBeNull();
                // Their own labels may be worse than 1e-10 here, but not useless.
                stated.ShouldBeLessThan(1e-4);
                foreach ((string mode, double target) in new[] { ("mode1", 3.0), ("mode2", 1.0) })
                {
                    // Rounding of t: ulp(12000) × the steepest slope, L s^{2−2/L} s/4 ≈ 10.
                    double rounding = 2e-16 * until * 10;
                    Worst(trial, $"{mode}@{said.Plan.Name}", $"{mode}@exact")
                        .ShouldBeLessThan(stated * target + rounding, $"{said.Plan.Name} {mode} {stated}");
                }
            }
        }
    }

    [Fact]
    public void Of_ordinary_starts_numerical_theories_state_1e_10()
    {
        Trial trial = Perform(
            turned,
            2,
            new BalancedStart(0.01, seed: 2),
            until: 10,
            new ReferencePrediction(),
            new EndToEndPrediction()
        );
        trial
            .Predictions.Select(said => ((Forecast.Curves)said.Forecast).Validity.ToString())
            .ShouldBe(["numerical 1e-10; holds", "numerical 1e-10; holds"]);
    }

    [Theory]
    [InlineData(1e-28, 1e-10, "absoluteTolerance 1e-10 is above the initial weights, 1e-14 ")]
    [InlineData(1e-16, 1e-10, "absoluteTolerance 1e-10 is not small beside the initial weights, 1e-08 ")]
    public void A_given_tolerance_that_does_not_resolve_the_start_is_named_before_the_run(
        double strength,
        double given,
        string expected
    )
    {
        string notice = ToleranceNotice.Of(axes, Given(strength, given)).ShouldNotBeNull();
        notice.ShouldStartWith(expected);
        notice.ShouldContain(strength < 1e-20 ? "give at most 1e-22" : "give at most 1e-16");
    }

    [Theory]
    [InlineData(1e-4, 1e-10)]
    [InlineData(1e-28, 1e-22)]
    public void A_tolerance_that_resolves_the_start_has_no_notice(double strength, double given) =>
        ToleranceNotice.Of(axes, Given(strength, given)).ShouldBeNull();

    private static RunPlan Given(double strength, double absoluteTolerance) =>
        new(
            "r",
            [2],
            Aligned(axes, strength),
            new FlowSettings(new StepRule.Adaptive(ButcherTableau.DormandPrince, 1e-8, absoluteTolerance), 1, 40)
        );

    private static IPrediction Exact(int depth) =>
        depth == 1
            ? new ShallowPrediction(new InitialStrength.Measured())
            : new BalancedPrediction(new InitialStrength.Measured());

    private static AlignedStart Aligned(LearningTask task, double strength) =>
        new(task.Modes.OutputModes, task.Modes.InputModes, [strength, strength]);

    private static double WorstOf(Trial trial, string column, string theory) =>
        Worst(trial, column, $"{column}@{theory}");

    private static double Worst(Trial trial, string one, string other) =>
        trial.Samples[one].ToArray().Zip(trial.Samples[other].ToArray(), (x, y) => Math.Abs(x - y)).Max();

    // At its own steps: sample times that are close together would shorten them, and hide what the tolerance lets pass.
    private static Trial Perform(
        LearningTask task,
        int depth,
        IStart start,
        double until,
        params IPrediction[] theories
    )
    {
        var plan = new RunPlan(
            "r",
            [.. Enumerable.Repeat(2, depth - 1)],
            start,
            new FlowSettings(atDefaults, TimeConstant: 1, until)
        )
        {
            Sample = new SampleTimes.EveryStep(),
            Observe = [Observable.Modes, Observable.Loss],
            Theories =
            [
                .. theories.Select(theory => new TheoryPlan(theory)
                {
                    Name = theory is BalancedPrediction or ShallowPrediction ? "exact" : theory.Name,
                }),
            ],
        };
        return Experiment.Perform(new Scenario("small", task, [plan])).Runs[0].Trials[0];
    }
}
