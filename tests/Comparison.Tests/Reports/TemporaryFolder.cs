namespace ComparisonTests.Reports;

/// <summary>A folder for one test, with a space and a letter beyond ASCII in its name, deleted with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("dynamics test ü ");

    public string Root => parent.FullName;

    public void Dispose() => parent.Delete(recursive: true);

    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Names of everything directly in the folder, hidden things included, sorted.</summary>
    public IEnumerable<string> Names() =>
        Directory
            .EnumerateFileSystemEntries(Root)
            .Select(path => System.IO.Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    /// <summary>Writes a file, its folder included.</summary>
    public void Put(string file, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        File.WriteAllText(Path(file), content);
    }
}
