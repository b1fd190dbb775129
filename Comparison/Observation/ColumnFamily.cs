namespace Dynamics.Comparison.Observation;

/// <summary>Columns that one name stands for.</summary>
internal static class ColumnFamily
{
    private static readonly OrderedDictionary<string, string[]> starts = new()
    {
        ["modes"] = ["mode", "group"],
        ["singularValues"] = ["sv"],
        ["eigenmodes"] = ["z"],
    };

    /// <summary>All families.</summary>
    public static IReadOnlyCollection<string> Names => starts.Keys;

    /// <summary>Those of some columns that a name stands for: the column of that name, or the members of the family; perhaps none.</summary>
    public static IEnumerable<string> Columns(string name, IEnumerable<string> seen) =>
        starts.TryGetValue(name, out string[]? kinds)
            ? seen.Where(column => kinds.Any(kind => IsNumbered(column, kind)))
            : seen.Where(column => column == name).Take(1);

    private static bool IsNumbered(string column, string kind) =>
        column.StartsWith(kind, StringComparison.Ordinal)
        && column.Length > kind.Length
        && char.IsAsciiDigit(column[kind.Length])
        && !column.Contains('@');
}
