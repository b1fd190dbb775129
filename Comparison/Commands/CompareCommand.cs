using System.CommandLine;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Commands;

/// <summary><c>dynamics compare</c>: are two sets of results the same?</summary>
internal static class CompareCommand
{
    private const int MostShown = 50;

    public static Command Create()
    {
        var fresh = new Argument<string>("fresh") { Description = "Folder of fresh results." };
        var committed = new Argument<string>("committed")
        {
            Description = "Folder of the results they should agree with.",
        };
        CommandLine.RefuseOptions(fresh);
        CommandLine.RefuseOptions(committed);
        var command = new Command(
            "compare",
            "Compares two folders of results: numbers to 1e-9 + 1e-9·|x|, all else byte for byte. Exit code 5 if they differ."
        )
        {
            fresh,
            committed,
        };
        command.SetAction(parsed => Compare(parsed.GetValue(fresh)!, parsed.GetValue(committed)!));
        return command;
    }

    private static int Compare(string fresh, string committed)
    {
        foreach (string folder in new[] { fresh, committed })
        {
            if (!Directory.Exists(folder))
            {
                Console.Error.WriteLine($"{folder}: must be a folder of results, but there is none of that name.");
                return ExitCode.BadInput;
            }
        }
        IReadOnlyList<Disagreement> differences = AgreementCheck.CompareAll(fresh, committed);
        foreach (Disagreement difference in differences.Take(MostShown))
        {
            Console.Out.WriteLine(difference);
        }
        if (differences.Count > MostShown)
        {
            Console.Out.WriteLine($"… and {differences.Count - MostShown} more");
        }
        Console.Out.WriteLine(
            differences.Count == 0
                ? "The results agree."
                : $"The results differ in {differences.Count} {(differences.Count == 1 ? "place" : "places")}."
        );
        return differences.Count == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
