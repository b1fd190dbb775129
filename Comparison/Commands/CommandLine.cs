using System.CommandLine;
using System.CommandLine.Parsing;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;

namespace Dynamics.Comparison.Commands;

/// <summary>The command <c>dynamics</c>: understands its words, and turns every failure into one line and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 done, 2 bad input, 3 numerical stop, 4 environment, 5 disagreement, 130 interrupted, 143 terminated.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        ParseResult parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }
            Console.Error.WriteLine("dynamics --help shows commands, dynamics <command> --help their options.");
            return ExitCode.BadInput;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ScenarioException problem)
        {
            return Fail(problem.Message, problem.ExitCode);
        }
        catch (OutputException problem)
        {
            return Fail(problem.Message, problem.ExitCode);
        }
        catch (LinearAlgebraUnavailableException problem)
        {
            return Fail(problem.Message, ExitCode.Environment);
        }
        catch (ArgumentException problem)
        {
            // What a constructor refuses that the scenario's reader let pass; its message says what must hold.
            return Fail(problem.Message, ExitCode.BadInput);
        }
    }

    private static RootCommand Root() =>
        new(
            """
            Exact learning dynamics of deep networks: closed form, simulation, and how far they are apart.

            Times are in the unit of the time constant τ. Exit codes: 0 done; 2 bad input, nothing written; 3 a run diverged,
            samples kept; 4 environment; 5 a theory missed its tolerance; 130, 143 interrupted, samples kept.
            """
        )
        {
            RunCommand.Create(),
            ListCommand.Create(),
            ConvergeCommand.Create(),
            CompareCommand.Create(),
            DoctorCommand.Create(),
        };

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
