using System.CommandLine;
using System.Globalization;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics list</c>: which scenarios there are.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Folder with scenario files.",
            DefaultValueFactory = _ => Path.Combine("scripts", "scenarios"),
        };
        CommandLine.RefuseOptions(folder);
        var command = new Command("list", "Lists the scenarios of a folder: name, runs and what they are about.")
        {
            folder,
        };
        command.SetAction(parsed => List(parsed.GetValue(folder)!));
        return command;
    }

    private static int List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ScenarioException(
                folder,
                "folder",
                "must be a folder with scenario files, but there is none of that name. Name one that exists: dynamics list <folder>; without it, scripts/scenarios of the current folder is listed."
            );
        }
        var reader = new ScenarioReader(TheoryKinds.All);
        List<string[]> rows = [];
        int exitCode = ExitCode.Done;
        foreach (string path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                Scenario scenario = reader.Read(path, []);
                int runs = scenario.TrialCount;
                rows.Add([path, runs.ToString(CultureInfo.InvariantCulture), scenario.Description]);
            }
            catch (ScenarioException problem)
            {
                // One that cannot be read does not hide the others.
                Message.Error(problem.Message).Show();
                exitCode = problem.ExitCode;
            }
        }
        TextTable.Write(Console.Out, ["scenario", "runs", "about"], rows);
        return exitCode;
    }
}
