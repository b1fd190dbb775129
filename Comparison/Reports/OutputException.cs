using System.Diagnostics.CodeAnalysis;

namespace Dynamics.Comparison.Reports;

/// <summary>Results cannot be written where they should go; the message names the place and says why and what to do.</summary>
[SuppressMessage(
    "Roslynator",
    "RCS1194",
    Justification = "An error without a place and an exit code would help nobody."
)]
public sealed class OutputException : Exception
{
    private OutputException(string message, int exitCode, Exception? cause)
        : base(message, cause) => ExitCode = exitCode;

    /// <summary>2: the place was refused before anything was written there. 4: the environment does not let us write.</summary>
    public int ExitCode { get; }

    internal static OutputException Refused(string path, string reason) => new($"{path}: {reason}", 2, null);

    internal static OutputException Unwritable(string path, string reason, Exception? cause = null) =>
        new($"{path}: {reason}", 4, cause);

    /// <summary>Does something with files, and says what failed in terms of <paramref name="path"/>.</summary>
    internal static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, $"results cannot be written here: {exception.Message}", exception);
        }
    }
}
