using System.CommandLine;
using System.Globalization;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios.Source;

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
            string.Create(
                CultureInfo.InvariantCulture,
                $"Compares two folders of results, every file of every scenario: numbers to 1e-9 + 1e-9·|x|, drawings to {SvgAgreement.Tolerance} points, words and JSON exactly. Lists what is not compared. Exit code 5 if they differ."
            )
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
                throw OutputException.Refused(folder, "must be a folder of results, but there is none of that name.");
            }
            foreach (string file in FolderListing.AllFiles(folder))
            {
                if (FileKind.Irregular(Path.Combine(folder, file)) is string kind)
                {
                    throw OutputException.Refused(
                        folder,
                        $"must hold regular files only, but {file} is {kind}. Remove it."
                    );
                }
            }
        }
        ResultsAgreement found = AgreementCheck.CompareAll(fresh, committed);
        Disagreement[] disagreements = [.. found.Disagreements];
        foreach (Disagreement difference in disagreements.Take(MostShown))
        {
            Console.Out.WriteLine(difference);
        }
        if (disagreements.Length > MostShown)
        {
            Console.Out.WriteLine($"… and {disagreements.Length - MostShown} more lines of disagreements");
        }
        foreach (string line in Skipped(found))
        {
            Console.Out.WriteLine(line);
        }
        string extent = string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Files} files and {found.Numbers} numbers of {found.Scenarios.Count} scenarios were compared"
        );
        Console.Out.WriteLine(
            found.Count == 0
                ? $"The results agree: {extent}."
                : $"The results differ in {found.Count} {(found.Count == 1 ? "place" : "places")}: {extent}."
        );
        return found.Count == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }

    /// <summary>A line for every reason, with the files, or for many files of one kind with their number.</summary>
    private static IEnumerable<string> Skipped(ResultsAgreement found) =>
        from skipped in found.AllSkipped
        group skipped.File by skipped.Reason into reason
        let files = reason.ToArray()
        let more = files.Length > 3 ? $" and {files.Length - 3} more" : ""
        select $"not compared ({reason.Key}): {string.Join(", ", files.Take(3))}{more}";
}
