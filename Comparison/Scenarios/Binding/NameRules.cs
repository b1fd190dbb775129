using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>What scenarios, runs, figures and theories may be called: something every file system and column title bears.</summary>
internal static class NameRules
{
    // 64 letters are at most 192 bytes of UTF-8; file names end at 255, endings such as ".theory.csv" included.
    private const int Longest = 64;

    private static readonly string[] devices = ["CON", "PRN", "AUX", "NUL"];

    private static readonly string[] ourNames =
    [
        "budget",
        "critical-points",
        "errors",
        "half-rise",
        "learning",
        "rates",
        "seeds",
        "spectrum",
        "sweeps",
    ];

    private static readonly string[] ourEndings =
    [
        ".critical",
        ".half-rise",
        ".theory",
        ".map",
        ".weights",
        ".budget",
        ".partial",
        ".checkpoint",
    ];

    private const string Words = "a name of letters, digits, \"-\", \"_\" and inner \".\"";

    /// <summary>A name that becomes a file or a folder.</summary>
    public static string FileName(this ObjectFields fields, string example)
    {
        string name = ColumnName(fields, example);
        SourceValue value = fields.Value.Members["name"];
        return IsDevice(name)
                ? throw value.Wrong("a name free for files", "Windows keeps it for a device. Choose another.")
            : IsOurs(name)
                ? throw value.Wrong(
                    "a name free for files",
                    "The results use it for a file of their own. Choose another."
                )
            : name;
    }

    /// <summary>A name that becomes part of a column title.</summary>
    public static string ColumnName(this ObjectFields fields, string example)
    {
        string name = fields.Text("name", example);
        SourceValue value = fields.Value.Members["name"];
        if (name.Length == 0)
        {
            throw value.Wrong(Words, $"Example: {Display.Text(example)}.");
        }
        if (name.Length > Longest)
        {
            throw value.Wrong($"a name of at most {Longest} characters", $"It has {name.Length}. Shorten it.");
        }
        if (name.IndexOfAny(['/', '\\', ':']) is >= 0 and int separator)
        {
            throw value.Wrong(
                Words,
                $"It names a file, so {Display.Text(name[separator..(separator + 1)])} cannot be in it."
            );
        }
        string stray = string.Concat(name.Where(symbol => !IsAllowed(symbol)).Distinct());
        if (stray.Length > 0)
        {
            throw value.Wrong(Words, $"Leave out {Display.Text(stray)}.");
        }
        return !char.IsLetterOrDigit(name[0]) || name.EndsWith('.')
            ? throw value.Wrong(Words, "It begins with a letter or a digit and does not end with a dot.")
            : name;
    }

    /// <summary>Refuses two names that some file systems hold for one.</summary>
    public static void RequireDistinct(IReadOnlyList<(string Name, SourceValue At)> named, string what)
    {
        Dictionary<string, SourceValue> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, SourceValue at) in named)
        {
            if (!seen.TryAdd(name, at))
            {
                throw at.Members["name"]
                    .Wrong(
                        $"a name no other {what} has (small and capital letters alike)",
                        $"{seen[name].PathByPosition} has it too. Choose another."
                    );
            }
        }
    }

    private static bool IsAllowed(char symbol) => char.IsLetterOrDigit(symbol) || symbol is '-' or '_' or '.';

    private static bool IsDevice(string name)
    {
        string stem = name.Split('.')[0].ToUpperInvariant();
        return devices.Contains(stem, StringComparer.Ordinal)
            || (stem.Length == 4 && stem[..3] is "COM" or "LPT" && char.IsAsciiDigit(stem[3]));
    }

    private static bool IsOurs(string name) =>
        ourNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || ourEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
