using System.Diagnostics;

namespace ComparisonTests.Commands;

/// <summary>The tool as a user starts it: a process of its own, in a folder of its own.</summary>
internal sealed class DynamicsProcess : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dynamics-test-").FullName;

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
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "dynamics.dll"), .. arguments])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A German user's shell: nothing may depend on it.
        start.Environment["LANG"] = "de_DE.UTF-8";
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        return Process.Start(start)!;
    }

    public static Result Finish(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    public bool HasResults(string name = "results") => Directory.Exists(Path.Combine(Folder, name));

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
    }
}
