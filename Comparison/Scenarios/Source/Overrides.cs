using System.Text;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>Options <c>--set path=value</c>, put into a scenario before anything in it is understood.</summary>
/// <remarks>
/// A path goes by keys, names and positions: <c>runs.deep.learning.step</c>, <c>runs[0].repeat</c>, <c>runs.*.repeat</c>.
/// A value is JSON or a bare word; <c>null</c> removes a key. Keys that no setting knows are found where the file's own
/// are, by the binding.
/// </remarks>
internal sealed class Overrides
{
    private readonly string file;
    private readonly string option;
    private readonly string text;

    private Overrides(string file, string option, string text)
    {
        this.file = file;
        this.option = option;
        this.text = text;
    }

    /// <exception cref="ScenarioException">A path leads nowhere, or a value is broken JSON.</exception>
    public static void Apply(SourceValue root, string file, IReadOnlyList<string> overrides)
    {
        foreach (string given in overrides)
        {
            int equals = given.IndexOf('=');
            if (equals <= 0)
            {
                throw new ScenarioException(
                    SourceValue.Locate(file, 0, given),
                    "--set",
                    $"must be path=value, but is {Display.Text(given)}. Example: --set runs.deep.repeat=5."
                );
            }
            new Overrides(file, given, given[(equals + 1)..]).Put(root, given[..equals]);
        }
    }

    private void Put(SourceValue at, string path)
    {
        if (at.Kind == SourceKind.List)
        {
            PutIntoList(at, path.TrimStart('.'));
        }
        else if (at.Kind == SourceKind.Object)
        {
            PutIntoObject(at, path.TrimStart('.'));
        }
        else
        {
            throw Error(at.Path, $"must be an object or a list to have parts, but is {at.Given}. Shorten the path.");
        }
    }

    private void PutIntoObject(SourceValue at, string path)
    {
        int length = path.IndexOfAny(['.', '[']);
        string key = length < 0 ? path : path[..length];
        string rest = length < 0 ? "" : path[length..];
        if (key.Length == 0)
        {
            throw Error(
                at.Path,
                $"must go on with a key, but the path goes on with {Display.Text(path)}. Example: runs.deep.repeat."
            );
        }
        if (rest.Length > 0)
        {
            if (!at.Members.TryGetValue(key, out SourceValue? next))
            {
                next = new SourceValue(file, SourceKind.Object, "", 0, option);
                at.Set(key, next);
            }
            Put(next, rest);
        }
        else if (text == "null")
        {
            Remove(at, key);
        }
        else
        {
            at.Set(key, Value(at.PathOf(key)));
        }
    }

    private void PutIntoList(SourceValue list, string path)
    {
        if (path.StartsWith('*'))
        {
            for (int index = 0; index < list.Items.Count; index++)
            {
                PutIntoItem(list, index, path[1..]);
            }
            return;
        }
        (int found, string rest) = path.StartsWith('[') ? ByPosition(list, path) : ByName(list, path);
        PutIntoItem(list, found, rest);
    }

    private void PutIntoItem(SourceValue list, int index, string rest)
    {
        if (rest.Length == 0)
        {
            list.Replace(index, Value(list.Items[index].Path));
        }
        else
        {
            Put(list.Items[index], rest);
        }
    }

    private (int Index, string After) ByPosition(SourceValue list, string path)
    {
        int close = path.IndexOf(']');
        string position = close < 0 ? path : path[1..close];
        return
            close > 0
            && int.TryParse(position, System.Globalization.NumberStyles.None, null, out int index)
            && index < list.Items.Count
            ? (index, path[(close + 1)..])
            : throw Error(
                list.Path,
                $"must have the entry asked for, but the path goes on with {Display.Text(path)}. "
                    + (
                        list.Items.Count == 0
                            ? "The list is empty."
                            : $"Its entries are [0] to [{list.Items.Count - 1}], counted from 0."
                    )
            );
    }

    // Names may hold dots, so the longest one that the path begins with is meant.
    private (int Index, string After) ByName(SourceValue list, string path)
    {
        (int Index, string? Name)[] named =
        [
            .. list.Items.Select((item, index) => (index, item.Name)).Where(entry => entry.Name is not null),
        ];
        (int Index, string? Name) best = named
            .Where(entry => path.StartsWith(entry.Name!, StringComparison.Ordinal) && IsEnd(path, entry.Name!.Length))
            .OrderByDescending(entry => entry.Name!.Length)
            .FirstOrDefault();
        if (best.Name is not null)
        {
            return (best.Index, path[best.Name.Length..]);
        }
        int length = path.IndexOfAny(['.', '[']);
        string given = length < 0 ? path : path[..length];
        string advice =
            named.Length == 0
                ? "Its entries have no names: write [0] for the first or * for all."
                : NearestName.Advice(
                    given,
                    named.Select(entry => entry.Name!),
                    $"Known: {Display.Choices(named.Select(entry => entry.Name!))}, or * for all."
                );
        throw Error(list.Path, $"must have an entry of that name, but has no {Display.Text(given)}. {advice}");
    }

    private static bool IsEnd(string path, int at) => at == path.Length || path[at] is '.' or '[';

    private void Remove(SourceValue at, string key)
    {
        if (!at.Members.ContainsKey(key))
        {
            throw Error(
                at.PathOf(key),
                "must be there to be removed with null, but is not. "
                    + NearestName.Advice(key, at.Members.Keys, "Leave this option out.")
            );
        }
        at.Remove(key);
    }

    private SourceValue Value(string path)
    {
        if (text is not ['{' or '[' or '"', ..])
        {
            return new SourceValue(file, text == "null" ? SourceKind.Null : SourceKind.Bare, text, 0, option);
        }
        try
        {
            return SourceParser.Parse(file, Encoding.UTF8.GetBytes(text), option);
        }
        catch (ScenarioException problem)
        {
            throw new ScenarioException(problem.Location, path, problem.Complaint);
        }
    }

    private ScenarioException Error(string path, string complaint) =>
        new(SourceValue.Locate(file, 0, option), path.Length > 0 ? path : "scenario", complaint);
}
