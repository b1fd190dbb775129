using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>What a panel that shows a landscape needs: two weights, one loss, and the part of the plane to show.</summary>
internal static class LandscapeBinding
{
    private const string SeriesExample = "\"a/parameters\"";

    public static void Require(
        ObjectFields panel,
        SourceValue series,
        IReadOnlyList<SeriesPlan> plans,
        LearningTask task,
        IReadOnlyList<RunPlan> runs
    )
    {
        RunPlan? first = null;
        for (int index = 0; index < plans.Count; index++)
        {
            SourceValue given = series.Items[index];
            SeriesPlan plan = plans[index];
            if (plan is not { Observable: "parameters", Theory: null, Places: null })
            {
                throw given.Error(
                    $"must be the parameters of a run where \"show\" is \"landscape\", but is {Display.Text(given.Raw)}. "
                        + $"Example: {SeriesExample}."
                );
            }
            RunPlan run = runs.First(run => run.Name == plan.Run);
            RequireTwoWeights(given, run, task);
            first ??= run;
            RequireOneLoss(given, first, run);
        }
        RequireRanges(panel);
    }

    private static void RequireTwoWeights(SourceValue given, RunPlan run, LearningTask task)
    {
        if (TwoParameterLoss.WhyNot(run.ArchitectureFor(task), run.Learning) is string because)
        {
            throw given.Error(
                "must be of a linear network of two weights under a squared error, whose loss is a surface over a plane, but run "
                    + $"{Display.Text(run.Name)} {because}. Take \"hidden\": [1] with one input and one output, or \"hidden\": [] with two inputs."
            );
        }
    }

    private static void RequireOneLoss(SourceValue given, RunPlan first, RunPlan run)
    {
        if (!run.Hidden.SequenceEqual(first.Hidden))
        {
            throw Other("has another network than");
        }
        bool isSame = (first.Learning, run.Learning) switch
        {
            (DescentSettings one, DescentSettings other) => one.Loss == other.Loss
                && one.WeightDecay == other.WeightDecay,
            (FlowSettings one, FlowSettings other) => one.WeightDecay == other.WeightDecay,
            _ => false,
        };
        if (!isSame)
        {
            throw Other("goes down another loss than");
        }

        ScenarioException Other(string what) =>
            given.Error(
                $"must share its landscape with the series before it, but run {Display.Text(run.Name)} {what} run "
                    + $"{Display.Text(first.Name)}. Draw them in two panels."
            );
    }

    private static void RequireRanges(ObjectFields panel)
    {
        foreach (string key in (string[])["xRange", "yRange"])
        {
            if (!panel.Has(key))
            {
                throw panel.Error(
                    key,
                    "must be given where \"show\" is \"landscape\", for a surface has no end, but is missing. Example: [-2, 2]."
                );
            }
        }
        foreach (string key in (string[])["x", "y"])
        {
            if (panel.Has(key) && panel.Choice(key, ["linear", "log"]) == "log")
            {
                throw panel.Error(
                    key,
                    "must be \"linear\" where \"show\" is \"landscape\", whose axes are weights of both signs, but is \"log\". Remove it."
                );
            }
        }
    }
}
