using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>Which figures a scenario has: those it asks for, or for every run its modes and how far theory is from them.</summary>
public static class ScenarioFigures
{
    // More curves, nearly all of them of weak modes, are not told apart.
    private const int MostCurves = 12;

    /// <summary>Draws every figure of a scenario.</summary>
    /// <returns>File name without extension, and figure.</returns>
    public static IReadOnlyList<(string Name, Figure Figure)> Of(ExperimentResult result)
    {
        IReadOnlyList<FigurePlan> plans =
            result.Scenario.Figures.Count > 0
                ? result.Scenario.Figures
                :
                [
                    .. result
                        .Runs.SelectMany(run => Defaults(result.Scenario.Task, run))
                        .Where(plan => plan.Panels.Count > 0),
                ];
        Dictionary<string, RunCurves> runs = result.Runs.ToDictionary(
            run => run.Plan.Name,
            run => new RunCurves(result.Scenario.Task, run),
            StringComparer.Ordinal
        );
        return [.. plans.Select(plan => (plan.Name, Draw(result, plan, runs))), .. HalfRises(result)];
    }

    /// <summary>Over the seeds of an ensemble; whatever figures are asked for, since no series of theirs can show it.</summary>
    private static IEnumerable<(string Name, Figure Figure)> HalfRises(ExperimentResult result) =>
        SeedTable
            .SpreadsOf(result)
            .GroupBy(spread => spread.Run, StringComparer.Ordinal)
            .Select(run => (Name: run.Key + HalfRiseFigure.Ending, Spreads: run))
            .Select(run => (run.Name, HalfRiseFigure.Of($"{result.Scenario.Name}: {run.Name}", [.. run.Spreads])));

    private static IEnumerable<FigurePlan> Defaults(LearningTask task, RunResult run)
    {
        bool hasModes = task.Modes.Count > 0 && run.Plan.Observe.Contains(Observable.Modes);
        string observable = hasModes ? "modes" : "singularValues";
        if (!hasModes && !run.Plan.Observe.Contains(Observable.SingularValues))
        {
            yield break;
        }
        string name = run.Plan.Name;
        bool isLogarithmic = run.Plan.Sample is Simulation.Integration.SampleTimes.Logarithmic;
        (IReadOnlyList<int>? places, string title) = StrongestOf(new RunCurves(task, run), observable);
        SeriesPlan simulated = new(name, observable, Theory: null) { Places = places };
        SeriesPlan[] predicted =
        [
            .. run.Trials[0]
                .Predictions.Where(prediction => Shows(run, observable, prediction.Plan.Name))
                .Select(prediction => simulated with { Theory = prediction.Plan.Name }),
        ];
        yield return new FigurePlan(
            $"{name}.modes",
            [new PanelPlan([simulated, .. predicted]) { Title = title, LogarithmicX = isLogarithmic }]
        );
        yield return new FigurePlan(
            $"{name}.differences",
            predicted.Length == 0
                ? []
                :
                [
                    new PanelPlan(predicted)
                    {
                        Title = title,
                        ShowsDifference = true,
                        LogarithmicX = isLogarithmic,
                        LogarithmicY = true,
                    },
                ]
        );
    }

    /// <summary>The places of the strongest curves of a family and how many these are; all, and no word, of a small one.</summary>
    private static (IReadOnlyList<int>? Places, string Title) StrongestOf(RunCurves curves, string observable)
    {
        IReadOnlyList<string> family = curves.Family(observable);
        if (family.Count <= MostCurves)
        {
            return (null, "");
        }
        string kind = observable == "modes" ? "modes" : "singular values";
        return (
            [.. Enumerable.Range(1, MostCurves)],
            $"{kind} 1–{curves.LastNumber(family[MostCurves - 1])} of {curves.LastNumber(family[^1])}"
        );
    }

    // A theory may be silent, or speak of other columns than those that are drawn.
    private static bool Shows(RunResult run, string observable, string theory) =>
        run.Trials[0]
            .Samples.Columns.Any(column =>
                column.EndsWith($"@{theory}", StringComparison.Ordinal)
                && (
                    observable == "modes"
                        ? ColumnFamily.Strengths.Includes(column)
                        : ColumnFamily.SingularValues.Includes(column)
                )
            );

    private static Figure Draw(ExperimentResult result, FigurePlan plan, IReadOnlyDictionary<string, RunCurves> runs)
    {
        Scenario scenario = result.Scenario;
        // Three in a row leave no room for a legend beside the labels at the ends of the curves.
        var figure = new Figure($"{scenario.Name}: {plan.Name}")
        {
            Description = scenario.Description,
            Columns = Math.Min(plan.Panels.Count, 2),
        };
        Dictionary<string, RunResult> results = runs.ToDictionary(run => run.Key, run => run.Value.Run);
        foreach (PanelPlan panel in plan.Panels)
        {
            if (panel.ShowsLandscape)
            {
                var landscape = Landscape.Of(scenario.Task, panel, results);
                new LandscapeDrawing(figure.AddPanel(), panel.Title, landscape).Draw();
            }
            else
            {
                new PanelDrawing(figure.AddPanel(), panel, runs).Draw();
            }
        }
        return figure;
    }
}
