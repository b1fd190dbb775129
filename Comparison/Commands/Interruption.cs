using System.Globalization;
using System.Runtime.InteropServices;

namespace Dynamics.Comparison.Commands;

/// <summary>Turns Ctrl-C, a request to terminate and the end of a terminal into a token, so that what was sampled can be kept.</summary>
/// <remarks>
/// A signal that was ignored when the process started stays ignored: SIGHUP under <c>nohup</c>, SIGINT of a job that a
/// script started in the background. A second signal ends the process at once.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly (PosixSignal Signal, int Number, int ExitCode)[] signals =
    [
        (PosixSignal.SIGHUP, 1, Commands.ExitCode.HungUp),
        (PosixSignal.SIGINT, 2, Commands.ExitCode.Interrupted),
        (PosixSignal.SIGTERM, 15, Commands.ExitCode.Terminated),
    ];

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption()
    {
        ulong ignored = Ignored();
        registrations =
        [
            .. signals
                .Where(signal => (ignored >> (signal.Number - 1) & 1) == 0)
                .Select(signal =>
                    PosixSignalRegistration.Create(signal.Signal, context => End(context, signal.ExitCode))
                ),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>What to end with after a signal; 0 before one.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
        source.Dispose();
    }

    /// <summary>The mask of signals that this process ignores, signal n in bit n − 1; none where the system has no such file.</summary>
    private static ulong Ignored()
    {
        const string Field = "SigIgn:";
        try
        {
            string? line = File.ReadLines("/proc/self/status")
                .FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
            return ulong.TryParse(
                line.AsSpan(line is null ? 0 : Field.Length).Trim(),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ulong mask
            )
                ? mask
                : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private void End(PosixSignalContext context, int exitCode)
    {
        // A second signal ends the process at once, as by default.
        if (ExitCode == 0)
        {
            context.Cancel = true;
            ExitCode = exitCode;
            source.Cancel();
        }
    }
}
