using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>The list "figures".</summary>
internal static class FigureBinding
{
    private const string FigureExample = "[{ \"name\": \"contrast\", \"panels\": [{ \"series\": [\"deep/modes\"] }] }]";
    private const string RangeExample = "[0.1, 10]";
    private const string SeriesExample = "[\"deep/modes\", \"deep/modes@balanced\"]";

    private static readonly string[] axes = ["linear", "log"];
    private static readonly string[] shows = ["values", "difference", "landscape"];

    // Beyond 1e300 the length of an axis could overflow.
    private static readonly NumberRange linearEnd = new("a number from -1e300 to 1e300", -1e300, true, "0.1")
    {
        Maximum = 1e300,
    };
    private static readonly NumberRange logarithmicEnd = new("a positive number up to 1e300", 0, false, "0.1")
    {
        Maximum = 1e300,
    };

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
                            .Select(panel => Panel(panel, panels, series, task, runs)),
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

    private static PanelPlan Panel(
        SourceValue value,
        JsonArray kept,
        SeriesBinding series,
        LearningTask task,
        IReadOnlyList<RunPlan> runs
    )
    {
        JsonObject effective = [];
        ObjectFields fields = new(value, effective, ["title", "series", "show", "x", "y", "xRange", "yRange"]);
        string title = fields.Text("title", "deep", otherwise: "");
        SourceValue given = fields.Required("series", $"\"series\": {SeriesExample}");
        SeriesPlan[] plans = [.. given.List(SeriesExample).Select(series.Bind)];
        string show = fields.Choice("show", shows, "values");
        (bool showsDifference, bool showsLandscape) = (show == "difference", show == "landscape");
        if (showsLandscape)
        {
            LandscapeBinding.Require(fields, given, plans, task, runs);
        }
        else
        {
            RequireOneUnitOfTime(given, plans, runs);
        }
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
        bool isLogarithmicX = fields.Choice("x", axes, "linear") == "log";
        bool isLogarithmicY = fields.Choice("y", axes, "linear") == "log";
        return new PanelPlan(plans)
        {
            Title = title,
            ShowsDifference = showsDifference,
            ShowsLandscape = showsLandscape,
            LogarithmicX = isLogarithmicX,
            LogarithmicY = isLogarithmicY,
            XRange = Range(fields, "xRange", isLogarithmicX),
            YRange = Range(fields, "yRange", isLogarithmicY),
        };
    }

    private static ShownRange? Range(ObjectFields fields, string key, bool isLogarithmic)
    {
        if (fields.Optional(key) is not { } given)
        {
            return null;
        }
        IReadOnlyList<SourceValue> ends = given.List(RangeExample);
        if (ends.Count != 2)
        {
            throw given.Error($"must be a list [from, to], but has length {ends.Count}. Example: {RangeExample}.");
        }
        double[] range = [.. ends.Select(end => end.Number(isLogarithmic ? logarithmicEnd : linearEnd))];
        // Ends closer than rounding leave no room for ticks between them.
        if (range[1] - range[0] <= 1e-10 * Math.Max(Math.Abs(range[0]), Math.Abs(range[1])))
        {
            throw given.Error(
                $"must go from a smaller to a larger number, but goes from {Display.Number(range[0])} to "
                    + $"{Display.Number(range[1])}. Example: {RangeExample}."
            );
        }
        fields.Keep(key, new JsonArray(range[0], range[1]));
        return new ShownRange(range[0], range[1]);
    }

    /// <summary>A flow's time and a descent's epochs are different units, which one axis cannot have.</summary>
    private static void RequireOneUnitOfTime(SourceValue given, SeriesPlan[] plans, IReadOnlyList<RunPlan> runs)
    {
        RunPlan[] drawn = [.. plans.Select(plan => runs.First(run => run.Name == plan.Run))];
        int other = Array.FindIndex(drawn, run => IsDescent(run) != IsDescent(drawn[0]));
        if (other > 0)
        {
            throw given
                .Items[other]
                .Error(
                    $"must share its unit of time with the series before it, but run {Display.Text(drawn[other].Name)} "
                        + $"{Unit(drawn[other])} and run {Display.Text(drawn[0].Name)} {Unit(drawn[0])}. "
                        + "Draw them in two panels."
                );
        }

        static bool IsDescent(RunPlan run) => run.Learning is DescentSettings;

        static string Unit(RunPlan run) => IsDescent(run) ? "counts epochs" : "has the time of a flow";
    }
}
