using System.Globalization;
using System.Text;
using CsvHelper;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>The landscapes of a scenario in numbers: critical points, found and known, and where every run started and ended.</summary>
internal static class LandscapeDocument
{
    // Less is rounding, or near it, wherever weights and losses are of the order of 1: machines differ in it.
    private const double Rounding = 1e-10;

    /// <summary>Name of the text in a result folder.</summary>
    public const string FileName = "critical-points.md";

    /// <summary>Ending of the table of a figure's critical points.</summary>
    public const string TableEnding = ".critical.csv";

    /// <summary>Every landscape of a figure with the letter of its panel.</summary>
    public static IReadOnlyList<(char Panel, Landscape Landscape)> Of(ExperimentResult result, FigurePlan figure)
    {
        Dictionary<string, RunResult> runs = result.Runs.ToDictionary(run => run.Plan.Name, StringComparer.Ordinal);
        return
        [
            .. figure
                .Panels.Select((panel, index) => (Panel: panel, Letter: (char)('a' + index)))
                .Where(panel => panel.Panel.ShowsLandscape)
                .Select(panel => (panel.Letter, Landscape.Of(result.Scenario.Task, panel.Panel, runs))),
        ];
    }

    /// <summary>Writes critical points as CSV; the stream stays open.</summary>
    public static void Write(IReadOnlyList<(char Panel, Landscape Landscape)> landscapes, Stream stream)
    {
        using CsvWriter csv = CsvTable.Writer(stream);
        CsvTable.WriteRecord(csv, ["panel", "class", "w1", "w2", "loss", "smaller curvature", "larger curvature"]);
        foreach ((char panel, Landscape landscape) in landscapes)
        {
            foreach (CriticalPoint point in landscape.CriticalPoints)
            {
                double[] numbers = [point.X, point.Y, point.Loss, point.Curvatures.Smaller, point.Curvatures.Larger];
                CsvTable.WriteRecord(
                    csv,
                    [$"{panel}", LandscapeDrawing.NameOf(point.Class), .. numbers.Select(CsvTable.Format)]
                );
            }
        }
    }

    /// <summary>The text.</summary>
    public static string Markdown(
        IReadOnlyList<(string Figure, IReadOnlyList<(char Panel, Landscape Landscape)> Landscapes)> figures
    )
    {
        StringBuilder text = new("# Losses over two weights\n");
        text.Append(
            "\nCritical points are found by Levenberg's method on the gradient from a grid of starts, and classified by "
        );
        text.Append("the eigenvalues of their Hessian; beside them stands what is known without a search.\n");
        foreach ((string figure, IReadOnlyList<(char Panel, Landscape Landscape)> landscapes) in figures)
        {
            foreach ((char panel, Landscape landscape) in landscapes)
            {
                text.Append("\n## ").Append(figure).Append(", panel ").Append(panel).Append('\n');
                AppendPoints(text, landscape);
                foreach (string sentence in LandscapeKnowledge.Of(landscape))
                {
                    text.Append('\n').Append(sentence).Append('\n');
                }
                AppendWays(text, landscape);
            }
        }
        return text.ToString();
    }

    private static void AppendPoints(StringBuilder text, Landscape landscape)
    {
        text.Append('\n');
        ErrorDocuments.AppendMarkdown(text, ["class", "w₁", "w₂", "loss", "curvatures", "extent"]);
        ErrorDocuments.AppendMarkdown(text, ["---", "---:", "---:", "---:", "---", "---"]);
        foreach (CriticalPoint point in landscape.CriticalPoints)
        {
            bool isCurve = point.Curve.Count > 1;
            ErrorDocuments.AppendMarkdown(
                text,
                [
                    LandscapeDrawing.NameOf(point.Class),
                    Number(point.X),
                    Number(point.Y),
                    Brief(point.Loss),
                    $"{Number(point.Curvatures.Smaller)}, {Number(point.Curvatures.Larger)}",
                    isCurve ? "a curve, told by the point found nearest to the origin" : "a point",
                ]
            );
        }
    }

    private static void AppendWays(StringBuilder text, Landscape landscape)
    {
        text.Append('\n');
        ErrorDocuments.AppendMarkdown(
            text,
            ["run", "start", "end", "loss there", "critical point", "distance", "known of the start"]
        );
        ErrorDocuments.AppendMarkdown(text, ["---", "---", "---", "---:", "---", "---:", "---"]);
        foreach (LandscapeWay way in landscape.Ways)
        {
            CriticalPoint? reached = landscape.Reached(way);
            (double x, double y) = way.End;
            ErrorDocuments.AppendMarkdown(
                text,
                [
                    way.Seed is int seed ? $"{way.Plan.Name}, seed {seed}" : way.Plan.Name,
                    Pair(way.Start),
                    Pair(way.End),
                    Brief(landscape.Loss.At(x, y)),
                    reached is null
                        ? "none"
                        : $"{LandscapeDrawing.NameOf(reached.Class)} {Pair((reached.X, reached.Y))}",
                    reached is null ? "" : Brief(double.Hypot(reached.X - x, reached.Y - y)),
                    LandscapeKnowledge.OfStart(landscape, way),
                ]
            );
        }
    }

    private static string Pair((double X, double Y) point) => $"({Number(point.X)}, {Number(point.Y)})";

    // Differences of numbers of the order of 1 have fewer digits.
    private static string Brief(double value) =>
        Math.Abs(value) < Rounding ? "0" : value.ToString("g4", CultureInfo.InvariantCulture).Replace('-', '−');

    internal static string Number(double value) =>
        Math.Abs(value) < Rounding ? "0" : value.ToString("g6", CultureInfo.InvariantCulture).Replace('-', '−');
}
