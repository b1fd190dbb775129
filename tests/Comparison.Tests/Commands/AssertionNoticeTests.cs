namespace ComparisonTests.Commands;

public sealed class AssertionNoticeTests
{
    private const string Items = """
        { "name": "items",
          "task": { "kind": "data", "inputs": [[1, 0], [0, 1.0625]], "targets": [[1], [2]], "sigmaX": "identity" },
          "runs": [
            { "name": "a", "network": { "hidden": [2] },
              "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.5, "epochs": 10, "batch": "all" } } ] }
        """;

    [Fact]
    public void Inputs_that_are_not_as_white_as_asserted_are_run_and_noticed()
    {
        using var dynamics = new DynamicsProcess();
        string path = dynamics.Write("items.json", Items);
        DynamicsProcess.Result result = dynamics.Run("run", path);
        result.ExitCode.ShouldBe(0, result.Errors);
        // 1.0625² − 1.
        result.Errors.ShouldContain(
            $"{path}: task.sigmaX: is asserted to be the identity, but differs from it by up to 0.128906. Theories get Σ^x as it is."
        );
    }

    [Fact]
    public void White_inputs_are_asserted_in_silence()
    {
        using var dynamics = new DynamicsProcess();
        string path = dynamics.Write("items.json", Items.Replace("1.0625", "-1", StringComparison.Ordinal));
        DynamicsProcess.Result result = dynamics.Run("run", path);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Errors.ShouldNotContain("sigmaX");
    }

    [Fact]
    public void Sizes_beyond_memory_end_with_2_and_one_line()
    {
        using var dynamics = new DynamicsProcess();
        string path = dynamics.Write("items.json", Items);
        foreach (
            string task in (string[])
                [
                    """{"kind":"diffuseTree","features":9,"depth":2000,"branching":9,"flip":0.1,"seed":1}""",
                    """{"kind":"diffuseTree","features":2147483647,"depth":3,"branching":9,"flip":0.1,"seed":1}""",
                    """{"kind":"teacherStudent","inputs":2147483647,"outputs":2147483647,"items":2147483647,"seed":1}""",
                ]
        )
        {
            DynamicsProcess.Result result = dynamics.Run("run", path, "--set", $"task={task}");
            result.ExitCode.ShouldBe(2, result.Errors);
            result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, result.Errors);
            result.Errors.ShouldContain("must leave a data set that fits in memory");
            dynamics.HasResults().ShouldBeFalse();
        }
    }
}
