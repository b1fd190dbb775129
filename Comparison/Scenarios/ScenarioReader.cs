using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Binding;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Scenarios;

/// <summary>Reads scenario files, strictly: what it does not know it refuses, with file, line and what to do.</summary>
/// <remarks>The language is described in README.md beside this file.</remarks>
/// <param name="theories">The kinds of theory that a scenario can name.</param>
public sealed class ScenarioReader(IReadOnlyDictionary<string, TheoryKind> theories)
{
    private const int LargestFile = 64 << 20;

    private static readonly JsonSerializerOptions canonical = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Memory a run may need, in bytes; what the machine or its container has, unless given.</summary>
    public long AvailableMemory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Reads a scenario.</summary>
    /// <param name="path">The file; it appears in messages as given.</param>
    /// <param name="overrides">Options <c>path=value</c>, applied in order before anything is understood.</param>
    /// <exception cref="ScenarioException">The file or an option is wrong.</exception>
    public Scenario Read(string path, IReadOnlyList<string> overrides)
    {
        if (!InputBytes.TryRead(path, LargestFile, out byte[] bytes, out string complaint))
        {
            throw new ScenarioException(Display.Plain(path), "scenario", complaint);
        }
        if (InputBytes.NotUtf8(bytes) is { } problem)
        {
            throw new ScenarioException($"{path}:{problem.Line}", "scenario", problem.Complaint);
        }
        SourceValue root = SourceParser.Parse(path, InputBytes.WithoutMark(bytes));
        Overrides.Apply(root, path, overrides);
        BindingContext context = new(Path.GetDirectoryName(path) ?? "", AvailableMemory, theories);
        context.Record(Path.GetFileName(path), bytes);
        return Bind(root, context) with { SourceText = bytes };
    }

    private static Scenario Bind(SourceValue root, BindingContext context)
    {
        JsonObject effective = [];
        ObjectFields fields = new(
            root,
            effective,
            ["name", "description", "chaotic", "task", "runs", "sweeps", "figures"]
        );
        string name = fields.FileName("exercise-1");
        string description = fields.Text("description", "Deep beside shallow.", otherwise: "");
        bool chaotic = fields.Flag("chaotic", otherwise: false);
        SourceValue givenTask = fields.Required(
            "task",
            "\"task\": { \"kind\": \"moments\", \"sigmaX\": \"identity\", \"sigmaYX\": [[1, 0], [0, 1]] }"
        );
        LearningTask task = TaskBinding.Bind(givenTask, fields.KeepObject("task"), context);
        RunPlan[] bound = Runs(fields, task, context);
        RunPlan[] runs = [.. bound.Where(run => !run.IsOnlySwept)];
        IReadOnlyList<FigurePlan> figures = FigureBinding.Bind(fields, task, runs);
        return new Scenario(name, task, runs)
        {
            Description = description,
            Chaotic = chaotic,
            Figures = figures,
            Sweeps = SweepBinding.Bind(fields, task, bound, context),
            InputFiles = context.Files,
            EffectiveSettings = effective.ToJsonString(canonical),
        };
    }

    private static RunPlan[] Runs(ObjectFields fields, LearningTask task, BindingContext context)
    {
        const string example = "[{ \"name\": \"deep\", \"network\": { \"hidden\": [16] }, … }]";
        JsonArray kept = [];
        List<RunPlan> runs = [];
        List<(string Name, SourceValue At)> names = [];
        foreach (SourceValue value in fields.Required("runs", $"\"runs\": {example}").List(example))
        {
            JsonObject effective = [];
            runs.Add(RunBinding.Bind(value, effective, task, context));
            names.Add((runs[^1].Name, value));
            kept.Add(effective);
        }
        NameRules.RequireDistinct(names, "run");
        fields.Keep("runs", kept);
        return [.. runs];
    }
}
