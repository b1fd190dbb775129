using ComparisonTests.Scenarios;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

/// <summary>What is known of the steps of a flow before it runs.</summary>
public sealed class FlowStepsTests : IDisposable
{
    private const string Stiff = """
        { "name": "stiff",
          "task": { "kind": "moments", "sigmaX": [[1000000, 0], [0, 0.000001]], "sigmaYX": [[1000000, 0.000001]] },
          "runs": [ { "name": "r", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 1000000 } } ] }
        """;

    private const string Deep = """
        { "name": "deep",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [ { "name": "r", "network": { "hidden": [4, 4] }, "start": { "kind": "gaussian", "variance": 10000, "seed": 1 },
            "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 15 } } ] }
        """;

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    // 1e6 units of time in steps of 3.307e-6.
    [Fact]
    public void A_stiff_flow_is_named_with_its_steps_and_the_closed_form_that_needs_none()
    {
        string notice = Notice(Stiff).ShouldNotBeNull();
        notice.ShouldContain("λ₁ = 1e+06");
        notice.ShouldContain("about 3e+11 steps");
        notice.ShouldContain("\"shallow\"");
    }

    [Theory]
    [InlineData("euler", "explicit Euler is stable for step · λ₁ < 2; here 10")]
    [InlineData("heun", "explicit Heun is stable for step · λ₁ < 2; here 10")]
    [InlineData("rk4", "explicit RK4 is stable for step · λ₁ < 2.785; here 10")]
    public void A_step_beyond_the_limit_of_its_method_may_diverge(string method, string limit)
    {
        string rule =
            $"runs.r.learning={{\"kind\":\"flow\",\"method\":\"{method}\",\"step\":0.00001,\"timeConstant\":1,\"until\":1}}";
        Notice(Stiff, rule).ShouldNotBeNull().ShouldContain(limit);
        Notice(Stiff, rule, "runs.r.mayDiverge=true").ShouldBeNull();
        Notice(Stiff, rule.Replace("0.00001", "0.000001", StringComparison.Ordinal)).ShouldBeNull();
    }

    [Fact]
    public void The_time_constant_and_the_decay_are_in_the_rate()
    {
        string rule =
            """runs.r.learning={"kind":"flow","method":"euler","step":0.1,"timeConstant":5,"weightDecay":4,"until":1}""";
        Notice(Stiff, rule).ShouldNotBeNull().ShouldContain("here 20000.1"); // 0.1(1e6 + 4)/5
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10000)]
    public void Large_initial_weights_of_three_layers_are_stiff_at_the_start(double variance)
    {
        string notice = Notice(
                Deep,
                FormattableString.Invariant($"runs.r.start.variance={variance}"),
                "runs.r.learning.until=15000"
            )
            .ShouldNotBeNull();
        notice.ShouldContain("at the initial weights");
        notice.ShouldContain("Smaller initial weights");
    }

    [Fact]
    public void An_ordinary_flow_has_no_notice()
    {
        Notice(ScenarioFolder.Good).ShouldBeNull();
        Notice(Deep, "runs.r.start.variance=0.01").ShouldBeNull();
    }

    // W₂ = diag(3, 1), W₁ = diag(5, 2), Σ^x = diag(4, 1): max(‖W₂‖² 4, ‖W₁√Σ^x‖²) = max(36, 100).
    [Fact]
    public void The_curvature_at_given_weights_is_that_of_the_stiffest_layer()
    {
        var task = new LearningTask(
            Matrix<double>.Build.DenseOfDiagonalArray([4, 1]),
            Matrix<double>.Build.DenseOfDiagonalArray([2, 1])
        );
        Dynamics
            .Comparison.Observation.LargestCurvature.At(
                task,
                [Matrix<double>.Build.DenseOfDiagonalArray([5, 2]), Matrix<double>.Build.DenseOfDiagonalArray([3, 1])]
            )
            .ShouldBe(100, tolerance: 1e-9);
    }

    private string? Notice(string text, params string[] overrides)
    {
        folder.Write("s.json", text);
        Scenario scenario = new ScenarioReader(TheoryKinds.All).Read(folder.PathOf("s.json"), overrides);
        RunPlan run = scenario.Runs[0];
        return FlowSteps.Of(scenario.Task, run, run.StartingWeights(scenario.Task))!.Notice(scenario.Task, run);
    }
}
