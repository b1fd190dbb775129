namespace Dynamics.Comparison.Reports;

/// <summary>A place where two result folders do not agree.</summary>
/// <param name="File">Path relative to the folder.</param>
/// <param name="Line">1-based line, or null for the whole file.</param>
/// <param name="Position">1-based cell of a table, or character of a text; null for the whole line.</param>
/// <param name="Name">Name of the column or attribute; null where it has none.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record Disagreement(string File, long? Line, int? Position, string? Name, string Reason)
{
    /// <summary>Of two finite numbers: |a − b|.</summary>
    public double? Difference { get; init; }

    /// <summary>Of two finite numbers: the largest difference that is no disagreement.</summary>
    public double? Tolerance { get; init; }

    /// <summary><c>file:line:position: name: reason (difference d, tolerance t)</c>.</summary>
    public override string ToString() =>
        $"{File}{Place(Line)}{Place(Position)}: {(Name is null ? "" : Name + ": ")}{Reason}"
        + (
            Difference is double difference
                ? FormattableString.Invariant($" (difference {difference:g3}, tolerance {Tolerance:g3})")
                : ""
        );

    private static string Place(long? at) => at is long place ? FormattableString.Invariant($":{place}") : "";
}
