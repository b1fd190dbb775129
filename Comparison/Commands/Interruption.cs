using System.Runtime.InteropServices;

namespace Dynamics.Comparison.Commands;

/// <summary>Turns Ctrl-C and a request to terminate into a token, so that what was sampled can be kept.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption()
    {
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, Commands.ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, Commands.ExitCode.Terminated)),
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
