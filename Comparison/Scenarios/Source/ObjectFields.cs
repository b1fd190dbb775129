using System.Text.Json.Nodes;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A number, or one of a few words that stand for one.</summary>
/// <param name="Number">The number; NaN where a word was given.</param>
/// <param name="Word">The word; null where a number was given.</param>
public readonly record struct NumberOrWord(double Number, string? Word);

/// <summary>The settings of one object of a scenario, read by key; every mistake is an error with its file and line.</summary>
/// <remarks>What is read, defaults included, is written down as the effective setting.</remarks>
public sealed class ObjectFields
{
    private readonly JsonObject effective;

    internal ObjectFields(SourceValue value, JsonObject effective, IReadOnlyList<string> known)
    {
        Value = value;
        this.effective = effective;
        RequireObject(value);
        foreach ((string key, SourceValue member) in value.Members)
        {
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                throw member.Error(
                    $"must be a key that is known here, but {Display.Text(key)} is not. "
                        + NearestName.Advice(key, known, $"Known: {Display.Joined(known, "and")}.")
                );
            }
        }
    }

    internal SourceValue Value { get; }

    /// <summary>Whether the key is given.</summary>
    public bool Has(string key) => Value.Members.ContainsKey(key);

    /// <summary>A number.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="range">The values allowed.</param>
    /// <param name="otherwise">The default; null when the key must be given.</param>
    public double Number(string key, NumberRange range, double? otherwise = null)
    {
        double number =
            otherwise is { } value && !Has(key) ? value : Required(key, $"\"{key}\": {range.Example}").Number(range);
        effective[key] = number;
        return number;
    }

    /// <summary>A whole number.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="minimum">The smallest allowed.</param>
    /// <param name="otherwise">The default; null when the key must be given.</param>
    public int Whole(string key, int minimum, int? otherwise = null)
    {
        int number =
            otherwise is { } value && !Has(key)
                ? value
                : Required(key, $"\"{key}\": {Math.Max(minimum, 1)}").Whole(minimum);
        effective[key] = number;
        return number;
    }

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="example">A text that would do.</param>
    /// <param name="otherwise">The default; null when the key must be given.</param>
    public string Text(string key, string example, string? otherwise = null)
    {
        string text =
            otherwise is not null && !Has(key)
                ? otherwise
                : Required(key, $"\"{key}\": {Display.Text(example)}").Text(example);
        effective[key] = text;
        return text;
    }

    /// <summary>True or false.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="otherwise">The default.</param>
    public bool Flag(string key, bool otherwise)
    {
        bool flag = Value.Members.TryGetValue(key, out SourceValue? value) ? value.Flag() : otherwise;
        effective[key] = flag;
        return flag;
    }

    /// <summary>One of a few words.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="words">The words allowed.</param>
    /// <param name="otherwise">The default; null when the key must be given.</param>
    public string Choice(string key, IReadOnlyList<string> words, string? otherwise = null)
    {
        string word =
            otherwise is not null && !Has(key)
                ? otherwise
                : Required(key, $"\"{key}\": {Display.Text(words[0])}").Choice(words);
        effective[key] = word;
        return word;
    }

    /// <summary>A number, or one of a few words that stand for one.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="range">The numbers allowed.</param>
    /// <param name="words">The words allowed.</param>
    /// <param name="otherwise">The word where there is none; null where there must be one.</param>
    public NumberOrWord NumberOrWord(
        string key,
        NumberRange range,
        IReadOnlyList<string> words,
        string? otherwise = null
    )
    {
        if (otherwise is not null && !Has(key))
        {
            Keep(key, otherwise);
            return new NumberOrWord(double.NaN, otherwise);
        }
        SourceValue value = Required(key, $"\"{key}\": {range.Example}");
        NumberOrWord read = value.NumberOrWord(range, words);
        effective[key] = read.Word is null ? read.Number : read.Word;
        return read;
    }

    /// <summary>An error about one setting, for what only the reader of the object can know.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="complaint">A sentence: what must hold, what was given, what to do.</param>
    public ScenarioException Error(string key, string complaint) =>
        Value.Members.TryGetValue(key, out SourceValue? member)
            ? member.Error(complaint)
            : Value.ErrorAt(Value.PathOf(key), complaint);

    internal SourceValue? Optional(string key) => Value.Members.GetValueOrDefault(key);

    internal SourceValue Required(string key, string example) => Optional(key) ?? throw Value.Missing(key, example);

    internal void Keep(string key, JsonNode? setting) => effective[key] = setting;

    internal JsonObject KeepObject(string key)
    {
        JsonObject kept = [];
        effective[key] = kept;
        return kept;
    }

    /// <summary>An object whose keys depend on its "kind".</summary>
    /// <param name="value">The object.</param>
    /// <param name="effective">Where its settings are written down.</param>
    /// <param name="kinds">The keys of every kind, besides "kind".</param>
    internal static (string Kind, ObjectFields Fields) OfKind(
        SourceValue value,
        JsonObject effective,
        IReadOnlyDictionary<string, IReadOnlyList<string>> kinds
    )
    {
        RequireObject(value);
        if (!value.Members.TryGetValue("kind", out SourceValue? given))
        {
            _ = new ObjectFields(
                value,
                effective,
                ["kind", .. kinds.Values.SelectMany(keys => keys).Distinct(StringComparer.Ordinal)]
            );
            throw value.Error($"must have a \"kind\", but has none. Known: {Display.Choices(kinds.Keys)}.");
        }
        string kind = given.Choice([.. kinds.Keys]);
        effective["kind"] = kind;
        foreach ((string key, SourceValue member) in value.Members)
        {
            string[] owners =
            [
                .. kinds.Where(other => other.Value.Contains(key, StringComparer.Ordinal)).Select(other => other.Key),
            ];
            if (owners.Length > 0 && !owners.Contains(kind, StringComparer.Ordinal))
            {
                throw member.Error(
                    $"must not be given with the kind \"{kind}\", but is. It belongs to {Display.Choices(owners)}."
                );
            }
        }
        return (kind, new ObjectFields(value, effective, ["kind", .. kinds[kind]]));
    }

    private static void RequireObject(SourceValue value)
    {
        if (value.Kind != SourceKind.Object)
        {
            throw value.Wrong("an object { … }", "Write its settings as \"key\": value in braces.");
        }
    }
}
