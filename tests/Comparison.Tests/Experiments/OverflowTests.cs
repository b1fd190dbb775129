using ComparisonTests.Reports;
using ComparisonTests.Scenarios;
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Experiments;

/// <summary>Runs whose loss overflows while every weight is finite have diverged, however they are stepped.</summary>
public sealed class OverflowTests : IDisposable
{
    // W' = 100(1 − W): a step of 0.1 multiplies the error by the stability polynomial at −10.
    private const string Flow = """
        { "name": "overflow",
          "task": { "kind": "moments", "sigmaX": [[100]], "sigmaYX": [[100]] },
          "runs": [ { "name": "run", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "flow", "method": "euler", "step": 0.1, "timeConstant": 1, "until": 20 },
            "sample": { "every": 1 }, "observe": ["modes"] } ] }
        """;

    // Every epoch multiplies w − 2 by 1 − η.
    private const string Descent = """
        { "name": "overflow",
          "task": { "kind": "data", "inputs": [[1]], "targets": [[2]] },
          "runs": [ { "name": "run", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "descent", "rate": 11, "epochs": 200, "batch": "all", "loss": "halfSquared" },
            "observe": ["modes"] } ] }
        """;

    private static readonly KeyValuePair<string, string>[] managed =
    [
        new("provider", "managed"),
        new("version", "5.0"),
        new("library", ""),
        new("threadingLayer", ""),
        new("threads", "1"),
        new("branch", ""),
    ];

    private readonly ScenarioFolder folder = new();
    private readonly TemporaryFolder output = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    // R(−10) of Euler −9, Heun 41, RK4 291. The loss 50 R^{20t} passes 1.8e308 between t − 1 and t.
    [Theory]
    [InlineData("euler", 9, 17)]
    [InlineData("heun", 41, 10)]
    [InlineData("rk4", 291, 7)]
    public void A_flow_diverges_where_its_loss_overflows_though_no_one_observes_it(
        string method,
        double factor,
        int time
    )
    {
        Trial trial = Perform(Flow, $"runs.run.learning.method={method}").Trials[0];
        (Math.Log10(50) + 20 * time * Math.Log10(factor)).ShouldBeGreaterThan(Math.Log10(double.MaxValue));
        (Math.Log10(50) + 20 * (time - 1) * Math.Log10(factor)).ShouldBeLessThan(Math.Log10(double.MaxValue));
        trial.Outcome.ShouldBe(Outcome.Diverged.In("the loss", time, step: 10 * time));
        trial.Samples.RowCount.ShouldBe(time);
        double.IsFinite(trial.FinalWeights[0][0, 0]).ShouldBeTrue();
    }

    // ½(2·10ⁿ)² overflows at n = 154; the training loss met it at the beginning of epoch 155, after the sample.
    [Fact]
    public void A_descent_diverges_where_its_loss_overflows()
    {
        Trial trial = Perform(Descent).Trials[0];
        trial.Outcome.ShouldBe(Outcome.Diverged.In("the loss", time: 154, step: 154));
        trial.Samples.RowCount.ShouldBe(154);
    }

    [Fact]
    public void Between_two_samples_the_training_loss_ends_a_descent() =>
        Perform(Descent, """runs.run.sample={"every":200}""")
            .Trials[0]
            .Outcome.ShouldBe(Outcome.Diverged.In("the training loss", time: 155, step: 155));

    public static TheoryData<string> Rules { get; } =
    [
        """{"kind":"plain"}""",
        """{"kind":"heavyBall","momentum":0.9}""",
        """{"kind":"nesterov","momentum":0.9}""",
        """{"kind":"rmsProp"}""",
        """{"kind":"adam"}""",
        """{"kind":"rprop"}""",
        """{"kind":"newton"}""",
        """{"kind":"gaussNewton"}""",
    ];

    [Theory, MemberData(nameof(Rules))]
    public void No_table_has_an_infinity_under_any_loss_depth_and_rule(string rule)
    {
        foreach (string loss in (string[])["mse", "halfSquared"])
        {
            foreach (string layers in (string[])["[]", "[2]", "[2,2]"])
            {
                foreach (double rate in (double[])[3, 1e3, 1e60, 1e150])
                {
                    RunResult run = Perform(
                        Descent,
                        $"runs.run.learning.loss={loss}",
                        $"runs.run.learning.optimiser={rule}",
                        FormattableString.Invariant($"runs.run.learning.rate={rate}"),
                        $"runs.run.network.hidden={layers}",
                        "runs.run.start.value=0.5",
                        """runs.run.observe=["modes","singularValues","loss","parameters"]"""
                    );
                    ShouldBeFinite(run.Trials[0].Samples);
                    run.Trials[0].Outcome.ShouldNotBeNull();
                }
            }
        }
    }

    [Fact]
    public void A_run_whose_start_overflows_has_no_sample_and_is_written_nevertheless()
    {
        ExperimentResult result = Experiment.Perform(
            folder.ReadText(
                Flow,
                "runs.run.start.value=1e150",
                "runs.run.network.hidden=[2,2]",
                "runs.run.budget=figure"
            )
        );
        result.Runs[0].Trials[0].Outcome.ShouldBe(Outcome.Diverged.In("the loss", time: 0, step: 0));
        result.Runs[0].Trials[0].Samples.RowCount.ShouldBe(0);
        using ResultFolder results = ResultFolder.Begin(output.Path("out"), "overflow");
        ScenarioReport.Write(result, "{}"u8.ToArray(), results);
    }

    [Fact]
    public void A_run_observed_beside_on_another_core_ends_at_the_same_sample_with_the_same_weights()
    {
        var task = new LearningTask(
            Matrix<double>.Build.DenseIdentity(64) * 100,
            Matrix<double>.Build.DenseIdentity(64) * 100
        );
        RunPlan plan = new(
            "run",
            [],
            new ConstantStart(0),
            new FlowSettings(new StepRule.Fixed(ButcherTableau.Euler, 0.1), TimeConstant: 1, Until: 20)
        )
        {
            Sample = new SampleTimes.Every(1),
        };
        Trial inTurn = new TrialRun(task, plan, plan.Start).Perform(default);
        Trial beside = new TrialRun(task, plan, plan.Start) { HasSpareCore = true }.Perform(default);
        // ½·100·64 · 81^{10t}: as above, for 64 entries.
        inTurn.Outcome.ShouldBe(Outcome.Diverged.In("the loss", time: 16, step: 160));
        beside.Outcome.ShouldBe(inTurn.Outcome);
        beside.FinalWeights.ShouldBe(inTurn.FinalWeights);
        beside.Samples.RowCount.ShouldBe(inTurn.Samples.RowCount);
    }

    [Fact]
    public void A_run_that_diverges_after_it_was_resumed_ends_as_without_a_stop()
    {
        Scenario scenario = folder.ReadText(Flow);
        Trial whole = Experiment.Perform(scenario).Runs[0].Trials[0];
        using var interruption = new CancellationTokenSource();
        int left = 105;
        Experiment.Perform(
            scenario,
            (sizes, task, timeConstant) =>
                new Stopping(
                    new GradientFlowField(sizes, task.Moments, timeConstant, MatrixProducts.Current),
                    () =>
                    {
                        if (--left == 0)
                        {
                            interruption.Cancel();
                        }
                    }
                ),
            Open(scenario, every: 3, resume: false),
            interruption: interruption.Token
        );
        Trial resumed = Experiment
            .Perform(scenario, field: null, Open(scenario, every: null, resume: true))
            .Runs[0]
            .Trials[0];
        resumed.Outcome.ShouldBe(whole.Outcome);
        resumed.FinalWeights.ShouldBe(whole.FinalWeights);
        resumed.Samples["mode1"].ToArray().ShouldBe(whole.Samples["mode1"].ToArray());
        // And again from the checkpoint that it left when it diverged.
        Experiment
            .Perform(scenario, field: null, Open(scenario, every: null, resume: true))
            .Runs[0]
            .Trials[0]
            .Outcome.ShouldBe(whole.Outcome);
    }

    // The run stays at its target, where the recursion from 0 overflows: 2 − 2(−10)ⁿ, its loss at n = 154.
    [Fact]
    public void A_theory_that_overflows_beside_a_run_that_does_not_ends_there_with_its_reason()
    {
        Scenario scenario = folder.ReadText(Descent, "runs.run.start.value=2", """runs.run.observe=["modes","loss"]""");
        RunPlan withTheory = scenario.Runs[0] with
        {
            Theories = [new TheoryPlan(new ShallowDescentPrediction(new InitialStrength.Prescribed(0)))],
        };
        ExperimentResult result = Experiment.Perform(scenario with { Runs = [withTheory] });
        RunResult run = result.Runs[0];
        run.Trials[0].Outcome.ShouldBeOfType<Outcome.Reached>();
        PredictedTrial said = run.Trials[0].Predictions[0];
        said.Forecast.ShouldBeOfType<Forecast.Curves>().Until.ShouldBe(153);
        run.Trials[0].SamplesOf(said.Plan.Name).ShouldBe(154);
        ShouldBeFinite(run.Trials[0].Samples);
        foreach (ErrorRow row in RunErrors.Of(run))
        {
            double.IsFinite(row.MaximumDifference.Value).ShouldBeTrue(row.Observable);
            double.IsFinite(row.RootMeanSquare.Value).ShouldBeTrue(row.Observable);
        }
        TheoryNotes.Markdown(result).ShouldContain("loss overflows at 154, and the curve ends at the sample before");
    }

    [Fact]
    public void In_a_sweep_an_overflowing_cell_has_diverged_and_has_no_final_loss()
    {
        Scenario scenario = folder.ReadText(
            Descent,
            """runs.run.observe=["modes","loss"]""",
            """sweeps=[{"name":"by-rate","run":"run","over":[{"set":"runs.run.learning.rate","values":[0.5,11]}],"measure":[{"kind":"final","of":"loss"},{"kind":"stable"}]}]""",
            "runs.run.only=sweeps"
        );
        var sweep = Experiment.Perform(scenario).Sweeps[0];
        sweep.Cells.Select(cell => cell.Diverged).ShouldBe([0, 1]);
        double[] losses = [.. sweep.Cells.Select(cell => cell.Values[new(new SweepMeasure.Final("loss"), null)])];
        losses[0].ShouldBe(0, tolerance: 1e-100);
        double.IsNaN(losses[1]).ShouldBeTrue();
    }

    // Around 0 ± 1e200, as a column may be of weights that are not in the loss: their squares are no numbers.
    [Fact]
    public void Mean_and_deviation_of_numbers_whose_squares_overflow_are_numbers()
    {
        Estimate estimate = Estimate.Over([1e200, -1e200, 3e200]);
        (estimate.Value / 1e200).ShouldBe(1, tolerance: 1e-12);
        (estimate.Spread!.Value / 1e200).ShouldBe(2, tolerance: 1e-12);
    }

    [Fact]
    public void A_step_that_diverges_is_told_from_a_large_error_in_a_convergence_study()
    {
        Scenario scenario = folder.ReadText(Flow);
        var study = ConvergenceStudy.Of(scenario.Task, scenario.Runs[0], halvings: 4);
        // 0.1 to 0.025 are beyond 0.02: 9, 4 and 1.5 to the power of the steps; 1.5^800 = 7e140 is still a number, its square is not.
        study.Rows.Select(row => double.IsFinite(row.Error)).ShouldBe([false, false, true, true, true]);
    }

    private RunResult Perform(string text, params string[] overrides) =>
        Experiment.Perform(folder.ReadText(text, overrides)).Runs[0];

    private static void ShouldBeFinite(Table table)
    {
        foreach (string column in table.Columns)
        {
            table[column].ToArray().ShouldNotContain(value => double.IsInfinity(value), column);
        }
    }

    private CheckpointStore Open(Scenario scenario, double? every, bool resume) =>
        CheckpointStore.Open(
            "s.json",
            output.Path("a"),
            CheckpointSettings.Of(scenario, managed),
            new CheckpointRequest(every, resume)
        );

    /// <summary>Calls something before every evaluation.</summary>
    private sealed class Stopping(IVectorField inner, Action evaluating) : IVectorField
    {
        public int Dimension => inner.Dimension;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            evaluating();
            inner.Evaluate(time, state, derivative);
        }
    }
}
