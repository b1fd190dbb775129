namespace ComparisonTests;

/// <summary>The checkout that these tests are of.</summary>
internal static class Repository
{
    /// <summary>The full path of a file in it.</summary>
    public static string File(params string[] path) => Path.Combine([Root(), .. path]);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Dynamics.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("Dynamics.sln is in no folder above the tests.");
    }
}
