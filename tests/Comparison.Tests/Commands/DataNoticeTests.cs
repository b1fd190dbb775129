namespace ComparisonTests.Commands;

public sealed class DataNoticeTests
{
    private const string Coin = """
        { "name": "coin",
          "task": { "kind": "diffuseTree", "features": 9, "depth": 2, "branching": 2, "flip": 0.5, "seed": 3 },
          "runs": [
            { "name": "relu",
              "network": { "hidden": [6], "activation": { "kind": "relu", "on": "all" } },
              "start": { "kind": "torchDefault", "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": 1 },
              "observe": ["singularValues"] } ],
          "figures": [{ "name": "curves", "panels": [{ "series": ["relu/singularValues"] }] }] }
        """;

    [Fact]
    public void Data_without_hierarchy_are_called_so_on_stderr_and_in_the_folder()
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run("run", dynamics.Write("coin.json", Coin));
        result.ExitCode.ShouldBe(0, result.Errors);
        // √9 ∓ √4.
        const string Sentence = "between 1.000 and 5.000 for 9 × 4 (Marchenko–Pastur)";
        result.Errors.ShouldContain("notice: coin: task: These data have no hierarchy: ");
        result.Errors.ShouldContain(Sentence);
        Text("data.md").ShouldContain(Sentence);
        Text("spectrum.csv").Split('\n').Length.ShouldBe(6); // a header, four items, and the end
        Text("learning.md").ShouldContain(" of 9 |"); // dead outputs
        Text("half-rise.csv").ShouldStartWith("observable,target,relu target,relu\nsv1,");
        Text("manifest.json").ShouldContain("learning.csv");

        string Text(string file) => File.ReadAllText(Path.Combine(dynamics.Folder, "results", "coin", file));
    }

    [Fact]
    public void Data_with_a_hierarchy_need_no_notice()
    {
        using var dynamics = new DynamicsProcess();
        string tree = Coin.Replace("\"flip\": 0.5", "\"flip\": 0.1", StringComparison.Ordinal);
        dynamics.Run("run", dynamics.Write("tree.json", tree)).Errors.ShouldNotContain("hierarchy");
    }
}
