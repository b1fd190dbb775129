using System.CommandLine;
using System.CommandLine.Parsing;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.LinearAlgebra;

namespace Dynamics.Comparison.Commands;

/// <summary>The command <c>dynamics</c>: understands its words, and turns every failure into one line and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 done, 2 bad input, 3 numerical stop, 4 environment, 5 disagreement, 129 hung up, 130 interrupted, 143 terminated.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            ParseResult parsed = Root().Parse(arguments);
            return parsed.Errors.Count > 0
                ? Refuse(parsed)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (Said(problem) is not null)
        {
            (string message, int exitCode) = Said(problem)!.Value;
            return Fail(message, exitCode);
        }
    }

    /// <summary>Refuses <c>--foo</c> where a file is expected: a mistyped option is not the name of a file.</summary>
    internal static void RefuseOptions(Argument argument) =>
        argument.Validators.Add(result =>
        {
            foreach (
                Token token in result.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal))
            )
            {
                result.AddError(UnknownOption(token.Value, (CommandResult)result.Parent!));
            }
        });

    /// <summary>The one line and the exit code of a failure; null for a defect of ours, which shows where it is.</summary>
    private static (string Message, int ExitCode)? Said(Exception problem) =>
        problem switch
        {
            ScenarioException scenario => (scenario.Message, scenario.ExitCode),
            OutputException output => (output.Message, output.ExitCode),
            LinearAlgebraUnavailableException => (problem.Message, ExitCode.Environment),
            // What a constructor refuses that the scenario's reader let pass; its message says what must hold.
            ArgumentException => (problem.Message, ExitCode.BadInput),
            AggregateException { InnerException: Exception first } => Said(first),
            IOException or UnauthorizedAccessException => (
                $"A file or the output could not be read or written: {problem.Message}",
                ExitCode.Environment
            ),
            OutOfMemoryException or OverflowException => (
                "This does not fit in memory. Take narrower layers, fewer samples or fewer seeds.",
                ExitCode.BadInput
            ),
            _ => null,
        };

    private static int Refuse(ParseResult parsed)
    {
        CommandResult command = parsed.CommandResult;
        string[] unknown =
        [
            .. command.Command.Subcommands.Count > 0
                // What follows an unknown command cannot be understood.
                ? parsed.UnmatchedTokens.Take(1).Select(token => UnknownCommand(token, command))
                : parsed.UnmatchedTokens.Select(token => UnknownOption(token, command)),
        ];
        foreach (string message in unknown.Length > 0 ? unknown : parsed.Errors.Select(error => error.Message))
        {
            Message.Error(message).Show();
        }
        return Fail("dynamics --help shows commands, dynamics <command> --help their options.", ExitCode.BadInput);
    }

    private static string UnknownCommand(string given, CommandResult command)
    {
        string[] known = [.. command.Command.Subcommands.Select(known => known.Name)];
        return given.StartsWith('-')
            ? UnknownOption(given, command)
            : $"unknown command {Display.Plain(given)}. {NearestName.Advice(given, known, $"Known: {Display.Joined(known, "and")}.")}";
    }

    /// <summary>A sentence about a word that is no option of a command, with the option that was probably meant.</summary>
    private static string UnknownOption(string given, CommandResult command)
    {
        if (!given.StartsWith('-'))
        {
            return $"{command.Command.Name}: unexpected argument {Display.Text(given)}. "
                + $"dynamics {command.Command.Name} --help shows what it takes.";
        }
        string name = given.Split('=', ':')[0];
        string[] known =
        [
            .. command.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)),
            .. command
                .Command.Parents.OfType<Command>()
                .SelectMany(above => above.Options)
                .Select(option => option.Name),
        ];
        string? nearest = NearestName.Find(
            name.TrimStart('-'),
            known.Where(option => option.StartsWith("--", StringComparison.Ordinal)).Select(option => option[2..])
        );
        return $"unknown option {Display.Plain(name)}. "
            + (
                nearest is null
                    ? $"Known: {Display.Joined(known, "and")}."
                    : $"Did you mean {Display.Text("--" + nearest)}?"
            );
    }

    private static RootCommand Root() =>
        new(
            """
            Exact learning dynamics of deep networks: closed form, simulation, and how far they are apart.

            Times are in the unit of the time constant τ. Exit codes: 0 done; 2 bad input, nothing written; 3 a run diverged,
            samples kept; 4 environment; 5 a theory missed its tolerance; 129, 130, 143 ended by SIGHUP, SIGINT, SIGTERM, samples
            kept. Lines on stderr that begin with "notice:" report what is expected, other lines what failed.
            """
        )
        {
            RunCommand.Create(),
            ListCommand.Create(),
            ConvergeCommand.Create(),
            ExplainCommand.Create(),
            CompareCommand.Create(),
            DoctorCommand.Create(),
        };

    private static int Fail(string message, int exitCode)
    {
        try
        {
            Message.Error(message).Show();
        }
        catch (IOException)
        {
            // Nobody can be told; the exit code says it.
        }
        return exitCode;
    }
}
