namespace Dynamics.Comparison.Reports;

/// <summary>Whether fresh results are the committed ones, made again, perhaps on another machine.</summary>
/// <remarks>
/// The same files must be there, apart from those that are never committed (PNG, PDF, <c>run.json</c>), and every one is read:
/// CSV (<see cref="CsvAgreement"/>), drawings (<see cref="SvgAgreement"/>), summaries of sweeps
/// (<see cref="SweepAgreement"/>) and other text (<see cref="TextAgreement"/>) number by number and word by word; JSON, which holds
/// inputs and settings, character by character; all else byte by byte. <c>errors.md</c>, <c>errors.tex</c>, <c>learning.md</c> and
/// <c>budget.md</c> must be what the CSV of their own folder gives: their rounded digits may differ where the numbers
/// behind them agree. Numbers of chaotic scenarios agree with any number, and their drawings with any drawing. What is
/// not compared, or only in part, is listed with the reason.
/// </remarks>
public static class AgreementCheck
{
    private const string Chaotic = "the scenario is chaotic: any number agrees with any other";

    /// <summary>Compares all scenarios of two folders of results; a scenario is a subfolder that has a manifest.</summary>
    /// <param name="fresh">Folder of the fresh results.</param>
    /// <param name="committed">Folder of the results to agree with.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    public static ResultsAgreement CompareAll(string fresh, string committed)
    {
        string[] freshNames = [.. Scenarios(fresh)];
        string[] committedNames = [.. Scenarios(committed)];
        (string, string)[] beside = [.. Beside(fresh).Concat(Beside(committed)).Distinct()];
        if (freshNames.Length + committedNames.Length == 0)
        {
            const string None = "neither folder holds folders of results, one for each scenario";
            return new([], [new Disagreement(".", null, null, null, None)], beside);
        }
        return new(
            [
                .. freshNames
                    .Intersect(committedNames)
                    .Select(name => Compare(Path.Combine(fresh, name), Path.Combine(committed, name), name)),
            ],
            [.. Missing(freshNames, committedNames, "scenario")],
            beside
        );
    }

    /// <summary>Compares the results of one scenario.</summary>
    /// <param name="fresh">Folder of the fresh results, with a manifest.</param>
    /// <param name="committed">Folder of the results to agree with, with a manifest.</param>
    /// <param name="name">Name of the scenario.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    public static ScenarioAgreement Compare(string fresh, string committed, string name)
    {
        string[] freshFiles = [.. FolderListing.AllFiles(fresh).Where(file => !FolderListing.IsByproduct(file))];
        string[] committedFiles =
        [
            .. FolderListing.AllFiles(committed).Where(file => !FolderListing.IsByproduct(file)),
        ];
        (string, string)[] byproducts =
        [
            .. FolderListing
                .AllFiles(fresh)
                .Concat(FolderListing.AllFiles(committed))
                .Where(FolderListing.IsByproduct)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(file => (file, ReasonOf(file))),
        ];
        IEnumerable<Disagreement> unpaired = Missing(freshFiles, committedFiles, "file");
        if (FolderListing.Listed(committed) is null)
        {
            const string NoManifest =
                "the committed file is no manifest of dynamics; nothing of the scenario is compared";
            return new(name, [], [.. unpaired, new(Manifest.FileName, null, null, null, NoManifest)], byproducts);
        }
        bool isChaotic = FolderListing.IsChaotic(committed);
        FileAgreement[] files =
        [
            .. freshFiles.Intersect(committedFiles).Select(file => CompareFile(fresh, committed, file, isChaotic)),
        ];
        return new(name, files, [.. unpaired], byproducts) { IsChaotic = isChaotic };
    }

    private static string ReasonOf(string file) =>
        file == RunRecord.FileName ? "names the machine and the time" : "made from the drawing of the same name";

    private static IEnumerable<string> Scenarios(string results) =>
        Directory
            .GetDirectories(results)
            .Select(folder => Path.GetFileName(folder))
            .Where(name => IsScenario(results, name))
            .Order(StringComparer.Ordinal);

    private static bool IsScenario(string results, string name) =>
        name[0] != '.'
        && !name.EndsWith(".partial", StringComparison.Ordinal)
        && File.Exists(Path.Combine(results, name, Manifest.FileName));

    /// <summary>What is no result of a scenario. Hidden files belong to runs under way.</summary>
    private static IEnumerable<(string File, string Reason)> Beside(string results) =>
        Directory
            .GetFileSystemEntries(results)
            .Select(path => Path.GetFileName(path))
            .Where(name => name[0] != '.' && !IsScenario(results, name))
            .Order(StringComparer.Ordinal)
            .Select(name =>
                (
                    name,
                    name.EndsWith(".partial", StringComparison.Ordinal) ? "of an interrupted run"
                    : name.EndsWith(".checkpoint", StringComparison.Ordinal) ? "a checkpoint"
                    : Directory.Exists(Path.Combine(results, name)) ? $"has no {Manifest.FileName}"
                    : "in no scenario's folder"
                )
            );

    private static IEnumerable<Disagreement> Missing(string[] fresh, string[] committed, string what) =>
        committed
            .Except(fresh)
            .Select(name => new Disagreement(name, null, null, null, $"no fresh {what} of this name"))
            .Concat(
                fresh
                    .Except(committed)
                    .Select(name => new Disagreement(name, null, null, null, $"no committed {what} of this name"))
            );

    private static FileAgreement CompareFile(string fresh, string committed, string file, bool isChaotic)
    {
        string freshPath = Path.Combine(fresh, file);
        string committedPath = Path.Combine(committed, file);
        bool isIdentical = ByteAgreement.AreIdentical(freshPath, committedPath);
        FileAgreement found = CompareContent(freshPath, committedPath, file, isChaotic);
        if (isIdentical && !found.Agrees && RenderedDocument.Of(Path.GetFileName(file)) is null)
        {
            // A matrix that was given, say, which may have comments and is no table of ours.
            found = new FileAgreement(file);
        }
        found.IsIdentical = isIdentical;
        if (isIdentical)
        {
            found.Skipped = null;
        }
        else if (isChaotic && Path.GetExtension(file) is ".csv" or ".md")
        {
            found.Skipped = Chaotic;
        }
        return found;
    }

    private static FileAgreement CompareContent(string freshPath, string committedPath, string file, bool isChaotic)
    {
        var found = new FileAgreement(file);
        switch (Path.GetExtension(file), Path.GetFileName(file))
        {
            case (".csv", _):
                CsvAgreement.Compare(freshPath, committedPath, found, isChaotic);
                break;
            case (".svg", _) when isChaotic:
                found.Skipped = Chaotic;
                break;
            case (".svg", _):
                return SvgAgreement.Compare(freshPath, committedPath, file);
            case (_, SweepDocument.FileName):
                SweepAgreement.Compare(freshPath, committedPath, found, isChaotic);
                break;
            case (_, { } name) when RenderedDocument.Of(name) is RenderedDocument document:
                document.Compare(freshPath, committedPath, found);
                break;
            case (".md" or ".tex" or ".txt", _):
                TextAgreement.Compare(
                    TextAgreement.ReadAll(freshPath),
                    TextAgreement.ReadAll(committedPath),
                    found,
                    isChaotic
                );
                break;
            default:
                ByteAgreement.Compare(freshPath, committedPath, found);
                break;
        }
        return found;
    }
}
