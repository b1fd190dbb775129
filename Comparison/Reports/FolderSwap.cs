namespace Dynamics.Comparison.Reports;

/// <summary>Puts one folder in the place of another by renames, and repairs what a killed process left of that.</summary>
internal static class FolderSwap
{
    /// <summary>A hidden sibling of a folder: <c>.name.suffix</c>.</summary>
    public static string Hidden(string folder, string suffix) =>
        Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{suffix}");

    /// <summary>Gives <paramref name="place"/> to <paramref name="staging"/>, and deletes what was there.</summary>
    public static void Replace(string place, string staging)
    {
        string old = Hidden(place, "old");
        bool isReplacing = Directory.Exists(place);
        if (isReplacing)
        {
            Directory.Move(place, old);
        }
        try
        {
            Directory.Move(staging, place);
        }
        catch when (isReplacing)
        {
            Directory.Move(old, place);
            throw;
        }
        if (isReplacing)
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>Undoes a swap that was cut, and deletes folders of processes that are gone. Call it with the lock held.</summary>
    public static void Repair(string place)
    {
        string old = Hidden(place, "old");
        if (Directory.Exists(old))
        {
            if (Directory.Exists(place))
            {
                Directory.Delete(old, recursive: true);
            }
            else
            {
                Directory.Move(old, place);
            }
        }
        string prefix = Path.GetFileName(Hidden(place, "tmp-"));
        foreach (string folder in Directory.GetDirectories(Path.GetDirectoryName(place)!))
        {
            ReadOnlySpan<char> name = Path.GetFileName(folder.AsSpan());
            // Digits only: ".a.tmp-1.tmp-2" belongs to a scenario called "a.tmp-1".
            if (name.StartsWith(prefix) && !name[prefix.Length..].ContainsAnyExceptInRange('0', '9'))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
