using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>Families of curves beside modes and singular values: entries of the map, strengths in layers, the tangent kernel, curvature.</summary>
internal static class LayerCurves
{
    /// <summary>The families by the name that scenarios use.</summary>
    public static IReadOnlyDictionary<string, Observable> Families { get; } =
        new OrderedDictionary<string, Observable>(StringComparer.Ordinal)
        {
            ["entries"] = Observable.Entries,
            ["hidden"] = Observable.Hidden,
            ["readout"] = Observable.Readout,
            ["kernel"] = Observable.Kernel,
            ["curvature"] = Observable.Curvature,
        };

    /// <summary>The columns of a family in order; null for a name that is none of these families.</summary>
    public static IReadOnlyList<string>? Columns(LearningTask task, string family) =>
        Families.TryGetValue(family, out Observable observable)
            ? observable switch
            {
                Observable.Entries => [.. ObservedColumns.MapEntries(task.Moments.Outputs, task.Moments.Inputs)],
                Observable.Hidden => [.. task.Modes.Groups.Select(ObservedColumns.Hidden)],
                Observable.Readout => [.. task.Modes.Groups.Select(ObservedColumns.Readout)],
                Observable.Curvature => ObservedColumns.Curvature,
                _ => ObservedColumns.Kernel,
            }
            : null;

    /// <summary>The observable that a column belongs to; null for a column of no such family.</summary>
    public static Observable? ObservableOf(LearningTask task, string column) =>
        Families
            .Where(family => Columns(task, family.Key)!.Contains(column, StringComparer.Ordinal))
            .Select(family => (Observable?)family.Value)
            .FirstOrDefault();

    /// <summary>What curves of a family or a column are, for the axis; null for others.</summary>
    public static string? Quantity(string observable) =>
        Kind(observable) switch
        {
            "entries" => "entry of *W*(*t*)",
            "hidden" => "hidden strength |*W*_{1}*v*_{α}|^{2}",
            "readout" => "readout strength |*u*_{α}·*W*_{*L*}|^{2}",
            "curvature" => "eigenvalue of the Hessian",
            "kernel" => observable switch
            {
                "kernelDistance" => "kernel distance",
                "kernelChange" => "kernel change",
                _ => "distance of the kernel from its start",
            },
            _ => null,
        };

    /// <summary>What one curve is of, in rich-text notation; null for a column of no such family.</summary>
    /// <param name="column">The column.</param>
    /// <param name="modes">Names of the modes it is about, where it is of modes.</param>
    public static string? CurveName(string column, Func<string> modes) =>
        Kind(column) switch
        {
            "entries" => $"*W*_{{{column[1..].Replace('_', ',')}}}",
            "hidden" or "readout" => $"α = {modes()}",
            "curvature" => column == ObservedColumns.Curvature[^1] ? "least" : $"*λ*_{{{column["hessian".Length..]}}}",
            "kernel" => column == ObservedColumns.Kernel[0] ? "distance" : "change",
            _ => null,
        };

    /// <summary>The name of a column's family, or the name of the family itself; empty for others.</summary>
    public static string Kind(string column) =>
        Families.ContainsKey(column) ? column
        : column.StartsWith("kernel", StringComparison.Ordinal) ? "kernel"
        : column.StartsWith("hessian", StringComparison.Ordinal) ? "curvature"
        : IsNumbered(column, 'w') ? "entries"
        : IsNumbered(column, 'h') ? "hidden"
        : IsNumbered(column, 'o') ? "readout"
        : "";

    private static bool IsNumbered(string column, char letter) =>
        column.Length > 1 && column[0] == letter && char.IsAsciiDigit(column[1]);
}
