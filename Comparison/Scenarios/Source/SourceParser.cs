using System.Text;
using System.Text.Json;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>One pass over a JSON text that gives every value its place. Comments and trailing commas are allowed.</summary>
internal ref struct SourceParser
{
    /// <summary>A scenario needs 7 levels; what is deeper is a mistake or an attack.</summary>
    public const int Deepest = 32;

    private static readonly JsonReaderOptions options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest + 2,
    };

    private readonly string file;
    private readonly string? option;
    private readonly ReadOnlySpan<byte> json;
    private readonly Stack<SourceValue> open = new();
    private Utf8JsonReader reader;
    private SourceValue? root;
    private SourceValue? latest;
    private string? key;
    private int line = 1;
    private int counted;

    private SourceParser(string file, string? option, ReadOnlySpan<byte> json)
    {
        this.file = file;
        this.option = option;
        this.json = json;
        reader = new Utf8JsonReader(json, options);
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="json">UTF-8 without a byte order mark.</param>
    /// <param name="option">The option the text comes from, if it does.</param>
    /// <exception cref="ScenarioException">It is not JSON, nests too deeply, or gives a key twice.</exception>
    public static SourceValue Parse(string file, ReadOnlySpan<byte> json, string? option = null)
    {
        SourceParser parser = new(file, option, json);
        parser.ReadAll();
        return parser.root!;
    }

    private void ReadAll()
    {
        int end = 0;
        JsonTokenType last = JsonTokenType.None;
        try
        {
            while (reader.Read())
            {
                Take();
                end = (int)reader.BytesConsumed;
                last = reader.TokenType;
            }
        }
        catch (JsonException problem)
        {
            open.TryPeek(out SourceValue? inside);
            SyntaxDiagnosis diagnosis = new(json, end, last, inside) { IsOption = option is not null };
            (int errorLine, string complaint) = diagnosis.Explain(problem);
            string? field =
                last == JsonTokenType.PropertyName ? inside!.PathOf(key!)
                : diagnosis.ExpectsKey(problem) ? inside?.Path
                : latest?.Path ?? inside?.Path;
            throw new ScenarioException(
                SourceValue.Locate(file, errorLine, option),
                field is { Length: > 0 } ? field : "scenario",
                complaint
            );
        }
    }

    private void Take()
    {
        line += json[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
        counted = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                key = Text();
                latest = null;
                RefuseDuplicate();
                break;
            case JsonTokenType.StartObject:
                Open(SourceKind.Object);
                break;
            case JsonTokenType.StartArray:
                Open(SourceKind.List);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                latest = open.Pop();
                break;
            case JsonTokenType.String:
                Attach(SourceKind.Text, Text());
                break;
            case JsonTokenType.Number:
                Attach(SourceKind.Number, Encoding.UTF8.GetString(reader.ValueSpan));
                RefuseInfinite();
                break;
            case JsonTokenType.Null:
                Attach(SourceKind.Null, "null");
                break;
            default:
                Attach(SourceKind.Truth, reader.GetBoolean() ? "true" : "false");
                break;
        }
    }

    private void Open(SourceKind kind)
    {
        SourceValue value = Attach(kind, "");
        if (open.Count == Deepest)
        {
            throw value.ErrorAt(
                "scenario",
                $"must nest at most {Deepest} levels deep, but goes deeper here. Remove brackets."
            );
        }
        open.Push(value);
        latest = null;
    }

    private SourceValue Attach(SourceKind kind, string raw)
    {
        SourceValue value = new(file, kind, raw, line, option);
        if (!open.TryPeek(out SourceValue? inside))
        {
            root = value;
        }
        else if (inside.Kind == SourceKind.Object)
        {
            inside.Set(key!, value);
        }
        else
        {
            inside.Add(value);
        }
        latest = value;
        return value;
    }

    private readonly string Text()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            string place = open.TryPeek(out SourceValue? inside) && inside.Path.Length > 0 ? inside.Path : "scenario";
            throw new ScenarioException(
                SourceValue.Locate(file, line, option),
                place,
                "must hold whole characters, but an escape such as \\ud800 gives half of one. Write the character itself."
            );
        }
    }

    private readonly void RefuseDuplicate()
    {
        SourceValue inside = open.Peek();
        if (inside.Members.TryGetValue(key!, out SourceValue? first))
        {
            throw new ScenarioException(
                SourceValue.Locate(file, line, option),
                first.Path,
                $"must be given once, but line {first.Line} gave it already. Remove one of the two."
            );
        }
    }

    private readonly void RefuseInfinite()
    {
        if (!StrictNumber.TryRead(latest!.Raw, NumberRange.Finite, out _, out string complaint))
        {
            throw latest.Error(complaint);
        }
    }
}
