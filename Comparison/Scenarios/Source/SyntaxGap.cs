namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>What stands between the last good token of a broken JSON text and the place where reading stopped.</summary>
/// <param name="Next">Where the first thing that does not belong begins.</param>
internal readonly record struct SyntaxGap(int Next)
{
    public bool Comma { get; private init; }

    public bool Key { get; private init; }

    public bool Colon { get; private init; }

    /// <summary>Where a text begins that is not closed before reading stopped.</summary>
    public int? OpenText { get; private init; }

    /// <summary>Where a comment begins that is not closed.</summary>
    public int? OpenComment { get; private init; }

    public static SyntaxGap Scan(ReadOnlySpan<byte> json, int from, int stop)
    {
        SyntaxGap gap = new(from);
        int at = from;
        while (at < json.Length)
        {
            gap = gap with { Next = at };
            switch (json[at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                case (byte)'/' when at + 1 < json.Length && json[at + 1] == '/':
                    int line = json[at..].IndexOf((byte)'\n');
                    at = line < 0 ? json.Length : at + line;
                    break;
                case (byte)'/' when at + 1 < json.Length && json[at + 1] == '*':
                    int close = json[(at + 2)..].IndexOf("*/"u8);
                    if (close < 0)
                    {
                        return gap with { OpenComment = at };
                    }
                    at += close + 4;
                    break;
                case (byte)',' when at < stop && gap is { Comma: false, Key: false }:
                    gap = gap with { Comma = true };
                    at++;
                    break;
                case (byte)':' when at < stop && gap is { Colon: false, Key: true }:
                    gap = gap with { Colon = true };
                    at++;
                    break;
                case (byte)'"':
                    int end = EndOfText(json, at);
                    if (end < 0 || end > stop)
                    {
                        return end < 0 || stop > at ? gap with { OpenText = at } : gap;
                    }
                    gap = gap with { Key = true };
                    at = end;
                    break;
                default:
                    return gap;
            }
        }
        return gap with { Next = json.Length };
    }

    private static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (int at = start + 1; at < json.Length; at++)
        {
            if (json[at] == '"')
            {
                return at + 1;
            }
            at += json[at] == '\\' ? 1 : 0;
        }
        return -1;
    }
}
