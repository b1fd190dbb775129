namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>The folders in which the system's loader looks for a library that is named without one.</summary>
internal static class LoaderFolders
{
    /// <summary>LD_LIBRARY_PATH, then the folders of ld.so.conf.d, then the usual ones, those that exist.</summary>
    /// <remarks>Listed, so that a library is checked before it is loaded: left to the loader, it is loaded unseen.</remarks>
    internal static IReadOnlyList<string> All() =>
        [
            .. (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "")
                .Split(':', ';')
                .Concat(Configured())
                .Concat([
                    "/usr/local/lib",
                    "/lib/x86_64-linux-gnu",
                    "/usr/lib/x86_64-linux-gnu",
                    "/lib64",
                    "/usr/lib64",
                    "/lib",
                    "/usr/lib",
                ])
                .Where(folder => folder.Length > 0 && Directory.Exists(folder))
                .Select(Path.GetFullPath)
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Configured()
    {
        try
        {
            return
            [
                .. Directory
                    .GetFiles("/etc/ld.so.conf.d", "*.conf")
                    .Order(StringComparer.Ordinal)
                    .SelectMany(File.ReadAllLines)
                    .Select(line => line.Trim())
                    .Where(line => line.StartsWith('/')),
            ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return []; // a system that has no such folder, or keeps it to itself
        }
    }
}
