using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;

namespace ComparisonTests.Scenarios;

public sealed class OptimalRateTests
{
    // λ = 1 and 0.01.
    private const string Quadratic = """
        {
          "name": "a",
          "task": { "kind": "quadratic", "hessian": { "eigenvalues": [1, 0.01] }, "optimum": [1, 1] },
          "runs": [{
            "name": "run", "network": { "hidden": [] }, "start": { "kind": "constant", "value": 0 },
            "learning": { "kind": "descent", "rate": "optimal", "epochs": 5, "batch": "all", "loss": "halfSquared" }
          }]
        }
        """;

    private const string HeavyBall = """runs.run.learning.optimiser={"kind":"heavyBall","momentum":"optimal"}""";

    [Fact]
    public void The_best_rate_and_momentum_are_those_of_the_spectrum()
    {
        Learning().Rate.ShouldBe(2 / 1.01, tolerance: 1e-15);
        DescentSettings rolling = Learning(HeavyBall);
        // (2/(1 + 0.1))² and ((10 − 1)/(10 + 1))².
        rolling.Rate.ShouldBe(3.305785123966942, tolerance: 1e-14);
        ((Optimiser.Momentum)rolling.Optimiser).Coefficient.ShouldBe(0.6694214876033057, tolerance: 1e-14);
    }

    [Fact]
    public void Twice_the_curvature_takes_half_the_rate()
    {
        Learning("runs.run.learning.loss=mse").Rate.ShouldBe(1 / 1.01, tolerance: 1e-15);
        Learning("runs.run.learning.weightDecay=0.5").Rate.ShouldBe(2 / 2.01, tolerance: 1e-15);
    }

    [Fact]
    public void It_follows_the_task_and_is_written_down_as_the_word()
    {
        using ScenarioFolder folder = new();
        Scenario read = folder.ReadText(Quadratic, HeavyBall);
        read.EffectiveSettings.ShouldContain("\"rate\":\"optimal\"");
        folder.ReadText(read.EffectiveSettings).EffectiveSettings.ShouldBe(read.EffectiveSettings);
        Learning("task.hessian.eigenvalues=[1,1]").Rate.ShouldBe(1, tolerance: 1e-15);
    }

    [Theory]
    [InlineData(
        "runs.run.network.hidden=[2]",
        "must be a number where no best rate is known, but is \"optimal\". It is known of linear networks without hidden layers"
    )]
    [InlineData(
        """runs.run.learning.optimiser={"kind":"adam"}""",
        "must be a number where no best rate is known, but is \"optimal\". It is known of plain descent and of momentum"
    )]
    [InlineData("runs.run.learning.batch=1", "It is that of full batches: give \"batch\": \"all\".")]
    [InlineData("""task={"kind":"quadratic","hessian":{"eigenvalues":[1,0]},"linear":[1,0]}""", "is 0, so κ = ∞")]
    [InlineData(
        """runs.run.learning.optimiser={"kind":"nesterov","momentum":0.5}""",
        "optimiser.momentum: must be \"optimal\" where \"rate\" is, but is 0.5"
    )]
    public void Where_none_is_known_it_says_why(string option, string told)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(Quadratic, option).ShouldContain(told);
    }

    [Fact]
    public void The_best_momentum_is_that_of_the_best_rate()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(Quadratic, "runs.run.learning.rate=1", HeavyBall)
            .ShouldContain("must be a number where \"rate\" is one, but is \"optimal\": the two are best together.");
    }

    private static DescentSettings Learning(params string[] options)
    {
        using ScenarioFolder folder = new();
        return (DescentSettings)folder.ReadText(Quadratic, options).Runs[0].Learning;
    }
}
