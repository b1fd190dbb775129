namespace ComparisonTests.Commands;

public sealed class ExplainTests
{
    private const string Sheet = """
        { "name": "a",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [3] },
              "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "euler", "step": 0.1, "timeConstant": 1, "until": 5 },
              "theories": [{ "kind": "balanced", "initialStrength": 0.02 }] } ] }
        """;

    [Fact]
    public void It_ends_with_0_prints_the_budget_in_words_and_writes_nothing()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run("explain", dynamics.Write("a.json", Sheet));
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldStartWith("# Why simulation and formula differ");
        result.Output.ShouldContain("is start value (the formula was given another strength");
        result.Output.ShouldContain("is step size (what the steps of this run add");
        result.Output.ShouldContain("| sv1 |");
        result.Errors.ShouldBeEmpty();
        dynamics.HasResults().ShouldBeFalse();
    }

    [Fact]
    public void A_setting_may_be_replaced_and_where_formula_and_start_agree_no_start_value_is_named()
    {
        using var dynamics = new DynamicsProcess();
        string[] set = ["--set", "runs.deep.theories[0].initialStrength=0.01"];
        DynamicsProcess.Result result = dynamics.Run(["explain", dynamics.Write("a.json", Sheet), .. set]);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldNotContain("is start value (");
        result.Output.ShouldContain("is step size (");
    }

    [Theory]
    [InlineData("runs.deep.theories=null")]
    [InlineData("runs.deep.observe=[\"loss\"]")]
    public void A_scenario_with_nothing_to_explain_ends_with_2_and_says_what_to_add(string set)
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run("explain", dynamics.Write("a.json", Sheet), "--set", set);
        result.ExitCode.ShouldBe(2, result.Output);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain("a.json: runs: must hold a run of a linear network that observes \"modes\"");
        result.Errors.ShouldContain("Add \"theories\"");
        result.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_run_that_diverges_ends_with_3_and_is_not_explained()
    {
        using var dynamics = new DynamicsProcess();
        string[] wild = ["--set", "runs.deep.learning.step=3", "--set", "runs.deep.learning.until=300"];
        DynamicsProcess.Result result = dynamics.Run(["explain", dynamics.Write("a.json", Sheet), .. wild]);
        result.ExitCode.ShouldBe(3, result.Errors);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain("runs.deep: must reach its end to be explained, but diverged");
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("explain", "missing.json")]
    [InlineData("explain", "a.json", "--seeds", "3")]
    public void Wrong_usage_ends_with_2(params string[] arguments)
    {
        using var dynamics = new DynamicsProcess();
        dynamics.Write("a.json", Sheet);
        DynamicsProcess.Result result = dynamics.Run(arguments);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldNotBeEmpty();
    }
}
