using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace ComparisonTests.Experiments.Sweeps;

/// <summary>Sweeps whose every cell can be worked out by hand.</summary>
public sealed class SweepRunTests
{
    // One input and one output, half of the square: the distance to the target shrinks by 1 − η an epoch.
    private const string Shallow = """
        {
          "name": "shallow",
          "task": { "kind": "data", "inputs": [[1]], "targets": [[2]] },
          "runs": [{
            "name": "run", "only": "sweeps",
            "network": { "hidden": [] },
            "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "descent", "rate": 0.1, "epochs": 400, "batch": "all", "loss": "halfSquared" },
            "observe": ["modes", "loss"],
            "theories": [{ "kind": "balancedDescent", "initialStrength": 0 }, { "kind": "shallow", "initialStrength": "measured" }]
          }],
          "sweeps": [{
            "name": "by-rate", "run": "run",
            "over": [{ "set": "runs.run.learning.rate", "values": [0.01, 0.1, 0.5, 1, 1.5, 1.9, 2.1, 1e5] }],
            "measure": [
              { "kind": "timeTo", "of": "mode1" }, { "kind": "timeTo", "of": "loss", "fraction": 0.5 },
              { "kind": "rate", "of": "mode1" }, { "kind": "rate", "of": "loss" }, { "kind": "stable", "limit": 2 },
              { "kind": "final", "of": "mode1" }, { "kind": "error", "of": "modes" }
            ]
          }]
        }
        """;

    private static readonly double[] rates = [0.01, 0.1, 0.5, 1, 1.5, 1.9, 2.1, 1e5];

    [Fact]
    public void The_epochs_to_a_fraction_are_those_of_a_geometric_series()
    {
        SweepResult sweep = Perform(Shallow);
        double[] expected = [230, 22, 4, 1, 1, 1, 1, double.NaN]; // ⌈ln 0.1/ln(1 − η)⌉; from η = 1 on the first step overshoots
        Column(sweep, "timeTo:mode1").ShouldBe(expected);
        Column(sweep, "timeTo0.5:loss").ShouldBe([35, 4, 1, 1, 1, 4, double.NaN, double.NaN]); // (1 − η)^{2n} ≤ 1/2
    }

    [Fact]
    public void The_rate_of_a_mode_is_its_factor_and_of_the_loss_its_square()
    {
        SweepResult sweep = Perform(Shallow);
        double[] measured = Column(sweep, "rate:mode1");
        double[] ofLoss = Column(sweep, "rate:loss");
        for (int cell = 0; cell < rates.Length; cell++)
        {
            double factor = Math.Abs(1 - rates[cell]);
            // Relative rounding of the map is 1e-16 of the target, the fit sees distances down to 1e-6 of it.
            measured[cell].ShouldBe(factor, tolerance: 1e-9 * Math.Max(1, factor));
            ofLoss[cell].ShouldBe(factor * factor, tolerance: 1e-9 * Math.Max(1, factor * factor));
        }
    }

    [Fact]
    public void Stable_is_what_shrinks_and_divergence_is_a_result()
    {
        SweepResult sweep = Perform(Shallow);
        Column(sweep, "stable:loss").ShouldBe([1, 1, 1, 1, 1, 1, 0, 0]);
        sweep.Cells.Select(cell => cell.Diverged).ShouldBe([0, 0, 0, 0, 0, 0, 0, 1]);
        Column(sweep, "final:mode1")[^1].ShouldBe(double.NaN);
        // 2 − 2·0.99^400
        Column(sweep, "final:mode1")[0].ShouldBe(2 - 2 * Math.Pow(0.99, 400), tolerance: 1e-13);
    }

    [Fact]
    public void Every_theory_is_measured_as_the_simulation_is()
    {
        SweepResult sweep = Perform(Shallow);
        // The flow: 2(1 − e^{−ηt}) at whole epochs, ⌈ln 10/η⌉, also where the simulation diverged.
        Column(sweep, "timeTo:mode1@shallow-measured").ShouldBe([231, 24, 5, 3, 2, 2, 2, 1]);
        // |(1 − η)ⁿ − e^{−ηn}| · 2 is largest after one step of η = 1: 2/e.
        Column(sweep, "error:modes@shallow-measured")[3].ShouldBe(2 / Math.E, tolerance: 1e-13);
        Column(sweep, "rate:mode1@shallow-measured")[1].ShouldBe(Math.Exp(-0.1), tolerance: 1e-9);
        Column(sweep, "error:modes@balancedDescent")[1].ShouldBe(0, tolerance: 1e-14);
    }

    [Fact]
    public void The_critical_rate_is_predicted_where_the_rate_is_swept()
    {
        SweepResult sweep = Perform(Shallow);
        Column(sweep, "criticalRate@balanced").ShouldAllBe(rate => rate == 2);
        SweepResult mse = Perform(Shallow, "runs.run.learning.loss=mse");
        // Of one output the mean of squares is twice half of the square.
        Column(mse, "criticalRate@balanced").ShouldAllBe(rate => rate == 1);
    }

    [Fact]
    public void Several_seeds_have_a_mean_and_a_spread_beside_it()
    {
        SweepResult sweep = Perform(
            Shallow,
            """runs.run.start={"kind":"gaussian","variance":1,"seed":7}""",
            "runs.run.repeat=3",
            "sweeps.by-rate.over[0].values=[0.1,0.2]"
        );
        Trial[] alone =
        [
            .. Enumerable
                .Range(7, 3)
                .Select(seed => Alone($$"""runs.run.start={"kind":"gaussian","variance":1,"seed":{{seed}}}""")),
        ];
        double[] finals = [.. alone.Select(trial => trial.Samples["mode1"][^1])];
        Column(sweep, "final:mode1")[0].ShouldBe(finals.Average(), tolerance: 1e-14);
        double spread = Math.Sqrt(finals.Sum(value => Math.Pow(value - finals.Average(), 2)) / 2);
        Column(sweep, "final:mode1.sd")[0].ShouldBe(spread, tolerance: 1e-14);
    }

    [Fact]
    public void A_cell_is_the_run_as_it_would_be_by_itself()
    {
        SweepResult sweep = Perform(Shallow);
        Trial alone = Alone("runs.run.learning.rate=0.5");
        Column(sweep, "final:mode1")[2].ShouldBe(alone.Samples["mode1"][^1]);
    }

    [Fact]
    public void What_nothing_is_measured_of_is_not_looked_at()
    {
        RunPlan run = Read(Shallow, """runs.run.observe=["modes","loss","singularValues","map","weights"]""")
            .Sweeps[0]
            .Cells[0]
            .Run;
        SweepObservation
            .Needed(run, [new SweepMeasure.TimeTo("mode1")])
            .Observe.ShouldBe([Observable.Modes, Observable.Loss]);
        SweepObservation
            .Needed(run, [new SweepMeasure.Final("sv1")])
            .Observe.ShouldBe([Observable.Modes, Observable.Loss, Observable.SingularValues]);
    }

    [Fact]
    public void Of_an_interrupted_sweep_nothing_is_kept()
    {
        using var interruption = new CancellationTokenSource();
        var progress = new InterruptAt(0.3, interruption);
        ExperimentResult result = Experiment.Perform(Read(Shallow), progress, interruption.Token);
        result.Sweeps.ShouldBeEmpty();
        result.IsComplete.ShouldBeFalse();
        progress.Last.ShouldBeLessThan(1);
    }

    [Fact]
    public void A_sweep_reports_one_share_of_all_its_cells()
    {
        List<RunProgress> said = [];
        Experiment.Perform(Read(Shallow), new Each(said.Add));
        said.ShouldAllBe(progress => progress.Run == "by-rate" && progress.Trials == 1);
        said.Select(progress => progress.Share).ShouldBe(Enumerable.Range(0, 9).Select(done => done / 8.0));
    }

    internal static double[] Column(SweepResult sweep, string title)
    {
        SweepColumn column = sweep.Columns.Single(column => column.Title == title);
        return [.. Enumerable.Range(0, sweep.Cells.Count).Select(cell => sweep[column, cell])];
    }

    internal static SweepResult Perform(string text, params string[] overrides) =>
        Experiment.Perform(Read(text, overrides)).Sweeps.ShouldHaveSingleItem();

    private static Trial Alone(params string[] overrides) =>
        Experiment.Perform(Read(Shallow, ["runs.run.only=always", "sweeps=[]", .. overrides])).Runs[0].Trials[0];

    private static Scenario Read(string text, params string[] overrides)
    {
        using var folder = new ScenarioFolder();
        folder.Write("s.json", text);
        return new ScenarioReader(TheoryKinds.All).Read(folder.PathOf("s.json"), overrides);
    }

    private sealed class Each(Action<RunProgress> take) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => take(value);
    }

    private sealed class InterruptAt(double share, CancellationTokenSource interruption) : IProgress<RunProgress>
    {
        public double Last { get; private set; }

        public void Report(RunProgress value)
        {
            Last = value.Share;
            if (value.Share >= share)
            {
                interruption.Cancel();
            }
        }
    }
}
