using System.Text.Json.Nodes;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Binding;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;

namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>Binds the cells of one sweep: the scenario as it would be with the settings of the cell given as options.</summary>
/// <param name="sweep">The sweep, for errors.</param>
/// <param name="root">The whole scenario.</param>
/// <param name="run">0-based place of the swept run.</param>
/// <param name="task">The task of the scenario, shared by all cells that set nothing of it.</param>
/// <param name="axes">One or two.</param>
/// <param name="context">As for the scenario.</param>
internal sealed class CellBinding(
    SourceValue sweep,
    SourceValue root,
    int run,
    LearningTask task,
    IReadOnlyList<AxisSettings> axes,
    BindingContext context
)
{
    private readonly Dictionary<(int, int), LearningTask> tasks = [];
    private readonly Dictionary<(LearningTask, string), IReadOnlyDictionary<string, double>> seen = [];
    private readonly bool setsTask = axes.Any(axis => axis.SetsTask);
    private double tasksMemory;

    /// <summary>All cells, the first axis fastest.</summary>
    /// <exception cref="ScenarioException">A cell cannot be run, or a measure means nothing in one.</exception>
    public IReadOnlyList<SweepCell> BindAll(IReadOnlyList<(SweepMeasure Measure, SourceValue Place)> measures)
    {
        int width = axes[0].Texts.Count;
        int height = axes.Count > 1 ? axes[1].Texts.Count : 1;
        var cells = new SweepCell[width * height];
        var settings = new string[cells.Length];
        for (int index = 0; index < cells.Length; index++)
        {
            int[] points = [index % width, index / width];
            try
            {
                (cells[index], settings[index]) = Bind(points);
                foreach ((SweepMeasure measure, SourceValue place) in measures)
                {
                    MeasureBinding.RequireSeen(measure, place, cells[index], SeenIn(cells[index]));
                }
            }
            catch (ScenarioException problem)
            {
                throw InCell(points, problem);
            }
        }
        RequireEffect(axes[0], [.. settings.Take(width)]);
        if (axes.Count > 1)
        {
            RequireEffect(axes[1], [.. Enumerable.Range(0, height).Select(row => settings[row * width])]);
        }
        return cells;
    }

    private (SweepCell Cell, string Settings) Bind(int[] points)
    {
        SourceValue changed = Copy();
        Overrides.Apply(changed, sweep.File, [.. axes.SelectMany((axis, index) => axis.Options(points[index]))]);
        JsonObject effective = [];
        JsonObject effectiveTask = [];
        effective["task"] = effectiveTask;
        LearningTask learned = setsTask
            ? Task(
                points,
                new ObjectFields(changed, [], ["runs", "task"]).Required("task", "\"task\": { … }"),
                effectiveTask
            )
            : task;
        JsonObject effectiveRun = [];
        effective["run"] = effectiveRun;
        RunPlan plan = RunBinding.Bind(changed.Members["runs"].Items[run], effectiveRun, learned, context);
        // An axis may set the name too, but the files are those of one run.
        string name = root.Members["runs"].Items[run].Members["name"].Raw;
        return (new SweepCell(learned, plan with { Name = name }), effective.ToJsonString());
    }

    /// <summary>What a cell can change: the runs, and the task, which may be large, only where an axis sets something of it.</summary>
    private SourceValue Copy()
    {
        SourceValue copy = root.Bare();
        copy.Set("runs", root.Members["runs"].Copy());
        if (setsTask)
        {
            copy.Set("task", root.Members["task"].Copy());
        }
        return copy;
    }

    /// <summary>One task for all cells that set the same of it.</summary>
    private LearningTask Task(int[] points, SourceValue value, JsonObject effective)
    {
        (int, int) key = (axes[0].SetsTask ? points[0] : 0, axes.Count > 1 && axes[1].SetsTask ? points[1] : 0);
        if (!tasks.TryGetValue(key, out LearningTask? bound))
        {
            tasks[key] = bound = TaskBinding.Bind(value, effective, context);
            RequireRoom(bound);
        }
        // Which task it is, is all that the search for settings without effect needs.
        effective["cell"] = value.Json();
        return bound;
    }

    private void RequireRoom(LearningTask bound)
    {
        double width = bound.Moments.Inputs + bound.Moments.Outputs;
        tasksMemory += ((bound.Items?.Count ?? 0) + 3.0 * bound.Moments.Inputs) * width * sizeof(double);
        if (tasksMemory > context.AvailableMemory)
        {
            throw sweep.Error(
                $"must have tasks that fit in memory together, but after {tasks.Count} of them they need {Display.Bytes(tasksMemory)} and there "
                    + $"are {Display.Bytes(context.AvailableMemory)}. Take fewer points, or smaller tasks."
            );
        }
    }

    /// <summary>Columns that a cell shows, and what each tends to; looked up once for all cells that are alike in it.</summary>
    private IReadOnlyDictionary<string, double> SeenIn(SweepCell cell)
    {
        string kind = string.Join(',', cell.Run.Observe) + cell.Run.Activation + cell.Run.Placement + cell.Run.HasBias;
        if (!seen.TryGetValue((cell.Task, kind), out IReadOnlyDictionary<string, double>? columns))
        {
            var observer = new NetworkObserver(cell.Task, cell.Run.ArchitectureFor(cell.Task), cell.Run.Observe);
            Dictionary<string, double> targets = observer
                .Columns.Zip(observer.Targets)
                .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            if (cell.Run.Learning is DescentSettings)
            {
                targets[ObservedColumns.TrainLoss] = double.NaN;
            }
            seen[(cell.Task, kind)] = columns = targets;
        }
        return columns;
    }

    /// <summary>A path that leads into another run, say, changes nothing in any cell.</summary>
    private static void RequireEffect(AxisSettings axis, string[] settings)
    {
        if (settings.Length > 1 && settings.Distinct(StringComparer.Ordinal).Count() == 1)
        {
            throw axis.Place.Error(
                "must set something of the swept run or of the task, but changes nothing there from point to point. "
                    + "Set a path into the run that \"run\" names."
            );
        }
    }

    /// <summary>The mistake of a cell, at the place in the file where its settings are given.</summary>
    private ScenarioException InCell(int[] points, ScenarioException problem)
    {
        string cell = Display.Joined([.. axes.Select((axis, index) => axis.Describe(points[index]))], "and");
        bool isOfAxis =
            problem.Location.StartsWith($"{sweep.File}: --set", StringComparison.Ordinal) && IsOurs(problem);
        SourceValue place =
            axes.FirstOrDefault(axis => axis.Options(0).Any(option => Leads(option, problem)))?.Place ?? sweep;
        return new ScenarioException(
            isOfAxis ? SourceValue.Locate(sweep.File, place.Line, place.Option) : problem.Location,
            problem.Field,
            $"{problem.Complaint} It is so in the cell {cell} of {sweep.Path}."
        );
    }

    private bool IsOurs(ScenarioException problem) =>
        axes.Any(axis =>
            Enumerable
                .Range(0, axis.Texts.Count)
                .SelectMany(axis.Options)
                .Any(option => problem.Location == SourceValue.Locate(sweep.File, 0, option))
        );

    // The option that a location repeats, cut where it is long, begins with the path that the axis sets.
    private static bool Leads(string option, ScenarioException problem) =>
        problem.Location.Contains($"--set {Display.Plain(option[..option.IndexOf('=')])}", StringComparison.Ordinal);
}
