using System.Diagnostics;

namespace ComparisonTests.Commands;

/// <summary>Signals while a run goes on, and while its figures are converted. Every wait is bounded.</summary>
public sealed class SignalTests : IDisposable
{
    private const string Default = "--default-signal=HUP,INT,TERM"; // the tests may run under nohup

    private const string Short = """
        { "name": "aligned",
          "task": { "kind": "moments", "sigmaX": "identity", "sigmaYX": [[2, 0], [0, 1]] },
          "runs": [
            { "name": "deep",
              "network": { "hidden": [3] },
              "start": { "kind": "aligned", "strength": 0.01 },
              "learning": { "kind": "flow", "method": "rk4", "step": 0.1, "timeConstant": 1, "until": 5 } } ] }
        """;

    // A billion steps, observed 1000 times: far too long to end by itself.
    private static readonly string[] endless =
    [
        "--set",
        "runs.deep.learning.until=1e8",
        "--set",
        "runs.deep.sample={\"every\": 1000}",
        "--checkpoint-every",
        "100",
    ];

    private readonly DynamicsProcess dynamics = new();

    public void Dispose() => dynamics.Dispose();

    [Theory]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_ends_a_run_and_keeps_its_samples(string signal, int exitCode)
    {
        string place = Path.Combine(dynamics.Folder, "results");
        dynamics.Run("run", dynamics.Write("a.json", Short)).ExitCode.ShouldBe(0);
        using Process process = StartEndless(Default);
        ChildProcess.Signal(process, signal);
        DynamicsProcess.Result result = DynamicsProcess.Finish(process);
        result.ExitCode.ShouldBe(exitCode, result.Errors);
        string scenario = Path.Combine(dynamics.Folder, "a.json");
        result.Errors.ShouldContain($"notice: {scenario}: runs.deep: interrupted at t = ");
        result.Errors.ShouldContain(
            $"notice: {scenario}: its checkpoint is in {Path.Combine(place, "aligned.checkpoint")}. --resume goes on from it.\n"
        );
        File.ReadLines(Path.Combine(place, "aligned.partial", "deep.csv")).Count().ShouldBeGreaterThan(1);
        // The complete results of before are still those of the short run: 51 samples and a header.
        File.ReadLines(Path.Combine(place, "aligned", "deep.csv")).Count().ShouldBe(52);
    }

    [Theory]
    [InlineData("HUP")] // nohup
    [InlineData("INT")] // a job that a script started in the background
    public void A_signal_that_was_ignored_at_the_start_stays_ignored(string signal)
    {
        using Process process = StartEndless("--default-signal=TERM", $"--ignore-signal={signal}");
        ChildProcess.Signal(process, signal);
        process.WaitForExit(TimeSpan.FromSeconds(1)).ShouldBeFalse();
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Finish(process).ExitCode.ShouldBe(143);
    }

    [Fact]
    public void A_signal_while_figures_are_converted_completes_the_folder_and_names_the_missing_files()
    {
        using Process process = StartWithSlowConverter(
            "run",
            dynamics.Write("a.json", Short),
            dynamics.Write("b.json", Short.Replace("\"aligned\",\n", "\"b\",\n", StringComparison.Ordinal)),
            "--linear-algebra",
            "managed"
        );
        WaitFor("converting", process);
        Directory.Exists(Path.Combine(dynamics.Folder, "results", "aligned")).ShouldBeFalse(); // not before it is whole
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Result result = DynamicsProcess.Finish(process);
        result.ExitCode.ShouldBe(143, result.Errors);
        string[] files =
        [
            .. Directory
                .GetFiles(Path.Combine(dynamics.Folder, "results", "aligned"))
                .Select(path => Path.GetFileName(path)),
        ];
        files.ShouldContain("deep.modes.svg");
        files.ShouldContain("manifest.json");
        string[] missing =
        [
            .. files
                .Where(file => Path.GetExtension(file) == ".svg")
                .SelectMany(file => new[] { Path.ChangeExtension(file, ".png"), Path.ChangeExtension(file, ".pdf") }),
        ];
        result.Errors.ShouldContain(
            $"notice: aligned: interrupted while figures were converted. Missing: {string.Join(", ", missing)}. All else is written.\n"
        );
        files.ShouldNotContain("deep.modes.png");
        result.Errors.ShouldContain("notice: interrupted before these scenarios began: ");
        result.Errors.ShouldContain("b.json.\n");
        result.Errors.TrimEnd().Split('\n').ShouldAllBe(line => line.StartsWith("notice: ", StringComparison.Ordinal));
        // Nothing is left of the work beside it.
        Directory
            .GetFileSystemEntries(Path.Combine(dynamics.Folder, "results"))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)
            .ShouldBe([".aligned.lock", "aligned"]);
    }

    [Fact]
    public void A_second_signal_ends_at_once_and_leaves_no_folder_that_is_half_written()
    {
        string scenario = dynamics.Write("a.json", Short);
        using Process process = StartWithSlowConverter(["run", scenario, .. endless]);
        WaitFor("results/aligned.checkpoint", process);
        ChildProcess.Signal(process, "TERM");
        // Of an interrupted run all figures are drawn: the first signal has had its effect.
        WaitFor("converting", process);
        process.HasExited.ShouldBeFalse();
        ChildProcess.Signal(process, "TERM");
        DynamicsProcess.Finish(process).ExitCode.ShouldBe(143);
        string results = Path.Combine(dynamics.Folder, "results");
        Directory.Exists(Path.Combine(results, "aligned")).ShouldBeFalse();
        Directory.Exists(Path.Combine(results, "aligned.partial")).ShouldBeFalse();
        // The next run clears what is left.
        dynamics.Run("run", scenario).ExitCode.ShouldBe(0);
        Directory.GetDirectories(results, ".aligned.tmp-*").ShouldBeEmpty();
    }

    private Process StartEndless(params string[] signals)
    {
        Process process = Start(signals, ["run", dynamics.Write("a.json", Short), .. endless]);
        WaitFor("results/aligned.checkpoint", process);
        return process;
    }

    /// <summary>With a converter that never ends, and makes a folder when it begins.</summary>
    private Process StartWithSlowConverter(params string[] arguments)
    {
        string programs = Path.Combine(dynamics.Folder, "programs");
        Directory.CreateDirectory(programs);
        string converter = Path.Combine(programs, "rsvg-convert");
        File.WriteAllText(
            converter,
            $"#!/bin/sh\nmkdir -p '{Path.Combine(dynamics.Folder, "converting")}'\nexec sleep 600\n"
        );
        dynamics.Shell($"chmod +x '{converter}'").ExitCode.ShouldBe(0);
        return Start([Default, $"PATH={programs}:{Environment.GetEnvironmentVariable("PATH")}"], arguments);
    }

    private Process Start(string[] environment, string[] arguments) =>
        ChildProcess.Start(
            new ProcessStartInfo("env", [.. environment, "dotnet", DynamicsProcess.Tool, .. arguments])
            {
                WorkingDirectory = dynamics.Folder,
            }
        );

    private void WaitFor(string folder, Process process)
    {
        ChildProcess.WaitUntil(process, folder, () => Directory.Exists(Path.Combine(dynamics.Folder, folder)));
        process.HasExited.ShouldBeFalse(folder);
    }
}
