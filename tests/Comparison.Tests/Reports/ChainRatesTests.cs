using ComparisonTests.Scenarios;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory.Chains;

namespace ComparisonTests.Reports;

/// <summary>Two scalar layers with s = d = 1: η_c = 1.</summary>
public sealed class ChainRatesTests
{
    [Theory]
    [InlineData(0.001, RateRegime.TooSmall)]
    [InlineData(0.5, RateRegime.JustRight)]
    [InlineData(0.9, RateRegime.Oscillating)]
    [InlineData(1.1, RateRegime.Periodic)]
    [InlineData(9, RateRegime.Divergent)]
    public void What_a_rate_does_is_named_before_the_run(double rate, RateRegime expected)
    {
        Scenario scenario = Read(rate);
        ChainRates.Verdict(scenario.Task, scenario.Runs[0])!.Regime.ShouldBe(expected);
        // The mean of squares without ½ has twice the gradient.
        Scenario doubled = Read(rate / 2, "runs.run.learning.loss=mse");
        ChainRates.Verdict(doubled.Task, doubled.Runs[0])!.Regime.ShouldBe(expected);
    }

    [Fact]
    public void What_happened_stands_beside_it()
    {
        ExperimentResult result = Experiment.Perform(Read(0.5));
        string text = RatesDocument.Markdown(result, RatesSummary.Of(result));
        text.ShouldStartWith("# Scalar chains\n\n## run\n\nBefore the run: **just right**. ");
        // a' = a + ½a(1 − a²) from .5, squared, by hand: u = .25, .472…, .752…, .950….
        text.ShouldContain(
            "What happened: After 50 epochs the strength is 1 of 1; it was first within 10 % of its target in epoch 3."
        );
        ExperimentResult lost = Experiment.Perform(Read(9));
        RatesDocument
            .Markdown(lost, RatesSummary.Of(lost))
            .ShouldMatch(@"Before the run: \*\*divergent\*\*.*\n\nWhat happened: It diverged in epoch \d+\.");
    }

    [Theory]
    [InlineData("runs.run.network.hidden=[]")]
    [InlineData("runs.run.network.hidden=[2]")]
    [InlineData("runs.run.learning.schedule={\"kind\":\"inverse\",\"halfAt\":3}")]
    [InlineData("runs.run.learning.optimiser={\"kind\":\"adam\"}")]
    [InlineData("runs.run.start={\"kind\":\"gaussian\",\"variance\":1,\"seed\":1}")]
    [InlineData("runs.run.start.value=-1")]
    [InlineData("task.linear=[-1]")]
    public void Nothing_is_said_of_other_runs(string change)
    {
        Scenario scenario = Read(0.5, change);
        ChainRates.Verdict(scenario.Task, scenario.Runs[0]).ShouldBeNull();
    }

    private static Scenario Read(double rate, params string[] changes)
    {
        using ScenarioFolder folder = new();
        return folder.ReadText(
            FormattableString.Invariant(
                $$"""
                { "name": "s", "task": { "kind": "quadratic", "hessian": [[1]], "linear": [1] },
                  "runs": [{ "name": "run", "network": { "hidden": [1] }, "start": { "kind": "constant", "value": 0.5 },
                    "learning": { "kind": "descent", "rate": {{rate}}, "epochs": 50, "batch": "all", "loss": "halfSquared" } }] }
                """
            ),
            changes
        );
    }
}
