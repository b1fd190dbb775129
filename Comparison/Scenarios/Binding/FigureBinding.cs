using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The list "figures".</summary>
internal static class FigureBinding
{
    private const string FigureExample = "[{ \"name\": \"contrast\", \"panels\": [{ \"series\": [\"deep/modes\"] }] }]";
    private const string SeriesExample = "[\"deep/modes\", \"deep/modes@balanced\"]";

    private static readonly string[] axes = ["linear", "log"];
    private static readonly string[] shows = ["values", "difference"];

    public static IReadOnlyList<FigurePlan> Bind(ObjectFields scenario, LearningTask task, IReadOnlyList<RunPlan> runs)
    {
        List<(string Name, SourceValue At)> names = [];
        List<FigurePlan> figures = [];
        JsonArray kept = [];
        SeriesBinding series = new(task, runs);
        foreach (SourceValue value in scenario.Optional("figures")?.List(FigureExample, mayBeEmpty: true) ?? [])
        {
            JsonObject effective = [];
            ObjectFields fields = new(value, effective, ["name", "panels"]);
            string name = fields.FileName("contrast");
            names.Add((name, value));
            JsonArray panels = [];
            figures.Add(
                new FigurePlan(
                    name,
                    [
                        .. fields
                            .Required("panels", "\"panels\": [{ \"series\": [\"deep/modes\"] }]")
                            .List("[{ \"series\": [\"deep/modes\"] }]")
                            .Select(panel => Panel(panel, panels, series)),
                    ]
                )
            );
            fields.Keep("panels", panels);
            kept.Add(effective);
        }
        NameRules.RequireDistinct(names, "figure");
        scenario.Keep("figures", kept);
        return figures;
    }

    private static PanelPlan Panel(SourceValue value, JsonArray kept, SeriesBinding series)
    {
        JsonObject effective = [];
        ObjectFields fields = new(value, effective, ["title", "series", "show", "x", "y"]);
        string title = fields.Text("title", "deep", otherwise: "");
        SourceValue given = fields.Required("series", $"\"series\": {SeriesExample}");
        SeriesPlan[] plans = [.. given.List(SeriesExample).Select(series.Bind)];
        bool showsDifference = fields.Choice("show", shows, "values") == "difference";
        if (showsDifference && Array.FindIndex(plans, plan => plan.Theory is null) is >= 0 and int bare)
        {
            throw given
                .Items[bare]
                .Error(
                    $"must name a theory where \"show\" is \"difference\", but is {Display.Text(given.Items[bare].Raw)}. "
                        + "Example: \"deep/modes@balanced\" draws |simulation − theory|."
                );
        }
        fields.Keep("series", new JsonArray([.. given.Items.Select(item => (JsonNode)item.Raw)]));
        kept.Add(effective);
        return new PanelPlan(plans)
        {
            Title = title,
            ShowsDifference = showsDifference,
            LogarithmicX = fields.Choice("x", axes, "linear") == "log",
            LogarithmicY = fields.Choice("y", axes, "linear") == "log",
        };
    }
}
