using System.Text.Json.Nodes;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>One entry of the list "runs".</summary>
internal static class RunBinding
{
    private static readonly string[] keys =
    [
        "name",
        "network",
        "start",
        "learning",
        "sample",
        "observe",
        "theories",
        "repeat",
        "keep",
        "mayDiverge",
        "only",
        "budget",
    ];

    public static RunPlan Bind(SourceValue value, JsonObject effective, LearningTask task, BindingContext context)
    {
        ObjectFields fields = new(value, effective, keys);
        string name = fields.FileName("deep");
        Architecture architecture = NetworkBinding.Bind(fields, task, context);
        LayerSizes sizes = architecture.Sizes;
        SourceValue learningValue = fields.Required("learning", LearningExample);
        IStart start = StartBinding.Bind(
            fields.Required("start", "\"start\": { \"kind\": \"gaussian\", \"variance\": 0.01, \"seed\": 1 }"),
            fields.KeepObject("start"),
            sizes,
            task,
            context
        );
        LearningRule learning = LearningBinding.Bind(
            learningValue,
            fields.KeepObject("learning"),
            task,
            context with
            {
                Architecture = architecture,
            }
        );
        RequireLinearFlow(fields, architecture, learning);
        OptimiserBinding.RequireSmallNetwork(learningValue, learning, sizes);
        SampleTimes sample = SampleBinding.Bind(fields.Optional("sample"), fields.KeepObject("sample"), learning);
        RunPlan run = new(name, [.. sizes.Widths.Skip(1).SkipLast(1)], start, learning)
        {
            HasBias = sizes.HasBias,
            Activation = architecture.Activation,
            Placement = architecture.Placement,
            Sample = sample,
            Observe = ObservableBinding.Bind(fields, architecture, learning, task),
            Theories = TheoryBinding.Bind(fields, context),
            Repeat = Repeat(fields, start, learning, sample),
        };
        run = run with
        {
            KeepsSeeds = KeepsSeeds(fields, run),
            IsOnlySwept = IsOnlySwept(fields),
            Budget = Budget(fields),
            MayDiverge = fields.Has("mayDiverge") && fields.Flag("mayDiverge", otherwise: false),
        };
        MemoryEstimate.RequireRoomForSharpness(fields.Optional("observe"), run, sizes.Count, context.AvailableMemory);
        MemoryEstimate.RequireRoomForConserved(fields.Optional("observe"), run, context.AvailableMemory);
        MemoryEstimate.RequireRoomForSamples(
            fields.Optional("sample") ?? learningValue,
            run,
            task,
            context.AvailableMemory
        );
        return run;
    }

    private const string LearningExample =
        "\"learning\": { \"kind\": \"flow\", \"method\": \"euler\", \"step\": 0.1, \"timeConstant\": 2.5, \"until\": 15 }";

    /// <summary>A flow here is that of a linear network; everything else is trained by descent.</summary>
    private static void RequireLinearFlow(ObjectFields fields, Architecture architecture, LearningRule learning)
    {
        if (learning is FlowSettings && !architecture.IsLinear)
        {
            throw fields.Error(
                "learning",
                "must be a descent for a network with biases or an activation: the flow here is that of linear networks. "
                    + "Take \"kind\": \"descent\", or remove \"bias\" and \"activation\"."
            );
        }
    }

    /// <remarks>A choice between files: written down where it is made, so that no other scenario's settings change for it.</remarks>
    private static bool KeepsSeeds(ObjectFields fields, RunPlan run)
    {
        if (!fields.Has("keep"))
        {
            return true;
        }
        bool keepsSeeds = fields.Choice("keep", ["all", "summary"]) == "all";
        if (!keepsSeeds && run.Repeat == 1)
        {
            throw fields.Error(
                "keep",
                "must be \"all\" for a run without \"repeat\", which has no summary, but is \"summary\". Remove it."
            );
        }
        if (!keepsSeeds && run.Observe.Any(seen => seen is Observable.Map or Observable.Weights))
        {
            throw fields.Error(
                "keep",
                "must be \"all\" where \"map\" or \"weights\" are observed, which are files of every seed, but is \"summary\". "
                    + "Remove one of them."
            );
        }
        return keepsSeeds;
    }

    /// <remarks>Written down where it is given, as "keep" is.</remarks>
    private static bool IsOnlySwept(ObjectFields fields) =>
        fields.Has("only") && fields.Choice("only", ["always", "sweeps"]) == "sweeps";

    /// <remarks>Written down where it is given, as "keep" is.</remarks>
    private static BudgetPlan Budget(ObjectFields fields) =>
        !fields.Has("budget")
            ? BudgetPlan.Table
            : fields.Choice("budget", ["none", "table", "figure"]) switch
            {
                "none" => BudgetPlan.None,
                "table" => BudgetPlan.Table,
                _ => BudgetPlan.Figure,
            };

    private static int Repeat(ObjectFields fields, IStart start, LearningRule learning, SampleTimes sample)
    {
        int repeat = fields.Whole("repeat", minimum: 1, otherwise: 1);
        if (repeat > 1 && start is not ISeededStart)
        {
            throw fields.Error(
                "repeat",
                $"must be 1 for a start without a seed, whose runs are all alike, but is {repeat}. Remove it, or take a \"gaussian\" start."
            );
        }
        if (start is ISeededStart { Seed: int seed } && seed + (repeat - 1L) > int.MaxValue)
        {
            throw fields.Error(
                "repeat",
                $"must leave the last seed at or below {int.MaxValue}, but {repeat} seeds from {seed} go beyond. Take a smaller seed."
            );
        }
        if (repeat > 1 && learning is FlowSettings { Steps: StepRule.Adaptive } && sample is SampleTimes.EveryStep)
        {
            throw fields.Error(
                "repeat",
                $"must be 1 where every adaptive step is a sample, since every seed takes its own steps, but is {repeat}. "
                    + "Add \"sample\": { \"every\": 0.1 }."
            );
        }
        return repeat;
    }
}
