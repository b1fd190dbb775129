using System.Diagnostics;

namespace ComparisonTests.Commands;

/// <summary>The tool as a user starts it: a process of its own, in a folder of its own.</summary>
internal sealed class DynamicsProcess : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dynamics-test-").FullName;

    /// <summary>The tool's file.</summary>
    public static string Tool { get; } = Path.Combine(AppContext.BaseDirectory, "dynamics.dll");

    /// <summary>Variables of the environment it is started with; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public sealed record Result(int ExitCode, string Output, string Errors);

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public Result Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        return Finish(process);
    }

    public Process Start(params string[] arguments)
    {
        ProcessStartInfo start = ChildProcess.Command("dotnet", [Tool, .. arguments]);
        start.WorkingDirectory = Folder;
        // A German user's shell: nothing may depend on it.
        start.Environment["LANG"] = "de_DE.UTF-8";
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        foreach ((string name, string? value) in Environment)
        {
            start.Environment[name] = value;
        }
        return ChildProcess.Start(start);
    }

    /// <summary>Runs commands of a shell, in which $DYNAMICS is the tool.</summary>
    public Result Shell(string commands)
    {
        ProcessStartInfo start = ChildProcess.Command("/bin/sh", ["-c", commands]);
        start.WorkingDirectory = Folder;
        start.Environment["DYNAMICS"] = Tool;
        using Process process = ChildProcess.Start(start);
        return Finish(process);
    }

    public static Result Finish(Process process) => ChildProcess.Finish(process);

    public bool HasResults(string name = "results") => Directory.Exists(Path.Combine(Folder, name));

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
    }
}
