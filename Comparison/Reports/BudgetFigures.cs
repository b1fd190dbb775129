using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Reports;

/// <summary>Error budgets over time: a panel for each of the strongest modes, the whole thick and grey, every part a line of its own.</summary>
internal static class BudgetFigures
{
    /// <summary>What stands behind the name of a run in the name of its figure.</summary>
    public const string Ending = ".budget";

    private const double WholeWidth = 3.5;
    private const double PartWidth = 1.2;

    /// <summary>One figure for every run that asks for it and whose whole is more than rounding.</summary>
    /// <returns>File name without extension, and figure.</returns>
    public static IReadOnlyList<(string Name, Figure Figure)> Of(ExperimentResult result, BudgetSummary budgets) =>
        [
            .. result
                .Runs.Where(run => run.Plan.Budget == BudgetPlan.Figure)
                .Select(run =>
                    (
                        Run: run,
                        Rows: budgets.Rows.Where(row => row.Run == run.Plan.Name && IsWorthDrawing(row)).ToArray()
                    )
                )
                .Where(item => item.Rows.Length > 0)
                .Select(item => (item.Run.Plan.Name + Ending, Draw(result.Scenario, item.Run, item.Rows))),
        ];

    private static bool IsWorthDrawing(BudgetRow row) =>
        row.Course is { } course && Largest(course.Whole) > BudgetSummary.Rounding;

    private static Figure Draw(Scenario scenario, RunResult run, BudgetRow[] rows)
    {
        var figure = new Figure($"{scenario.Name}: {run.Plan.Name}, what simulation − theory is made of")
        {
            Description = scenario.Description,
        };
        foreach (BudgetRow row in rows)
        {
            Draw(figure.AddPanel(), scenario.Task, run, row.Observable, row.Course!);
        }
        return figure;
    }

    private static void Draw(Panel panel, LearningTask task, RunResult run, string observable, BudgetCourse course)
    {
        string modes = CurveLabels.ModeNames(task, observable);
        panel.Title = modes.Contains(',', StringComparison.Ordinal) ? $"modes {modes}" : $"mode {modes}";
        panel.X.Label = run.Plan.Learning is DescentSettings ? "epoch" : "time *t*";
        panel.X.Logarithmic = run.Plan.Sample is SampleTimes.Logarithmic;
        panel.Y.Label = "simulation − theory";
        panel.Add.HorizontalLine(0);
        Line whole = panel.Add.Line(course.Times, course.Whole);
        (whole.Colour, whole.Width, whole.Layer) = (Whole, WholeWidth, Layer.Guides); // Parts that are nearly all of it lie on it.
        LegendEntry entry = panel.Legend.Add(run.IsEnsemble ? $"whole, mean of {run.Trials.Count} seeds" : "whole");
        (entry.Colour, entry.Width) = (Whole, WholeWidth);
        double least = BudgetDocument.WorthSaying * Largest(course.Whole);
        foreach ((string name, double[] values) in course.Parts.Where(part => Largest(part.Values) >= least))
        {
            (Colour colour, Dash dash) = LookOf(name);
            Line line = panel.Add.Line(course.Times, values);
            (line.Colour, line.Dash, line.Width) = (colour, dash, PartWidth);
            LegendEntry part = panel.Legend.Add(name, dash);
            (part.Colour, part.Width) = (colour, PartWidth);
        }
    }

    private static Colour Whole => Colour.Grey.Lighter(0.4);

    /// <summary>The look of a part, the same in every figure; several counted as one have that of the last, with dots.</summary>
    private static (Colour Colour, Dash Dash) LookOf(string part)
    {
        const string and = " and ";
        int last = part.LastIndexOf(and, StringComparison.Ordinal);
        return last >= 0
            ? (LookOf(part[(last + and.Length)..]).Colour, Dash.DashDotted)
            : part switch
            {
                "start value" => (OkabeIto.Blue, Dash.Solid),
                "imbalance" => (OkabeIto.Orange, Dash.Solid),
                "succession" => (OkabeIto.ReddishPurple, Dash.Solid),
                "competition" => (OkabeIto.BluishGreen, Dash.Solid),
                "unequal imbalance" => (OkabeIto.SkyBlue, Dash.Solid),
                "shape of the start" => (OkabeIto.Orange, Dash.Dashed),
                "step size" => (OkabeIto.Vermillion, Dash.Solid),
                "finite rate" => (OkabeIto.Vermillion, Dash.Dashed),
                "order" => (OkabeIto.Black, Dash.Solid),
                _ => (Colour.DarkGrey, Dash.Dotted),
            };
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);
}
