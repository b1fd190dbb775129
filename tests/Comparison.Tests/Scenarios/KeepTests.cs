using ComparisonTests.Reports;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace ComparisonTests.Scenarios;

public sealed class KeepTests
{
    [Theory]
    [InlineData("summary", false)]
    [InlineData("all", true)]
    public void What_is_kept_of_an_ensemble_is_a_setting_of_its_run(string keep, bool keepsSeeds)
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(ScenarioFolder.Good, $"runs.deep.keep={keep}");
        scenario.Runs[0].KeepsSeeds.ShouldBe(keepsSeeds);
        folder.ReadText(scenario.EffectiveSettings).EffectiveSettings.ShouldBe(scenario.EffectiveSettings);
        folder.ReadText(ScenarioFolder.Good).EffectiveSettings.ShouldNotContain("keep");
    }

    [Theory]
    [InlineData(
        "runs.shallow.keep=summary",
        "runs.shallow.keep: must be \"all\" for a run without \"repeat\", which has no summary, but is \"summary\". Remove it."
    )]
    [InlineData("runs.deep.keep=none", "runs.deep.keep: must be \"all\" or \"summary\", but is \"none\".")]
    public void A_summary_needs_an_ensemble(string option, string mistake)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(ScenarioFolder.Good, option).ShouldContain(mistake);
    }

    [Fact]
    public void Files_of_every_seed_cannot_be_observed_and_not_kept()
    {
        using ScenarioFolder folder = new();
        folder
            .Mistake(ScenarioFolder.Good, "runs.deep.keep=summary", "runs.deep.observe=[\"modes\",\"weights\"]")
            .ShouldContain("must be \"all\" where \"map\" or \"weights\" are observed");
    }

    [Theory]
    [InlineData("none", BudgetPlan.None)]
    [InlineData("table", BudgetPlan.Table)]
    [InlineData("figure", BudgetPlan.Figure)]
    public void What_is_written_of_an_error_budget_is_a_setting_of_its_run(string word, BudgetPlan budget)
    {
        using ScenarioFolder folder = new();
        Scenario scenario = folder.ReadText(ScenarioFolder.Good, $"runs.deep.budget={word}");
        scenario.Runs[0].Budget.ShouldBe(budget);
        scenario.Runs[1].Budget.ShouldBe(BudgetPlan.Table);
        folder.ReadText(scenario.EffectiveSettings).Runs[0].Budget.ShouldBe(budget);
        folder
            .Mistake(ScenarioFolder.Good, "runs.deep.budget=all")
            .ShouldContain("runs.deep.budget: must be \"none\", \"table\" or \"figure\", but is \"all\".");
    }

    [Theory]
    [InlineData("seeds")]
    [InlineData("deep.half-rise")]
    public void Names_of_the_files_over_seeds_are_taken(string name)
    {
        using ScenarioFolder folder = new();
        folder.Mistake(ScenarioFolder.Good, $"runs.shallow.name={name}").ShouldContain("must be a name free for files");
    }

    [Theory]
    [InlineData("summary", 0)]
    [InlineData("all", 20)]
    public void A_summary_leaves_no_seeds_own_files_and_both_leave_their_distribution(string keep, int files)
    {
        using ScenarioFolder folder = new();
        using TemporaryFolder output = new();
        Scenario scenario = folder.ReadText(
            ScenarioFolder.Good,
            $"runs.deep.keep={keep}",
            "runs.deep.repeat=20",
            "runs.deep.theories=null",
            "figures=[]"
        );
        ExperimentResult result = Experiment.Perform(scenario);
        using ResultFolder results = ResultFolder.Begin(output.Root, scenario.Name);
        ScenarioReport.Write(result, scenario.SourceText, results);
        string[] written = [.. Directory.EnumerateFiles(results.StagedPath(""), "*.csv", SearchOption.AllDirectories)];
        written.Count(path => Path.GetFileName(path).StartsWith("seed-", StringComparison.Ordinal)).ShouldBe(files);
        written.ShouldContain(results.StagedPath("deep.csv"));
        string[] seeds = File.ReadAllLines(results.StagedPath("seeds.csv"));
        seeds.Length.ShouldBe(3);
        // (τ/2s)[ln(s/σ²) − ψ(7.5)] of the second mode.
        seeds[2].ShouldStartWith("deep,2,asymptotic; holds,2.31497");
        File.Exists(results.StagedPath("deep.half-rise.svg")).ShouldBeTrue();
    }
}
