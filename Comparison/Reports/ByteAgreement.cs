using System.Security.Cryptography;

namespace Dynamics.Comparison.Reports;

/// <summary>Whether two files have the same bytes.</summary>
internal static class ByteAgreement
{
    // Of larger files, which no one reads as text, no line is quoted.
    private const long LargestQuoted = 1L << 26;

    /// <summary>By their hashes, since a file may be larger than an array.</summary>
    public static bool AreIdentical(string freshPath, string committedPath)
    {
        using FileStream fresh = File.OpenRead(freshPath);
        using FileStream committed = File.OpenRead(committedPath);
        return fresh.Length == committed.Length
            && SHA256.HashData(fresh).AsSpan().SequenceEqual(SHA256.HashData(committed));
    }

    /// <param name="freshPath">A file.</param>
    /// <param name="committedPath">The file it must agree with.</param>
    /// <param name="found">Takes what is found.</param>
    public static void Compare(string freshPath, string committedPath, FileAgreement found)
    {
        if (AreIdentical(freshPath, committedPath))
        {
            return;
        }
        if (Math.Max(new FileInfo(freshPath).Length, new FileInfo(committedPath).Length) > LargestQuoted)
        {
            found.Add(new(found.File, null, null, null, "the files differ"));
            return;
        }
        TextAgreement.CompareExactly(
            TextAgreement.ReadAll(freshPath),
            TextAgreement.ReadAll(committedPath),
            found,
            null
        );
        if (found.Agrees)
        {
            found.Add(new(found.File, null, null, null, "the files differ in bytes that are no text"));
        }
    }
}
