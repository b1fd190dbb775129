using System.Text.Json.Nodes;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios.Binding;
using Dynamics.Comparison.Scenarios.Source;

namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>The list "sweeps".</summary>
internal static class SweepBinding
{
    /// <summary>More than this many runs are a mistake, or want a script.</summary>
    public const int MostCells = 10_000;

    private const string Example = "[{ \"name\": \"steps\", \"run\": \"deep\", \"over\": [ … ], \"measure\": [ … ] }]";

    private static readonly string[] keys = ["name", "run", "over", "measure", "figure"];

    /// <summary>Reads the list and binds every cell of every sweep: a mistake in the last one must not cost the time of the others.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="task">Its task.</param>
    /// <param name="runs">Its runs, those that are only swept too.</param>
    /// <param name="context">For the cells.</param>
    public static IReadOnlyList<SweepPlan> Bind(
        ObjectFields scenario,
        LearningTask task,
        IReadOnlyList<RunPlan> runs,
        BindingContext context
    )
    {
        List<(string Name, SourceValue At)> names =
        [
            .. scenario.Optional("runs")!.Items.Select(run => (run.Members["name"].Raw, run)),
        ];
        List<SweepPlan> sweeps = [];
        JsonArray kept = [];
        foreach (SourceValue value in scenario.Optional("sweeps")?.List(Example, mayBeEmpty: true) ?? [])
        {
            JsonObject effective = [];
            ObjectFields fields = new(value, effective, keys);
            names.Add((fields.FileName("steps"), value));
            sweeps.Add(Bind(fields, scenario.Value, task, runs, context));
            kept.Add(effective);
        }
        NameRules.RequireDistinct(names, "run or sweep");
        RequireFigureNames(scenario, sweeps);
        RequireSwept(scenario, runs, sweeps);
        // Written down where it is made, so that the settings of scenarios without sweeps stay what they were.
        if (scenario.Has("sweeps"))
        {
            scenario.Keep("sweeps", kept);
        }
        return sweeps;
    }

    private static SweepPlan Bind(
        ObjectFields fields,
        SourceValue root,
        LearningTask task,
        IReadOnlyList<RunPlan> runs,
        BindingContext context
    )
    {
        int run = Run(fields, runs);
        AxisSettings[] axes = Axes(fields, runs[run].Name);
        (SweepMeasure Measure, SourceValue Place)[] measures = MeasureBinding.BindAll(
            fields,
            ObservableBinding.LossOf(runs[run])
        );
        var cells = new CellBinding(fields.Value, root, run, task, axes, context);
        SweepPlan plan = new(
            fields.Value.Members["name"].Raw,
            [.. axes.Select(axis => axis.Axis)],
            [.. measures.Select(measure => measure.Measure)],
            cells.BindAll(measures)
        )
        {
            HasFigure = !fields.Has("figure") || fields.Flag("figure", otherwise: true),
        };
        return plan with { Measures = WithCriticalRate(plan) };
    }

    private static int Run(ObjectFields fields, IReadOnlyList<RunPlan> runs)
    {
        string name = fields.Text("run", runs[0].Name);
        int found = runs.TakeWhile(run => run.Name != name).Count();
        return found < runs.Count
            ? found
            : throw fields.Error(
                "run",
                $"must name a run, but {Display.Text(name)} is none. "
                    + NearestName.Advice(
                        name,
                        runs.Select(run => run.Name),
                        $"Known: {Display.Few([.. runs.Select(run => run.Name)])}."
                    )
            );
    }

    private static AxisSettings[] Axes(ObjectFields fields, string run)
    {
        JsonArray kept = [];
        SourceValue over = fields.Required("over", $"\"over\": [{SweepAxisBinding.Example}]");
        IReadOnlyList<SourceValue> given = over.List($"[{SweepAxisBinding.Example}]");
        if (given.Count > 2)
        {
            throw over.Error(
                $"must be one or two axes, but has {given.Count}. Make a sweep for each value of the third."
            );
        }
        List<AxisSettings> axes = [];
        foreach (SourceValue value in given)
        {
            JsonObject effective = [];
            axes.Add(SweepAxisBinding.Bind(value, effective, run));
            kept.Add(effective);
        }
        if (
            axes.Count == 2
            && axes[0].Paths.Intersect(axes[1].Paths, StringComparer.Ordinal).FirstOrDefault() is { } twice
        )
        {
            throw axes[1]
                .Place.Error(
                    $"must set something that the first axis does not, but both set {Display.Text(twice)}. Choose another setting."
                );
        }
        int cells = axes.Aggregate(1, (count, axis) => count * axis.Texts.Count);
        if (cells > MostCells)
        {
            throw over.Error(
                $"must be a grid of at most {MostCells} cells, but has {Display.Joined([.. axes.Select(axis => $"{axis.Texts.Count}")], "times")}, "
                    + $"{cells}. Take fewer points."
            );
        }
        fields.Keep("over", kept);
        return [.. axes];
    }

    /// <summary>A map of rates shows where a plain linear descent should stop being stable, asked or not.</summary>
    private static IReadOnlyList<SweepMeasure> WithCriticalRate(SweepPlan plan)
    {
        bool isMeant =
            plan.Axes.Any(axis => axis.IsLearningRate)
            && plan.Cells.Any(cell => CriticalRate.IsMeant(cell.Task, cell.Run))
            && !plan.Measures.Any(measure => measure is SweepMeasure.CriticalRate);
        return isMeant ? [.. plan.Measures, new SweepMeasure.CriticalRate()] : plan.Measures;
    }

    private static void RequireFigureNames(ObjectFields scenario, List<SweepPlan> sweeps)
    {
        foreach (SourceValue figure in scenario.Optional("figures")?.Items ?? [])
        {
            string name = figure.Members["name"].Raw;
            if (sweeps.Any(sweep => sweep.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw figure
                    .Members["name"]
                    .Wrong("a name that no sweep has", "Both would write the same file. Choose another.");
            }
        }
    }

    private static void RequireSwept(ObjectFields scenario, IReadOnlyList<RunPlan> runs, List<SweepPlan> sweeps)
    {
        for (int index = 0; index < runs.Count; index++)
        {
            SourceValue run = scenario.Optional("runs")!.Items[index];
            if (runs[index].IsOnlySwept && !sweeps.Any(sweep => sweep.Cells[0].Run.Name == runs[index].Name))
            {
                throw run.Members["only"]
                    .Error(
                        $"must be left out for a run that no sweep names, but run {Display.Text(runs[index].Name)} is never performed. "
                            + "Remove it, or add a sweep."
                    );
            }
        }
    }
}
