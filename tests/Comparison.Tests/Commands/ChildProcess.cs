using System.Diagnostics;
using System.Globalization;

namespace ComparisonTests.Commands;

/// <summary>Starts the programs that tests run, and waits for them with a bound.</summary>
internal static class ChildProcess
{
    // SIGHUP and SIGINT as bits of /proc/<pid>/status, in which bit n − 1 is signal n.
    private const long IgnoredByNohup = (1 << 0) | (1 << 1);

    /// <summary>Longest time any program of a test may take; the longest takes a few seconds on an idle machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How to start a program with SIGINT and SIGHUP as a terminal's shell has them.</summary>
    /// <remarks>
    /// A program inherits the signals its parent ignores, which under nohup, or in the background of a script, are these two. A
    /// shell cannot undo that, env of GNU coreutils 8.31 or later can; it replaces itself with the program, whose number is its own.
    /// </remarks>
    public static ProcessStartInfo Command(string program, IEnumerable<string> arguments) =>
        IsIgnoringInterrupts()
            ? new ProcessStartInfo("env", ["--default-signal=INT,HUP", program, .. arguments])
            : new ProcessStartInfo(program, arguments);

    /// <summary>Starts it with its output redirected.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    /// <summary>Waits for it to end, and fails with what it wrote if that takes too long.</summary>
    public static DynamicsProcess.Result Finish(Process process, TimeSpan? limit = null)
    {
        // A process does not close what was read from: left to the collector, the files that may be open run out.
        using StreamReader standardErrors = process.StandardError;
        using StreamReader standardOutput = process.StandardOutput;
        Task<string> errors = standardErrors.ReadToEndAsync();
        Task<string> output = standardOutput.ReadToEndAsync();
        TimeSpan most = limit ?? Limit;
        if (!process.WaitForExit(most))
        {
            process.Kill(entireProcessTree: true);
            Task.WaitAll([errors, output], TimeSpan.FromSeconds(10));
            throw new TimeoutException(
                $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within "
                    + $"{most.TotalSeconds} s. It wrote: {(errors.IsCompleted ? errors.Result : "")}"
            );
        }
        // What it has started may hold its pipes open.
        return Task.WaitAll([errors, output], most)
            ? new DynamicsProcess.Result(process.ExitCode, output.Result, errors.Result)
            : throw new TimeoutException($"{process.StartInfo.FileName} ended, but its output did not.");
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit(Limit).ShouldBeTrue("kill did not end");
    }

    /// <summary>Waits until something is true or the process has ended, and fails if that takes too long.</summary>
    public static void WaitUntil(Process process, string what, Func<bool> isTrue)
    {
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && !isTrue())
        {
            if (clock.Elapsed > Limit)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"After {Limit.TotalSeconds} s there is not yet {what}.");
            }
            Thread.Sleep(5);
        }
    }

    private static bool IsIgnoringInterrupts()
    {
        const string field = "SigIgn:";
        string? line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status")
                .FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))
            : null;
        return line is not null && (Convert.ToInt64(line[field.Length..].Trim(), fromBase: 16) & IgnoredByNohup) != 0;
    }
}
