using System.Security.Cryptography;
using System.Text;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether fresh results are the committed ones, made again, perhaps on another machine.</summary>
/// <remarks>
/// The same files must be there, apart from those that are never committed (PNG, PDF, <c>run.json</c>). Numbers in CSV
/// agree to |a − b| ≤ 1e-9 + 1e-9·|b|, except in columns called "time of maximum", where a tie may break either way, and
/// in chaotic scenarios, whose headers alone are compared. <c>errors.md</c>, <c>errors.tex</c>, <c>learning.md</c> and <c>budget.md</c>
/// must be what the CSV of their own folder say: their rounded digits may differ where the numbers behind them agree.
/// Drawings must be there; what they show is in the CSV beside them. All else is equal byte for byte.
/// </remarks>
public static class AgreementCheck
{
    // Larger files are read number by number.
    private const long LargestRead = 1 << 26;

    // Of larger files, which no one reads as text, no line is quoted.
    private const long LargestQuoted = 1L << 28;

    /// <summary>Compares all scenarios of two folders of results; a scenario is a subfolder that has a manifest.</summary>
    /// <param name="fresh">Folder of the fresh results.</param>
    /// <param name="committed">Folder of the results to agree with.</param>
    /// <returns>What does not agree, in order of the files; empty if everything does.</returns>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    public static IReadOnlyList<Disagreement> CompareAll(string fresh, string committed)
    {
        string[] freshNames = [.. Scenarios(fresh)];
        string[] committedNames = [.. Scenarios(committed)];
        if (freshNames.Length + committedNames.Length == 0)
        {
            return
            [
                new Disagreement(".", null, null, "neither folder holds folders of results, one for each scenario"),
            ];
        }
        List<Disagreement> differences = Missing(freshNames, committedNames, "scenario");
        foreach (string name in freshNames.Intersect(committedNames))
        {
            differences.AddRange(
                Compare(Path.Combine(fresh, name), Path.Combine(committed, name))
                    .Select(difference => difference with { File = $"{name}/{difference.File}" })
            );
        }
        return differences;
    }

    /// <summary>Compares the results of one scenario.</summary>
    /// <param name="fresh">Folder of the fresh results, with a manifest.</param>
    /// <param name="committed">Folder of the results to agree with, with a manifest.</param>
    /// <returns>What does not agree, in order of the files; empty if everything does.</returns>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    public static IReadOnlyList<Disagreement> Compare(string fresh, string committed)
    {
        string[] freshFiles = [.. FolderListing.AllFiles(fresh).Where(file => !FolderListing.IsByproduct(file))];
        string[] committedFiles =
        [
            .. FolderListing.AllFiles(committed).Where(file => !FolderListing.IsByproduct(file)),
        ];
        List<Disagreement> differences = Missing(freshFiles, committedFiles, "file");
        if (FolderListing.Listed(committed) is null)
        {
            return
            [
                .. differences,
                new Disagreement(Manifest.FileName, null, null, "the committed file is no manifest of ours"),
            ];
        }
        bool isChaotic = FolderListing.IsChaotic(committed);
        foreach (string file in freshFiles.Intersect(committedFiles))
        {
            differences.AddRange(CompareFile(fresh, committed, file, isChaotic));
        }
        return differences;
    }

    private static IEnumerable<string> Scenarios(string results) =>
        Directory
            .GetDirectories(results)
            .Where(folder => File.Exists(Path.Combine(folder, Manifest.FileName)))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name[0] != '.' && !name.EndsWith(".partial", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static List<Disagreement> Missing(string[] fresh, string[] committed, string what) =>
        [
            .. committed
                .Except(fresh)
                .Select(name => new Disagreement(name, null, null, $"no fresh {what} of this name")),
            .. fresh
                .Except(committed)
                .Select(name => new Disagreement(name, null, null, $"no committed {what} of this name")),
        ];

    private static IEnumerable<Disagreement> CompareFile(string fresh, string committed, string file, bool isChaotic)
    {
        string freshPath = Path.Combine(fresh, file);
        string committedPath = Path.Combine(committed, file);
        // Above all matrices that a scenario was given, which may have comments and are no tables of ours.
        if (AreIdentical(new FileInfo(freshPath), new FileInfo(committedPath)))
        {
            return [];
        }
        return (Path.GetExtension(file), Path.GetFileName(file)) switch
        {
            // It tells the ranges of tables beside it, which are compared; differences in it are of the size of rounding.
            (_, SweepDocument.FileName) => [],
            (".csv", _) => CsvAgreement.Compare(freshPath, committedPath, file, isChaotic),
            (".svg", _) => [],
            (_, "errors.md") => Rendered(file, "the errors.csv beside it says", Errors(ErrorDocuments.Markdown)),
            (_, "errors.tex") => Rendered(file, "the errors.csv beside it says", Errors(ErrorDocuments.Latex)),
            (_, BudgetDocument.FileName) => Rendered(
                file,
                "the budget.csv beside it says",
                place => BudgetDocument.Markdown(BudgetDocument.Read(place))
            ),
            (_, LearningDocument.FileName) => Rendered(
                file,
                $"{LearningTable.CourseFile} and {LearningTable.HalfRiseFile} beside it say",
                place => LearningDocument.Markdown(LearningTable.Read(place))
            ),
            _ => SameBytes(file, freshPath, committedPath),
        };

        IEnumerable<Disagreement> Rendered(string document, string source, Func<string, string> render) =>
            new[] { freshPath, committedPath }
                .Where(path => RenderOrReason(Path.GetDirectoryName(path)!, render) != File.ReadAllText(path))
                .Select(path => new Disagreement(document, null, null, $"{path} is not what {source}"));
    }

    private static bool AreIdentical(FileInfo fresh, FileInfo committed) =>
        fresh.Length == committed.Length
        && fresh.Length <= LargestRead
        && File.ReadAllBytes(fresh.FullName).AsSpan().SequenceEqual(File.ReadAllBytes(committed.FullName));

    private static Func<string, string> Errors(Func<IReadOnlyList<ErrorRow>, string> render) =>
        folder => render(ErrorTable.Read(Path.Combine(folder, "errors.csv")));

    /// <summary>What a folder's tables say as a document, or why they cannot be read, which no document says.</summary>
    private static string RenderOrReason(string folder, Func<string, string> render)
    {
        try
        {
            return render(folder);
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<Disagreement> SameBytes(string file, string freshPath, string committedPath)
    {
        using FileStream fresh = File.OpenRead(freshPath);
        using FileStream committed = File.OpenRead(committedPath);
        // Hashes, since a file may be larger than an array.
        if (
            fresh.Length == committed.Length
            && SHA256.HashData(fresh).AsSpan().SequenceEqual(SHA256.HashData(committed))
        )
        {
            return [];
        }
        return
        [
            Math.Max(fresh.Length, committed.Length) > LargestQuoted
                ? new Disagreement(file, null, null, "the files differ")
                : FirstDifference(file, File.ReadAllBytes(freshPath), File.ReadAllBytes(committedPath)),
        ];
    }

    private static Disagreement FirstDifference(string file, byte[] fresh, byte[] committed)
    {
        int at = fresh.AsSpan().CommonPrefixLength(committed);
        int line = 1 + fresh.AsSpan(0, at).Count((byte)'\n');
        string Quote(byte[] text) => LineAround(text, at) is { Length: > 0 } found ? $"\"{found}\"" : "nothing";
        return new Disagreement(file, line, null, $"must be {Quote(committed)}, but is {Quote(fresh)}");
    }

    private static string LineAround(byte[] text, int at)
    {
        int start = text.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int length = text.AsSpan(start).IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(text.AsSpan(start, length < 0 ? text.Length - start : length)).Trim();
    }
}
