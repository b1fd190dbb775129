using System.CommandLine;
using Dynamics.Comparison.Experiments.Checkpoints;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics run</c>: from scenario files to result folders.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var scenarios = new Argument<string[]>("scenario.json")
        {
            Description = "Scenario files; see Comparison/Scenarios/README.md.",
            Arity = ArgumentArity.OneOrMore,
        };
        CommandLine.RefuseOptions(scenarios);
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder of all results; every scenario gets a folder of its own in it.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var overrides = new Option<string[]>("--set")
        {
            Description =
                "Replaces a setting of the scenario: --set runs.deep.learning.step=0.05 (runs.* for all runs). Repeatable.",
            HelpName = "path=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var quiet = new Option<bool>("--quiet", "-q")
        {
            Description =
                "No progress on stderr; else bars on a terminal, and elsewhere a line every 10 % of a run. "
                + "What takes less than 2 s is silent anyway.",
        };
        var keepAgreeing = new Option<bool>("--keep-agreeing")
        {
            Description =
                "Files of earlier results that agree with the new ones, as dynamics compare has it, stay as they are, to the "
                + "byte; only what disagrees is replaced. Default: off, everything is replaced.",
        };
        var checkpoints = new CheckpointOptions();
        var linearAlgebra = new LinearAlgebraOptions();
        var command = new Command("run", "Runs scenarios: simulation, theory, errors, figures; one folder each.")
        {
            scenarios,
            output,
            overrides,
            keepAgreeing,
            quiet,
        };
        checkpoints.AddTo(command);
        linearAlgebra.AddTo(command);
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(scenarios)!,
                parsed.GetValue(overrides) ?? [],
                parsed.GetValue(output)!,
                parsed.GetValue(quiet),
                parsed.GetValue(keepAgreeing),
                checkpoints.Of(parsed),
                linearAlgebra.Apply(parsed)
            )
        );
        return command;
    }

    private static int Run(
        string[] paths,
        string[] overrides,
        string output,
        bool isQuiet,
        bool keepsAgreeing,
        CheckpointRequest checkpoints,
        LinearAlgebraInfo linearAlgebra
    )
    {
        using var interruption = new Interruption();
        var reader = new ScenarioReader(TheoryKinds.All);
        // All are read before any is run: a mistake in the last one must not cost the time of the others.
        ScenarioJob[] jobs = [.. paths.Select(path => ScenarioJob.Read(reader, path, overrides))];
        RequireDistinct(jobs);
        if (checkpoints.Resume && output.Length > 0)
        {
            Array.ForEach(jobs, job => job.RequireSameCheckpoint(output, linearAlgebra));
        }
        RequireFolder(output);
        List<ScenarioOutcome> outcomes = [];
        foreach (ScenarioJob job in jobs)
        {
            ScenarioOutcome outcome = Perform(job);
            outcomes.Add(outcome);
            foreach (
                Message message in outcome.Messages.Except(outcomes.SkipLast(1).SelectMany(earlier => earlier.Messages))
            )
            {
                message.Show();
            }
            if (interruption.ExitCode != 0)
            {
                break;
            }
        }
        if (outcomes.Count < jobs.Length)
        {
            string left = string.Join(", ", jobs.Skip(outcomes.Count).Select(job => job.Path));
            Message.Notice($"interrupted before these scenarios began: {left}.").Show();
        }
        TextTable.Write(
            Console.Out,
            ["scenario", "runs", "worst difference", "in", "earlier results", "files", "seconds"],
            [.. outcomes.Select(outcome => outcome.Cells())]
        );
        return interruption.ExitCode != 0 ? interruption.ExitCode
            : outcomes.Any(outcome => outcome.ExitCode == ExitCode.NumericalStop) ? ExitCode.NumericalStop
            : outcomes.Max(outcome => outcome.ExitCode);

        ScenarioOutcome Perform(ScenarioJob job)
        {
            using IProgressDisplay? display = ProgressDisplay.For(isQuiet);
            return job.Perform(output, linearAlgebra, checkpoints, keepsAgreeing, display, interruption.Token);
        }
    }

    private static void RequireFolder(string output)
    {
        if (output.Length == 0)
        {
            throw OutputException.Refused("--out", "must be a folder, but is empty. Example: --out results.");
        }
        try
        {
            Directory.CreateDirectory(output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = File.Exists(output) ? "is a file" : $"cannot be made: {exception.Message}";
            throw OutputException.Unwritable(
                $"--out {output}",
                $"must be a folder for results, but {reason.TrimEnd('.')}. Choose one that you may write to{ExampleOtherThan(output)}.",
                exception
            );
        }
    }

    // A folder that everybody may write to, unless it is the one that failed.
    private static string ExampleOtherThan(string output)
    {
        string example = Path.Combine(Path.GetTempPath(), "results");
        return Path.GetFullPath(output) == example ? "" : $", such as --out {example}";
    }

    private static void RequireDistinct(ScenarioJob[] jobs)
    {
        IGrouping<string, ScenarioJob>? twice = jobs.GroupBy(job => job.Scenario.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ScenarioException(
                twice.Last().Path,
                "name",
                $"must be different from the names of the other scenarios, but \"{twice.Key}\" is also that of "
                    + $"{twice.First().Path}. They would write the same folder."
            );
        }
    }
}
