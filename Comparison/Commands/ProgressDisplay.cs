using Spectre.Console;

namespace Dynamics.Comparison.Commands;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressDisplay
{
    /// <summary>What takes less than this is not worth a word.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Bars on a terminal, lines elsewhere, both on stderr.</summary>
    /// <param name="isQuiet">Whether nothing is to be shown.</param>
    /// <returns>A display for one scenario; null for none.</returns>
    public static IProgressDisplay? For(bool isQuiet)
    {
        if (isQuiet)
        {
            return null;
        }
        bool isTerminal =
            !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        return isTerminal
            ? new ProgressBars(StandardError, TimeProvider.System)
            : new ProgressLines(Console.Error, TimeProvider.System);
    }

    private static IAnsiConsole StandardError() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
