using System.Text.Json;

namespace Dynamics.Comparison.Reports;

/// <summary>What is in a result folder: the files that are promised, those that come beside them, and those not ours.</summary>
internal static class FolderListing
{
    /// <summary>Paths of all files below a folder, with <c>/</c>, sorted by character code.</summary>
    public static IReadOnlyList<string> AllFiles(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a file is left out of manifests: it names the machine, or a converter may or may not have made it.</summary>
    public static bool IsByproduct(string file) =>
        file == RunRecord.FileName || Path.GetExtension(file) is ".png" or ".pdf";

    /// <summary>The files a folder's manifest lists, or null if it has no manifest of ours.</summary>
    public static IReadOnlySet<string>? Listed(string folder)
    {
        string path = Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.GetProperty("tool").GetString() == Manifest.Tool
                ? json
                    .RootElement.GetProperty("files")
                    .EnumerateArray()
                    .Select(file => file.GetProperty("path").GetString()!)
                    .ToHashSet(StringComparer.Ordinal)
                : null;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a folder's manifest marks its numbers as not repeatable.</summary>
    public static bool IsChaotic(string folder)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Manifest.FileName)));
        return json.RootElement.TryGetProperty("chaotic", out JsonElement chaotic)
            && chaotic.ValueKind == JsonValueKind.True;
    }

    /// <summary>Refuses to put results in the place of anything that is not a result of ours.</summary>
    /// <exception cref="OutputException">The place is a file, or holds a file that no manifest of ours lists.</exception>
    public static void RequireOurs(string folder)
    {
        if (File.Exists(folder))
        {
            throw OutputException.Refused(folder, "must be a folder for results, but is a file. Move it away.");
        }
        if (!Directory.Exists(folder))
        {
            return;
        }
        IReadOnlyList<string> files = AllFiles(folder);
        IReadOnlySet<string>? listed = Listed(folder);
        string[] foreign = [.. files.Where(file => !IsOurs(file, listed))];
        if (foreign.Length > 0)
        {
            string more = foreign.Length > 3 ? $" and {foreign.Length - 3} more" : "";
            throw OutputException.Refused(
                folder,
                $"must hold only results of an earlier run, but also holds {string.Join(", ", foreign.Take(3))}{more}. "
                    + "Move them away, or choose another place with --out."
            );
        }
    }

    private static bool IsOurs(string file, IReadOnlySet<string>? listed) =>
        listed is not null
        && (
            file is Manifest.FileName or RunRecord.FileName
            || listed.Contains(file)
            || (IsByproduct(file) && listed.Contains(Path.ChangeExtension(file, ".svg")))
        );
}
