using System.Diagnostics;

namespace ComparisonTests.Commands;

/// <summary>Runs that are killed, or asked to end, at any time, and go on.</summary>
public sealed class KillTests
{
    private const string Tree = """
        { "name": "tree",
          "task": { "kind": "diffuseTree", "features": 12, "depth": 3, "branching": 2, "flip": 0.1, "seed": 3 },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [8], "activation": { "kind": "relu", "on": "hidden" } },
              "start": { "kind": "torchDefault", "seed": 1 },
              "learning": { "kind": "descent", "rate": 0.05, "epochs": 20000, "batch": 1 },
              "sample": { "every": 500 },
              "observe": ["modes", "linearMapLoss", "map", "weights"],
              "repeat": 2 } ] }
        """;

    [Fact]
    public void Killed_at_random_times_and_resumed_it_leaves_the_same_bytes_as_without_a_stop()
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("tree.json", Tree);
        RunToItsEnd(dynamics, "run", scenario, "--out", "whole");
        Random random = new(Seed: 20);
        int kills = 0;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            using Process process = dynamics.Start(
                "run",
                scenario,
                "--out",
                "cut",
                "--checkpoint-every",
                "50",
                "--resume"
            );
            WaitForCheckpoint(dynamics, process);
            Thread.Sleep(random.Next(200));
            kills += process.HasExited ? 0 : 1;
            process.Kill(); // SIGKILL: nothing of ours runs any more
            process.WaitForExit(ChildProcess.Limit).ShouldBeTrue();
        }
        kills.ShouldBeGreaterThan(0);

        RunToItsEnd(dynamics, "run", scenario, "--out", "cut", "--resume");

        Files(dynamics, "cut").ShouldBe(Files(dynamics, "whole"));
        Directory.Exists(Path.Combine(dynamics.Folder, "cut", "tree.checkpoint")).ShouldBeFalse();
    }

    [Fact]
    public void Asked_to_end_it_saves_a_last_checkpoint_says_so_and_goes_on_from_it()
    {
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("tree.json", Tree);
        RunToItsEnd(dynamics, "run", scenario, "--out", "whole");
        using Process process = dynamics.Start("run", scenario, "--out", "cut", "--checkpoint-every", "5000");
        WaitForCheckpoint(dynamics, process);
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Result result = DynamicsProcess.Finish(process);
        result.ExitCode.ShouldBe(143, result.Errors);
        result.Errors.ShouldContain("tree.checkpoint. --resume goes on from it.");
        // An epoch that is no multiple of 5000 is that of a last checkpoint, not of one in its turn.
        Directory
            .GetFiles(Path.Combine(dynamics.Folder, "cut", "tree.checkpoint"), "*.bin")
            .Select(EpochOf)
            .ShouldContain(epoch => epoch % 5000 != 0);

        DynamicsProcess.Result refused = dynamics.Run(
            "run",
            scenario,
            "--out",
            "cut",
            "--resume",
            "--set",
            "runs.deep.learning.rate=0.06"
        );
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("runs.deep.learning.rate: must be 0.05, as when the checkpoint");

        RunToItsEnd(dynamics, "run", scenario, "--out", "cut", "--resume", "--quiet").ShouldBeEmpty();
        Files(dynamics, "cut").ShouldBe(Files(dynamics, "whole"));
    }

    [Fact]
    public void Asked_to_end_in_a_sweep_it_keeps_the_runs_that_have_ended_for_resuming()
    {
        const string sweeps = """
            "sweeps": [{ "name": "by-rate", "run": "deep",
              "over": [{ "set": "runs.deep.learning.rate", "linear": [0.01, 0.05, 1000] }],
              "measure": [{ "kind": "final", "of": "linearMapLoss" }] }] }
            """;
        using var dynamics = new DynamicsProcess();
        string text = Tree.Replace("20000", "1000", StringComparison.Ordinal).TrimEnd().TrimEnd('}') + ", " + sweeps;
        string scenario = dynamics.Write("tree.json", text);
        using Process process = dynamics.Start("run", scenario, "--out", "cut", "--checkpoint-every", "1000");
        string place = Path.Combine(dynamics.Folder, "cut", "tree.checkpoint");
        // Of both seeds, which have ended then: a thousand cells take much longer than it takes to be asked.
        ChildProcess.WaitUntil(
            process,
            "a checkpoint of both seeds",
            () => Directory.Exists(place) && Directory.GetFiles(place, "*.bin").Length == 2
        );
        Thread.Sleep(300);
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Result result = DynamicsProcess.Finish(process);
        result.ExitCode.ShouldBe(143, result.Errors);
        result.Errors.ShouldContain("sweeps.by-rate: interrupted");
        result.Errors.ShouldContain(
            "tree.checkpoint. --resume goes on from it. Sweeps have no checkpoints and begin at their first cell."
        );
        result.Errors.ShouldContain(
            "sweeps have no checkpoints: only the runs that are no part of a sweep are saved and resumed."
        );
        Directory.GetFiles(place, "*.bin").Length.ShouldBe(2);
    }

    [Fact]
    public void Of_sweeps_alone_no_checkpoint_is_promised()
    {
        const string only = """
            { "name": "only-a-sweep",
              "task": { "kind": "teacherStudent", "inputs": 3, "outputs": 2, "items": 20, "seed": 1 },
              "runs": [ { "name": "net", "network": { "hidden": [4] }, "start": { "kind": "xavier", "seed": 1 }, "only": "sweeps",
                "learning": { "kind": "descent", "rate": 0.05, "epochs": 10000000, "batch": 5 },
                "sample": { "every": 100000 }, "observe": ["loss"] } ],
              "sweeps": [ { "name": "rate", "run": "net",
                "over": [ { "set": "runs.net.learning.rate", "log": [0.001, 0.1, 12] } ],
                "measure": [ { "kind": "final", "of": "loss" } ] } ] }
            """;
        using var dynamics = new DynamicsProcess();
        string scenario = dynamics.Write("s.json", only);
        using Process process = dynamics.Start("run", scenario, "--checkpoint-every", "1000");
        process
            .StandardError.ReadLine()
            .ShouldBe(
                $"notice: {scenario}: sweeps have no checkpoints, and the scenario has no other runs: nothing can be resumed, "
                    + "and an interrupted sweep begins at its first cell."
            );
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Result result = DynamicsProcess.Finish(process);
        result.ExitCode.ShouldBe(143, result.Errors);
        result.Errors.ShouldContain("no checkpoint was saved: sweeps have none. The next run begins at its beginning.");
        result.Errors.ShouldNotContain(".checkpoint.");
        Directory.Exists(Path.Combine(dynamics.Folder, "results", "only-a-sweep.checkpoint")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0", "--checkpoint-every: must be a positive number, but is 0.")]
    [InlineData("0,5", "--checkpoint-every: must be a positive number, but is 0,5. Decimals are written with a point")]
    public void A_distance_that_is_no_positive_number_is_refused(string given, string told)
    {
        using var dynamics = new DynamicsProcess();
        DynamicsProcess.Result result = dynamics.Run(
            "run",
            dynamics.Write("tree.json", Tree),
            "--checkpoint-every",
            given
        );
        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldStartWith(told);
        dynamics.HasResults().ShouldBeFalse();
    }

    private static int EpochOf(string file)
    {
        using BinaryReader reader = new(File.OpenRead(file));
        reader.ReadString().ShouldBe("dynamics trial");
        reader.ReadInt32().ShouldBe(3); // the format
        reader.ReadString().ShouldStartWith(Path.GetFileName(file) + " ");
        reader.ReadBoolean().ShouldBeTrue(); // a descent
        return reader.ReadInt32();
    }

    private static string RunToItsEnd(DynamicsProcess dynamics, params string[] arguments)
    {
        DynamicsProcess.Result result = dynamics.Run(arguments);
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Errors;
    }

    /// <summary>Waits for a process to write a file of its checkpoint, or to end.</summary>
    private static void WaitForCheckpoint(DynamicsProcess dynamics, Process process)
    {
        string place = Path.Combine(dynamics.Folder, "cut", "tree.checkpoint");
        DateTime before = Latest(place);
        ChildProcess.WaitUntil(process, "a new file of the checkpoint", () => Latest(place) > before);
    }

    private static DateTime Latest(string place)
    {
        try
        {
            return Directory
                .GetFiles(place, "*.bin")
                .Select(File.GetLastWriteTimeUtc)
                .DefaultIfEmpty(DateTime.MinValue)
                .Max();
        }
        catch (DirectoryNotFoundException)
        {
            return DateTime.MinValue;
        }
    }

    /// <summary>Every file of the results but the one that tells of the execution, with its bytes.</summary>
    private static IEnumerable<string> Files(DynamicsProcess dynamics, string output)
    {
        string place = Path.Combine(dynamics.Folder, output, "tree");
        return Directory
            .GetFiles(place, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "run.json")
            .Order(StringComparer.Ordinal)
            .Select(file =>
                $"{Path.GetRelativePath(place, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"
            );
    }
}
