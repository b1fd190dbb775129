using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>Which figures a scenario has: those it asks for, or for every run its modes and how far theory is from them.</summary>
public static class ScenarioFigures
{
    /// <summary>Draws every figure of a scenario.</summary>
    /// <returns>File name without extension, and figure.</returns>
    public static IReadOnlyList<(string Name, Figure Figure)> Of(ExperimentResult result)
    {
        IReadOnlyList<FigurePlan> plans =
            result.Scenario.Figures.Count > 0
                ? result.Scenario.Figures
                : [.. result.Runs.SelectMany(Defaults).Where(plan => plan.Panels.Count > 0)];
        Dictionary<string, RunCurves> runs = result.Runs.ToDictionary(
            run => run.Plan.Name,
            run => new RunCurves(result.Scenario.Task, run),
            StringComparer.Ordinal
        );
        return [.. plans.Select(plan => (plan.Name, Draw(result.Scenario, plan, runs)))];
    }

    private static IEnumerable<FigurePlan> Defaults(RunResult run)
    {
        string observable = run.Plan.Observe.Contains(Observable.Modes) ? "modes" : "singularValues";
        if (!run.Plan.Observe.Any(seen => seen is Observable.Modes or Observable.SingularValues))
        {
            yield break;
        }
        string name = run.Plan.Name;
        bool isLogarithmic = run.Plan.Sample is Simulation.Integration.SampleTimes.Logarithmic;
        SeriesPlan[] predicted =
        [
            .. run.Trials[0]
                .Predictions.Where(prediction => Shows(run, observable, prediction.Plan.Name))
                .Select(prediction => new SeriesPlan(name, observable, prediction.Plan.Name)),
        ];
        yield return new FigurePlan(
            $"{name}.modes",
            [
                new PanelPlan([new SeriesPlan(name, observable, Theory: null), .. predicted])
                {
                    LogarithmicX = isLogarithmic,
                },
            ]
        );
        yield return new FigurePlan(
            $"{name}.differences",
            predicted.Length == 0
                ? []
                :
                [
                    new PanelPlan(predicted)
                    {
                        ShowsDifference = true,
                        LogarithmicX = isLogarithmic,
                        LogarithmicY = true,
                    },
                ]
        );
    }

    // A theory may be silent, or speak of other columns than those that are drawn.
    private static bool Shows(RunResult run, string observable, string theory) =>
        run.Trials[0]
            .Samples.Columns.Any(column =>
                column.EndsWith($"@{theory}", StringComparison.Ordinal)
                && (observable == "modes" ? RunCurves.IsStrength(column) : RunCurves.IsSingularValue(column))
            );

    private static Figure Draw(Scenario scenario, FigurePlan plan, IReadOnlyDictionary<string, RunCurves> runs)
    {
        var figure = new Figure($"{scenario.Name}: {plan.Name}") { Description = scenario.Description };
        foreach (PanelPlan panel in plan.Panels)
        {
            new PanelDrawing(figure.AddPanel(), panel, runs).Draw();
        }
        return figure;
    }
}
