namespace Dynamics.Comparison.Reports;

/// <summary>A place where two result folders do not agree.</summary>
/// <param name="File">Path relative to the folder.</param>
/// <param name="Line">1-based line, or null for the whole file.</param>
/// <param name="Column">Name of the column, or its 1-based number where columns have no names; null for the whole line.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record Disagreement(string File, long? Line, string? Column, string Reason)
{
    /// <summary><c>file:line: column: reason</c>.</summary>
    public override string ToString() =>
        $"{File}{(Line is long line ? $":{line}" : "")}: {(Column is null ? "" : Column + ": ")}{Reason}";
}
