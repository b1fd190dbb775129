using System.Globalization;

namespace Dynamics.Comparison.Commands;

/// <summary>The number of files this process may have open, as Linux states it in /proc/self/limits.</summary>
/// <remarks>
/// The runtime and its assemblies take about 100, every conversion of a figure three more. Below that the runtime itself fails, with
/// traces that do not name the cause. It has raised the soft limit to the hard one before any of our code runs.
/// </remarks>
internal static class OpenFileLimit
{
    /// <summary>Files that must be allowed.</summary>
    internal const long Needed = 256;

    /// <summary>A sentence for the user where the limit is too small; else null.</summary>
    public static string? Problem() =>
        File.Exists("/proc/self/limits") ? Problem(File.ReadAllText("/proc/self/limits")) : null;

    /// <summary>The same of the text of that file.</summary>
    internal static string? Problem(string limits)
    {
        const string name = "Max open files";
        string? line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        string? soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return
            long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long allowed) && allowed < Needed
            ? $"ulimit -n: at least {Needed} open files must be allowed, but the limit is {allowed}. "
                + $"Raise it with \"ulimit -n 1024\", or have it raised in /etc/security/limits.conf or by the container."
            : null;
    }
}
