using System.Runtime.InteropServices;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>What a path leads to, found without opening it: the opening of a FIFO waits for a writer.</summary>
internal static class FileKind
{
    // Of <linux/stat.h>, whose layout is the same on every processor.
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 0x1;
    private const int StatxLength = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;

    /// <summary>"a FIFO", "a device", "a socket"; null for a regular file, a directory, and a path that leads nowhere.</summary>
    /// <param name="path">Symbolic links are followed.</param>
    public static string? Irregular(string path)
    {
        // A NUL would end the path early; the opening refuses such a name.
        if (!OperatingSystem.IsLinux() || path.Contains('\0'))
        {
            return null;
        }
        byte[] found = new byte[StatxLength];
        try
        {
            if (Statx(CurrentFolder, path, 0, TypeOnly, found) != 0)
            {
                return null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before 2018
        }
        return (BitConverter.ToUInt16(found, ModeOffset) & TypeMask) switch
        {
            0x1000 => "a FIFO (a pipe)",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] found
    );
}
