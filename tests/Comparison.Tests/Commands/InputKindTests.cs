using System.Diagnostics;

namespace ComparisonTests.Commands;

/// <summary>Inputs that are no files of text: each ends the tool with exit code 2 and one sentence.</summary>
public sealed class InputKindTests
{
    // A tool that opens a FIFO waits for a writer, and one that reads a device for its end.
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(2);

    private const string FromFile = """
        { "name": "s",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": "m.csv" },
          "runs": [
            { "name": "r", "network": { "hidden": [2] }, "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 1 } } ] }
        """;

    [Theory]
    [InlineData("m.csv", "a FIFO (a pipe)")]
    [InlineData("/dev/zero", "a device")]
    public void A_matrix_file_without_an_end_is_refused_before_it_is_opened(string file, string kind)
    {
        using var dynamics = new DynamicsProcess();
        MakeFifo(Path.Combine(dynamics.Folder, "m.csv"));
        dynamics.Write("s.json", FromFile);
        Refusal(dynamics, "run", "s.json", "--set", $"task.sigmaYX={file}")
            .ShouldEndWith(
                $": task.sigmaYX: must be a regular file, but \"{file}\" is {kind}. Write its content to a file and give that one."
            );
        dynamics.HasResults().ShouldBeFalse();
    }

    [Fact]
    public void A_matrix_file_of_gigabytes_is_refused_before_it_is_read()
    {
        using var dynamics = new DynamicsProcess();
        using (FileStream file = File.Create(Path.Combine(dynamics.Folder, "m.csv")))
        {
            // All of it is a hole, which takes no room on disk.
            file.SetLength(5L << 40);
        }
        dynamics.Write("s.json", FromFile);
        Refusal(dynamics, "run", "s.json")
            .ShouldEndWith(
                ": task.sigmaYX: must be a file of at most 1 GiB, but \"m.csv\" has 5 TiB. Give a smaller one."
            );
    }

    [Fact]
    public void A_scenario_without_an_end_is_refused_before_it_is_opened()
    {
        using var dynamics = new DynamicsProcess();
        string path = Path.Combine(dynamics.Folder, "s.json");
        MakeFifo(path);
        Refusal(dynamics, "run", "s.json")
            .ShouldBe(
                "s.json: scenario: must be a regular file, but \"s.json\" is a FIFO (a pipe). Write its content to a file and give that one."
            );
    }

    [Fact]
    public void Results_that_hold_a_FIFO_are_not_compared()
    {
        using var dynamics = new DynamicsProcess();
        string folder = Directory.CreateDirectory(Path.Combine(dynamics.Folder, "fresh", "s")).FullName;
        MakeFifo(Path.Combine(folder, "manifest.json"));
        Refusal(dynamics, "compare", "fresh", "fresh")
            .ShouldBe("fresh: must hold regular files only, but s/manifest.json is a FIFO (a pipe). Remove it.");
    }

    private static string Refusal(DynamicsProcess dynamics, params string[] arguments)
    {
        using Process process = dynamics.Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(longest))
        {
            process.Kill();
            Assert.Fail("the tool waits for a file that has no end");
        }
        process.ExitCode.ShouldBe(2);
        string[] lines = errors.GetAwaiter().GetResult().TrimEnd().Split('\n');
        return lines.ShouldHaveSingleItem();
    }

    private static void MakeFifo(string path)
    {
        using Process made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        made.ExitCode.ShouldBe(0);
    }
}
