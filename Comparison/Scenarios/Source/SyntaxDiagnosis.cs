using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>Says in plain words what is wrong with a text that is not JSON: System.Text.Json says it for programmers.</summary>
internal readonly ref struct SyntaxDiagnosis
{
    private static readonly SearchValues<byte> delimiters = SearchValues.Create(" \t\r\n,:{}[]"u8);

    private readonly ReadOnlySpan<byte> json;
    private readonly int end;
    private readonly JsonTokenType last;
    private readonly SourceValue? inside;

    /// <param name="json">The whole text.</param>
    /// <param name="end">Where the last good token ends.</param>
    /// <param name="last">What the last good token was.</param>
    /// <param name="inside">The innermost object or list still open.</param>
    public SyntaxDiagnosis(ReadOnlySpan<byte> json, int end, JsonTokenType last, SourceValue? inside)
    {
        this.json = json;
        this.end = end;
        this.last = last;
        this.inside = inside;
    }

    /// <summary>Whether the text is the value of an option rather than a file.</summary>
    public bool IsOption { get; init; }

    /// <summary>Whether the mistake is where a key belongs, and so about the object rather than its latest value.</summary>
    public bool ExpectsKey(JsonException problem)
    {
        SyntaxGap gap = SyntaxGap.Scan(json, end, Offset(problem));
        return inside is { Kind: SourceKind.Object }
            && (last == JsonTokenType.StartObject || gap.Comma || gap.Key)
            && !IsDecimalComma(gap.Next);
    }

    /// <summary>The line to look at and what to change there.</summary>
    public (int Line, string Complaint) Explain(JsonException problem)
    {
        int offset = Offset(problem);
        SyntaxGap gap = SyntaxGap.Scan(json, end, offset);
        string found = TokenAt(gap.Next);
        int line = LineAt(Math.Min(gap.Next, json.Length));
        if (gap.OpenText is { } start)
        {
            return (LineAt(start), OpenText(start, offset));
        }
        if (gap.OpenComment is { } comment)
        {
            return (LineAt(comment), "must have an end \"*/\" to its comment \"/*\", but has none. Close the comment.");
        }
        if (
            inside is not null
            && gap.Next + found.Length == json.Length
            && StrictNumber.WhyNot(found, NumberRange.Finite, out _) is null
        )
        {
            return (LineAt(json.Length), Unclosed());
        }
        if (ExpectsValue(gap))
        {
            return (line, Value(found));
        }
        if (inside is not null && EndsBehindComma(gap))
        {
            return (LineAt(json.Length), Unclosed());
        }
        if (inside is { Kind: SourceKind.Object } && gap is { Key: true, Colon: false })
        {
            return (line, $"must have \":\" after its key, but {Follows(found)}. Write \"key\": value.");
        }
        if (inside is { Kind: SourceKind.Object } && (last == JsonTokenType.StartObject || gap.Comma))
        {
            return IsDecimalComma(gap.Next) ? (line, DecimalComma(gap.Next)) : (line, Key(found));
        }
        return inside is null
                ? (line, $"must end where its outermost bracket closes, but {Follows(found)}. Remove what follows.")
            : found.Length == 0 ? (line, Unclosed())
            : (LineAt(end), $"must be followed by \",\" or \"{Closing}\", but {Follows(found)}. {AfterValue(found)}");
    }

    private string Closing => inside!.Kind == SourceKind.Object ? "}" : "]";

    private string Whole => IsOption ? "value" : "file";

    private bool ExpectsValue(SyntaxGap gap) =>
        last == JsonTokenType.None
        || last == JsonTokenType.PropertyName
        || (
            inside is { Kind: SourceKind.List }
            && (last == JsonTokenType.StartArray || gap.Comma)
            && gap.Next < json.Length
            && json[gap.Next] != '}'
        );

    // The parser stops at such a comma, as if the comma were what is wrong.
    private bool EndsBehindComma(SyntaxGap gap) =>
        gap is { Comma: false, Key: false }
        && last is not (JsonTokenType.StartObject or JsonTokenType.StartArray)
        && gap.Next < json.Length
        && json[gap.Next] == ','
        && SyntaxGap.Scan(json, gap.Next + 1, gap.Next + 1) is { OpenComment: null } rest
        && rest.Next == json.Length;

    private string Value(string found) =>
        found switch
        {
            "" when last == JsonTokenType.None =>
                "must be an object { … }, but the file is empty. Write a scenario into it.",
            "" => $"must have a value, but the {Whole} ends. Complete it.",
            _ when StrictNumber.IsNotFinite(found) =>
                $"must be finite, but is {Display.Plain(found)}. Write a number such as 0.1.",
            _ when StrictNumber.LooksNumeric(found) =>
                $"must be a number as JSON writes it, but is {Display.Plain(found)}. Examples: 0.5, -2, 1e-3.",
            ['\'', ..] =>
                $"must be in double quotes, but is {Display.Plain(found)}. Write {Display.Text(found.Trim('\''))}.",
            [',' or '}' or ']' or ':', ..] => $"must have a value, but {Follows(found)}. Write one.",
            _ when found.Equals("true", StringComparison.OrdinalIgnoreCase)
                    || found.Equals("false", StringComparison.OrdinalIgnoreCase) =>
                $"must be true or false in small letters, but is {Display.Plain(found)}. Write {found.ToLowerInvariant()}.",
            _ when found.Equals("null", StringComparison.OrdinalIgnoreCase) || found == "None" =>
                $"must have a value, but is {Display.Plain(found)}. Leave the key out for its default.",
            _ =>
                $"must be a value, but is {Display.Plain(found)}. Text is written in double quotes: {Display.Text(found)}.",
        };

    private string Key(string found) =>
        found.Length == 0 ? Unclosed()
        : found is ['\'', ..] || char.IsLetter(found[0]) || found[0] == '_'
            ? $"must have its keys in double quotes, but {Follows(found)}. Write {Display.Text(found.Trim('\''))}."
        : $"must go on with a key in double quotes or \"}}\", but {Follows(found)}. Correct it.";

    private string Unclosed() =>
        $"must be closed with \"{Closing}\", but the {Whole} ends. "
        + (IsOption ? "Close what is open." : $"The bracket opened in line {inside!.Line} is still open.");

    private static string AfterValue(string found) =>
        found[0] is '}' or ']'
            ? "Brackets close in the order in which they opened."
            : "Put a comma between two entries.";

    private string Follows(string found) =>
        found.Length == 0 ? $"the {Whole} ends"
        : found[0] == '"' ? $"{Display.Plain(found)} follows"
        : $"\"{Display.Plain(found)}\" follows";

    private string OpenText(int start, int offset)
    {
        bool isEscape = offset > 0 && offset < json.Length && (json[offset] == '\\' || json[offset - 1] == '\\');
        string text = Display.Plain(LineFrom(start));
        return isEscape && json[offset] is not ((byte)'\n' or (byte)'\r')
            ? $"must not hold a lone \"\\\", but is {text}. Write \"\\\\\" for a backslash; in paths \"/\" works everywhere."
            : $"must end with a double quote in its own line, but is {text}. Close the text; write a tab as \\t and a new line as \\n.";
    }

    private bool IsDecimalComma(int next) =>
        last == JsonTokenType.Number && next < json.Length && char.IsAsciiDigit((char)json[next]) && next == end + 1;

    private string DecimalComma(int next)
    {
        int start = end;
        while (
            start > 0 && (char.IsAsciiLetterOrDigit((char)json[start - 1]) || json[start - 1] is (byte)'-' or (byte)'.')
        )
        {
            start--;
        }
        string whole = Encoding.UTF8.GetString(json[start..end]);
        string fraction = TokenAt(next);
        return $"must be written with a decimal point, but is {Display.Plain($"{whole},{fraction}")}. Write {Display.Plain($"{whole}.{fraction}")}.";
    }

    private int Offset(JsonException problem)
    {
        int start = 0;
        for (long line = problem.LineNumber ?? 0; line > 0; line--)
        {
            int newline = json[start..].IndexOf((byte)'\n');
            start = newline < 0 ? json.Length : start + newline + 1;
        }
        return (int)Math.Clamp(start + (problem.BytePositionInLine ?? 0), end, json.Length);
    }

    private int LineAt(int offset) => 1 + json[..offset].Count((byte)'\n');

    private string LineFrom(int start)
    {
        int length = json[start..].IndexOfAny((byte)'\n', (byte)'\r');
        return Encoding.UTF8.GetString(length < 0 ? json[start..] : json.Slice(start, length)).TrimEnd(' ', ',');
    }

    private string TokenAt(int start)
    {
        if (start >= json.Length)
        {
            return "";
        }
        int length = json[start..].IndexOfAny(delimiters);
        return Encoding.UTF8.GetString(json.Slice(start, length < 0 ? json.Length - start : Math.Max(length, 1)));
    }
}
