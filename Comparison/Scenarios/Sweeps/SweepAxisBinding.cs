using System.Globalization;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>One entry of the list "over" of a sweep.</summary>
internal static class SweepAxisBinding
{
    public const string Example = "{ \"set\": \"runs.deep.learning.step\", \"values\": [0.1, 0.05] }";

    private static readonly string[] keys = ["set", "values", "linear", "log", "at", "as", "label"];

    private static readonly string[] forms = ["values", "linear", "log"];

    /// <summary>Reads an axis.</summary>
    /// <param name="value">The entry.</param>
    /// <param name="effective">Where its settings are written down.</param>
    /// <param name="run">Name of the swept run.</param>
    public static AxisSettings Bind(SourceValue value, JsonObject effective, string run)
    {
        ObjectFields fields = new(value, effective, keys);
        string[] paths = Paths(fields);
        string[] given = [.. forms.Where(fields.Has)];
        if (given.Length != 1)
        {
            throw value.Error(
                $"must have exactly one of {Display.Joined([.. forms.Select(Display.Text)], "and")}, but has "
                    + $"{(given.Length == 0 ? "none" : Display.Joined([.. given.Select(Display.Text)], "and"))}. Example: {Example}."
            );
        }
        SourceValue source = fields.Optional(given[0])!;
        fields.Keep(given[0], source.Json());
        if (given[0] != "values" && (fields.Has("at") || fields.Has("as")))
        {
            throw fields.Error(
                fields.Has("at") ? "at" : "as",
                $"must be given with \"values\" only, but stands beside {Display.Text(given[0])}, whose points are numbers. Remove it."
            );
        }
        (string[] texts, SweepPoint[] points) =
            given[0] == "values" ? AxisPoints.Listed(fields, source) : AxisPoints.Spaced(source, given[0] == "log");
        string column = Column(paths[0], run);
        string label = fields.Text("label", "learning rate *η*", otherwise: column.Split('.')[^1]);
        return new AxisSettings(
            new SweepAxis(column, label, points)
            {
                IsLogarithmic = given[0] == "log" || (given[0] == "values" && IsWide(points)),
                IsLearningRate = paths.Any(path => Column(path, run) == "learning.rate") && points[0].Name is null,
            },
            paths,
            texts,
            fields.Optional("set")!
        );
    }

    private static string[] Paths(ObjectFields fields)
    {
        const string example = "\"runs.deep.learning.step\"";
        SourceValue set = fields.Required("set", $"\"set\": {example}");
        IReadOnlyList<SourceValue> entries = set.Kind == SourceKind.List ? set.List($"[{example}]") : [set];
        foreach (SourceValue entry in entries)
        {
            string path = entry.Text("runs.deep.learning.step");
            string first = path.Split('.', '[')[0];
            // All of "runs" at once would leave no run to sweep.
            if (first is not ("runs" or "task") || path.Contains('=') || path.TrimEnd('.') == "runs")
            {
                throw entry.Wrong(
                    "a path into the task or a run, as --set takes it",
                    NearestName.Find(first, ["runs", "task"]) is { } nearest && nearest != first
                        ? $"Did you mean {Display.Text(nearest)}?"
                        : $"Example: {example}."
                );
            }
        }
        fields.Keep("set", set.Json());
        return [.. entries.Select(entry => entry.Raw)];
    }

    // What every column would begin with says nothing.
    private static string Column(string path, string run)
    {
        string[] starts = [$"runs.{run}.", $"runs.*.", "runs[0].", "task."];
        string? start = starts.FirstOrDefault(start => path.StartsWith(start, StringComparison.Ordinal));
        return start is null || start == "task." ? path : path[start.Length..];
    }

    // As colours do: on a linear scale the smallest of such points would be one.
    private static bool IsWide(SweepPoint[] points) =>
        points.Length > 2 && points[0].Name is null && points[0].Place > 0 && points[^1].Place > 30 * points[0].Place;
}

/// <summary>An axis, and how its settings are put into a scenario.</summary>
/// <param name="Axis">What it is drawn and written as.</param>
/// <param name="Paths">What it sets, each to the same value.</param>
/// <param name="Texts">The value at each point, as an option gives it.</param>
/// <param name="Place">Where it stands in the file, for errors.</param>
internal sealed record AxisSettings(
    SweepAxis Axis,
    IReadOnlyList<string> Paths,
    IReadOnlyList<string> Texts,
    SourceValue Place
)
{
    /// <summary>Whether it sets something of the task, so that its cells learn different things.</summary>
    public bool SetsTask => Paths.Any(path => path.Split('.', '[')[0] == "task");

    /// <summary>The options of one point.</summary>
    public IEnumerable<string> Options(int point) => Paths.Select(path => $"{path}={Texts[point]}");

    /// <summary>One point as messages name it, such as <c>runs.deep.learning.step = 0.1</c>.</summary>
    public string Describe(int point) =>
        Display.Plain(
            string.Create(CultureInfo.InvariantCulture, $"{Paths[0]} = {Axis.Points[point].Name ?? Texts[point]}")
        );
}
