using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Descent;

namespace ComparisonTests.Scenarios;

/// <summary>The loss of the nearest linear map is not called the loss of a network that is not this map.</summary>
public sealed class LinearMapLossTests : IDisposable
{
    // The line y = 0.1x + 0.3 through five items.
    private const string Line = """
        { "name": "bias",
          "task": { "kind": "data", "inputs": [[0], [1], [2], [3], [4]], "targets": [[0.3], [0.4], [0.5], [0.6], [0.7]], "moments": "mean" },
          "runs": [ { "name": "line", "network": { "hidden": [], "bias": true }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "descent", "rate": 0.05, "epochs": 100, "batch": "all" }, "sample": { "every": 10 },
            "observe": ["parameters", "linearMapLoss"] } ] }
        """;

    private const string Tree = """
        { "name": "tree",
          "task": { "kind": "data", "inputs": [[1, 0], [0, 1]], "targets": [[1, 0], [0, 1]] },
          "runs": [ { "name": "run", "network": { "hidden": [2] }, "start": { "kind": "gaussian", "variance": 0.1, "seed": 1 },
            "learning": { "kind": "descent", "rate": 0.1, "epochs": 5, "batch": "all" } } ] }
        """;

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    // W = 0.1039987, b = 0.2886005 and the excess of ½·mse 2.18e-5 by NumPy.
    [Fact]
    public void A_line_with_a_bias_is_learned_and_its_map_loss_has_a_name_of_its_own()
    {
        Trial trial = Experiment.Perform(folder.ReadText(Line)).Runs[0].Trials[0];
        trial.Samples["p1"][^1].ShouldBe(0.1039987, tolerance: 5e-8);
        trial.Samples["p2"][^1].ShouldBe(0.2886005, tolerance: 5e-8);
        trial.Samples.IndexOf("loss").ShouldBe(-1);
        // What the column has is 183 times less than the ½·mse that is left.
        (2.18e-5 / trial.Samples["linearMapLoss"][^1]).ShouldBe(183, tolerance: 2);
    }

    [Theory]
    [InlineData("""runs.run.network.bias=true""", "has biases")]
    [InlineData("""runs.run.network.activation={"kind":"relu"}""", "has an activation")]
    [InlineData("""runs.run.learning.loss=crossEntropy""", "descends the cross-entropy")]
    public void Where_it_is_not_the_loss_it_is_refused_by_name_and_the_default_is_the_other(
        string setting,
        string reason
    )
    {
        folder
            .ReadText(Tree, setting)
            .Runs[0]
            .Observe.ShouldBe([Observable.Modes, Observable.SingularValues, Observable.LinearMapLoss]);
        string mistake = folder.Mistake(Tree, setting, """runs.run.observe=["loss"]""");
        mistake.ShouldContain($"must be of a linear network that descends a squared error, but this run {reason}");
        mistake.ShouldContain("\"linearMapLoss\"");
        mistake.ShouldContain("\"trainLoss\"");
        folder
            .Mistake(Tree, setting, """figures=[{"name":"a","panels":[{"series":["run/loss"]}]}]""")
            .ShouldContain("Draw its \"trainLoss\", or \"linearMapLoss\"");
        Scenario swept = folder.ReadText(
            Tree,
            setting,
            """sweeps=[{"name":"s","run":"run","over":[{"set":"runs.run.learning.rate","values":[0.1,0.2]}],"measure":[{"kind":"stable"}]}]"""
        );
        swept.Sweeps[0].Measures[0].ShouldBe(new SweepMeasure.Stable("linearMapLoss"));
    }

    [Fact]
    public void Of_a_linear_network_it_is_the_loss()
    {
        folder.ReadText(Tree).Runs[0].Observe.ShouldBe([Observable.Modes, Observable.SingularValues, Observable.Loss]);
        Trial trial = Experiment
            .Perform(folder.ReadText(Tree, """runs.run.observe=["loss","linearMapLoss"]"""))
            .Runs[0]
            .Trials[0];
        trial.Samples["linearMapLoss"].ToArray().ShouldBe(trial.Samples["loss"].ToArray());
    }

    // E[[x, 1][x, 1]ᵀ] = [[6, 2], [2, 1]] has the eigenvalues (7 ± √41)/2: κ = 22.46 and a limit of 1/λ₁ = 0.14922 of the mse.
    [Theory]
    [InlineData("mean")]
    [InlineData("sum")]
    public void A_layer_with_a_bias_has_the_critical_rate_and_condition_of_its_inputs_and_a_constant(string moments)
    {
        double largest = (7 + Math.Sqrt(41)) / 2;
        Scenario scenario = folder.ReadText(
            Line,
            $"task.moments={moments}",
            """runs.line.learning.rate={"ofCritical":0.9}"""
        );
        ((DescentSettings)scenario.Runs[0].Learning).Rate.ShouldBe(0.9 / largest, tolerance: 1e-12);
        DataDocument
            .Markdown(scenario.Task, new TaskSpectrum(scenario.Task), withBias: true)
            .ShouldContain("learns from [x, 1]. Condition number of its moments: κ = ");
        DataDocument.Markdown(scenario.Task, new TaskSpectrum(scenario.Task), withBias: true).ShouldContain("= 22.46.");
    }

    [Theory]
    [InlineData(0.99, true)]
    [InlineData(1.01, false)]
    public void Below_that_rate_it_learns_and_above_it_it_does_not(double fraction, bool isStable)
    {
        Trial trial = Experiment
            .Perform(
                folder.ReadText(
                    Line,
                    FormattableString.Invariant($"runs.line.learning.rate={{\"ofCritical\":{fraction}}}"),
                    "runs.line.learning.epochs=5000"
                )
            )
            .Runs[0]
            .Trials[0];
        double loss = trial.Samples["trainLoss"][^1];
        (loss < 1e-6).ShouldBe(isStable);
    }
}
