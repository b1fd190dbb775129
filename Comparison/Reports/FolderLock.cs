namespace Dynamics.Comparison.Reports;

/// <summary>The right to write one result folder, held by one process at a time and lost when it ends.</summary>
internal static class FolderLock
{
    /// <summary>EAGAIN on Linux and on macOS, and Windows' sharing violation: how .NET says that a lock is taken.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Takes the lock; disposing it gives it back.</summary>
    /// <exception cref="OutputException">Another process holds it (exit code 4).</exception>
    public static FileStream Take(string folder)
    {
        string path = FolderSwap.Hidden(folder, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (Taken.Contains(exception.HResult))
        {
            throw OutputException.Unwritable(
                folder,
                "another process is writing these results. Wait until it has ended, or choose another place with --out.",
                exception
            );
        }
    }
}
