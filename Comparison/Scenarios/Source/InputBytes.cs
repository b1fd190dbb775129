using System.Security;
using System.Text.Unicode;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>The bytes of an input file: all of them, UTF-8, without a byte order mark.</summary>
internal static class InputBytes
{
    /// <summary>Reads a file, or says why it cannot be one of ours.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="limit">Most bytes accepted; a larger file is refused before it is read.</param>
    /// <param name="bytes">The content as it is on disk.</param>
    /// <param name="complaint">What must hold, what was given and what to do.</param>
    public static bool TryRead(string path, int limit, out byte[] bytes, out string complaint)
    {
        bytes = [];
        complaint = "";
        try
        {
            if (Directory.Exists(path))
            {
                complaint = $"must be a file, but {Display.Text(path)} is a directory. Name a file in it.";
                return false;
            }
            if (FileKind.Irregular(path) is string kind)
            {
                complaint =
                    $"must be a regular file, but {Display.Text(path)} is {kind}. Write its content to a file and give that one.";
                return false;
            }
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > limit)
            {
                complaint =
                    $"must be a file of at most {Display.Bytes(limit)}, but {Display.Text(path)} has {Display.Bytes(stream.Length)}. "
                    + "Give a smaller one.";
                return false;
            }
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return true;
        }
        catch (Exception problem)
            when (problem
                    is IOException
                        or UnauthorizedAccessException
                        or SecurityException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            complaint = problem is FileNotFoundException or DirectoryNotFoundException
                ? $"must be a file that exists, but {Display.Text(path)} does not. Check the path."
                : $"must be a readable file, but {Display.Text(path)} cannot be read: {Reason(problem)}. Check the path and its permissions.";
            return false;
        }
    }

    private static string Reason(Exception problem) =>
        problem switch
        {
            UnauthorizedAccessException => "permission is denied",
            ArgumentException => "no file can have this name",
            _ => Display.Plain(problem.Message.TrimEnd('.')),
        };

    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>Whether a text is UTF-16, by its byte order mark or by two characters of ASCII at its beginning.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes
            is [0xFF, 0xFE, ..]
                or [0xFE, 0xFF, ..]
                or [>= (byte)' ' and <= (byte)'~', 0, >= (byte)' ' and <= (byte)'~', 0, ..]
                or [0, >= (byte)' ' and <= (byte)'~', 0, >= (byte)' ' and <= (byte)'~', ..];

    /// <summary>Says in which line a text is not UTF-8; null when it is.</summary>
    public static (int Line, string Complaint)? NotUtf8(ReadOnlySpan<byte> bytes)
    {
        if (IsUtf16(bytes))
        {
            return (1, "must be UTF-8 text, but is UTF-16. Save the file as UTF-8.");
        }
        if (Utf8.IsValid(bytes))
        {
            return null;
        }
        int position = 0;
        int line = 1;
        while (
            System.Text.Rune.DecodeFromUtf8(bytes[position..], out _, out int length)
            == System.Buffers.OperationStatus.Done
        )
        {
            line += bytes[position] == '\n' ? 1 : 0;
            position += length;
        }
        return (
            line,
            $"must be UTF-8 text, but holds the byte 0x{bytes[position]:X2} where no character begins so. Save the file as UTF-8."
        );
    }
}
