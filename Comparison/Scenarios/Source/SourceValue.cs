namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>What a value was written as.</summary>
internal enum SourceKind
{
    Object,
    List,
    Text,
    Number,
    Truth,
    Null,

    /// <summary>A word after <c>--set path=</c> without quotes: a number, a text or a truth, as the setting needs it.</summary>
    Bare,
}

/// <summary>One value of a scenario with its place: the index from path to line and raw text, as a tree.</summary>
/// <param name="file">The file as the user named it.</param>
/// <param name="kind">What it was written as.</param>
/// <param name="raw">A number as written, the content of a text, a word; empty for objects and lists.</param>
/// <param name="line">1-based.</param>
/// <param name="option">The <c>--set</c> that gave this value; null where the file did.</param>
internal sealed class SourceValue(string file, SourceKind kind, string raw, int line, string? option)
{
    private static readonly OrderedDictionary<string, SourceValue> noMembers = [];
    private static readonly List<SourceValue> noItems = [];

    // A matrix of a million entries is a million values: what only objects and lists have, only they pay for.
    private readonly OrderedDictionary<string, SourceValue> members =
        kind == SourceKind.Object ? new(StringComparer.Ordinal) : noMembers;
    private readonly List<SourceValue> items = kind == SourceKind.List ? [] : noItems;

    private SourceValue? parent;
    private string key = "";

    public SourceKind Kind => kind;

    public string Raw => raw;

    public int Line => line;

    public bool IsFromOption => option is not null;

    /// <summary>The file as the user named it.</summary>
    public string File => file;

    /// <summary>The <c>--set</c> that gave this value; null where the file did.</summary>
    public string? Option => option;

    /// <summary>Of an object, in the order of the file.</summary>
    public IReadOnlyDictionary<string, SourceValue> Members => members;

    /// <summary>Of a list.</summary>
    public IReadOnlyList<SourceValue> Items => items;

    /// <summary>The place as a user thinks of it: runs by name where they have one, <c>runs.deep.learning.step</c>.</summary>
    public string Path =>
        parent is null ? ""
        : parent.Kind == SourceKind.Object ? parent.PathOf(key)
        : parent.PathOf(this);

    /// <summary>The value of the member "name", when it is text that tells this item from its neighbours.</summary>
    public string? Name =>
        members.TryGetValue("name", out SourceValue? name)
        && name.Kind is SourceKind.Text or SourceKind.Bare
        && name.Raw.Length is > 0 and <= 64
        && char.IsLetterOrDigit(name.Raw[0])
        && name.Raw.All(symbol => char.IsLetterOrDigit(symbol) || "-_.".Contains(symbol))
        && parent?.items.Count(item =>
            item.members.TryGetValue("name", out SourceValue? other) && other.Raw == name.Raw
        ) == 1
            ? name.Raw
            : null;

    /// <summary>What was given, as it is repeated in a message.</summary>
    public string Given =>
        kind switch
        {
            SourceKind.Object => "an object { … }",
            SourceKind.List => items.Count == 0 ? "the empty list []" : "a list [ … ]",
            SourceKind.Text => Display.Text(raw),
            SourceKind.Bare when !StrictNumber.LooksNumeric(raw) => Display.Text(raw),
            _ => Display.Plain(raw),
        };

    /// <summary>The path of an item of a list by its place, for when its name does not tell it from another.</summary>
    public string PathByPosition =>
        parent is { Kind: SourceKind.List }
            ? $"{parent.Path}[{parent.items.FindIndex(other => ReferenceEquals(other, this))}]"
            : Path;

    public string PathOf(string member) =>
        Path is { Length: > 0 } path ? $"{path}.{Display.Plain(member)}" : Display.Plain(member);

    /// <summary>Puts a value into this object, in the place of one that is there already.</summary>
    public void Set(string member, SourceValue value)
    {
        members[member] = value;
        (value.parent, value.key) = (this, member);
    }

    public void Remove(string member) => members.Remove(member);

    /// <summary>The same value, without members or items, of no tree yet.</summary>
    public SourceValue Bare() => new(file, kind, raw, line, option);

    public void Add(SourceValue item)
    {
        items.Add(item);
        item.parent = this;
    }

    public void Replace(int index, SourceValue item)
    {
        items[index] = item;
        item.parent = this;
    }

    /// <summary>An error about this value.</summary>
    /// <param name="complaint">A sentence: what must hold, what was given, what to do.</param>
    public ScenarioException Error(string complaint) => ErrorAt(Path, complaint);

    /// <summary>An error about this value that repeats what was given.</summary>
    /// <param name="must">As in "must be …".</param>
    /// <param name="advice">What to do: a sentence.</param>
    public ScenarioException Wrong(string must, string advice) => Error($"must be {must}, but is {Given}. {advice}");

    /// <summary>An error about a member that this object lacks.</summary>
    public ScenarioException Missing(string member, string example) =>
        ErrorAt(PathOf(member), $"must be given, but is missing. Example: {example}.");

    public ScenarioException ErrorAt(string path, string complaint) =>
        new(Location, path.Length > 0 ? path : "scenario", complaint);

    private string Location => Locate(file, line, option);

    public static string Locate(string file, int line, string? option) =>
        option is null ? $"{file}:{line}" : $"{file}: --set {Display.Plain(option)}";

    private string PathOf(SourceValue item) => item.Name is { } name ? PathOf(name) : item.PathByPosition;
}
