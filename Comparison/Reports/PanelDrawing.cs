using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>One panel of a scenario's figure: simulation solid, theories dashed, the values they tend to thin and dotted.</summary>
/// <remarks>Every theory of every run has a pattern of its own; a second run's simulation is a wide pale line, a third's wider.</remarks>
internal sealed class PanelDrawing(Panel panel, PanelPlan plan, IReadOnlyDictionary<string, RunCurves> runs)
{
    private static readonly Dash[] dashes =
    [
        Dash.Dashed,
        Dash.DashDotted,
        Dash.LongDashed,
        Dash.DashDotDotted,
        Dash.SparselyDashed,
        Dash.Dotted,
    ];

    private const double TheoryWidth = 1.2;
    private const double SimulationWidth = 1.4;
    private const double CrowdedWidth = 0.6;

    // A difference below this is rounding of strengths near 1, and would stretch a logarithmic axis over decades of nothing.
    private const double Rounding = 5e-15;

    // One legend entry per line style: the theories and simulations met so far, in order.
    private readonly List<(string Run, string Label)> theories = [];
    private readonly List<string> simulations = [];
    private readonly HashSet<string> guided = new(StringComparer.Ordinal);
    private readonly HashSet<Dash> explained = [];
    private readonly CurveColours colours = new(plan.Series.SelectMany(series => runs[series.Run].Columns(series)));
    private readonly bool hasTheories = plan.Series.Any(series => series.Theory is not null);
    private readonly bool isOneCurvePerRun =
        plan.Series.DistinctBy(series => series.Run).Count() > 1
        && plan.Series.Count <= OkabeIto.CurveCount
        && plan.Series.All(series => series.Theory is null && runs[series.Run].Columns(series).Count == 1)
        && plan.Series.DistinctBy(series => series.Run).Count() == plan.Series.Count;
    private readonly bool hasManyRuns = plan.Series.Select(series => series.Run).Distinct().Count() > 1;

    /// <summary>Fills the panel.</summary>
    public void Draw()
    {
        panel.Title = RichText.Escape(plan.Title);
        panel.X.Label = XLabel();
        panel.X.Logarithmic = plan.LogarithmicX;
        panel.Y.Logarithmic = plan.LogarithmicY;
        (panel.X.Minimum, panel.X.Maximum) = (plan.XRange?.From ?? StartOfTrainLoss(), plan.XRange?.To);
        (panel.Y.Minimum, panel.Y.Maximum) = (plan.YRange?.From, plan.YRange?.To);
        panel.Y.Label = YLabel();
        panel.SharedY = SharedY();
        foreach (SeriesPlan series in plan.Series)
        {
            RunCurves curves = runs[series.Run];
            foreach (string column in curves.Columns(series))
            {
                DrawColumn(curves, series, column);
            }
        }
    }

    private void DrawColumn(RunCurves curves, SeriesPlan series, string column)
    {
        Colour colour = colours.Of(column);
        if (plan.ShowsDifference)
        {
            DrawDifference(curves, series, column, colour);
        }
        else if (series.Theory is string label)
        {
            if (curves.Predicted(column, label) is var (times, values))
            {
                // Darker and thinner, theory stays visible on top of the simulation it agrees with.
                Style(panel.Add.Line(times, values), colour.Darker(0.3), LookOf(curves, label));
            }
        }
        else
        {
            DrawSimulation(curves, column, colour);
        }
    }

    private void DrawSimulation(RunCurves curves, string column, Colour colour)
    {
        int run = NumberOfSimulation(curves);
        if (curves.Band(column) is var (bandTimes, lower, upper))
        {
            panel.Add.Band(bandTimes, lower, upper).Colour = ColourOfRun(run) ?? colour;
        }
        (double[] times, double[] values) = curves.Simulated(column);
        Line line = panel.Add.Line(times, values);
        line.Colour = ColourOfRun(run) ?? (hasTheories ? colours.UnderTheory(column) : colour).Lighter(Paleness(run));
        line.Width = WidthOfSimulation(run);
        line.Layer = run == 0 || isOneCurvePerRun ? Layer.Curves : Layer.Guides; // What is wide must not cover what is thin.
        line.EndLabel = EndLabel(curves, column, run);
        if (colours.IsLabelled(column))
        {
            // Where colour tells runs apart, that of a column would name the wrong one.
            DrawGuides(curves, column, isOneCurvePerRun ? Colour.DarkGrey : colour);
        }
    }

    // Guides name the other curves.
    private string EndLabel(RunCurves curves, string column, int run) =>
        panel.Y.Label.Length == 0 && curves.CurveName(column).Length == 0 ? Quantity(column)
        : run == 0 && (colours.IsNamed(column) || IsAlwaysNamed(column) && colours.IsLabelled(column))
            ? curves.CurveName(column)
        : "";

    private static bool IsAlwaysNamed(string column) =>
        ColumnFamily.Eigenmodes.Includes(column) || ColumnFamily.Parameters.Includes(column);

    private int NumberOfSimulation(RunCurves curves)
    {
        int known = simulations.IndexOf(curves.Run.Plan.Name);
        if (known < 0)
        {
            known = simulations.Count;
            simulations.Add(curves.Run.Plan.Name);
            string seeds = curves.Run.IsEnsemble ? $", {curves.Run.Trials.Count} seeds: mean, 5–95 %" : "";
            // Beside theories a line is the simulation of its run; among simulations alone it is the run.
            string name =
                plan.Series.All(series => series.Theory is null) && hasManyRuns
                    ? RichText.Escape(curves.Run.Plan.Name) + seeds
                    : OfRun(curves, "simulation" + seeds);
            LegendEntry entry = panel.Legend.Add(name);
            entry.Colour = ColourOfRun(known) ?? Colour.DarkGrey.Lighter(Paleness(known));
            entry.Width = WidthOfSimulation(known);
            entry.ShowsBand = curves.Run.IsEnsemble;
        }
        return known;
    }

    // Where every run has one curve, colour is free to tell runs apart.
    private Colour? ColourOfRun(int run) => isOneCurvePerRun ? OkabeIto.Curve(run) : null;

    private double WidthOfSimulation(int run) =>
        isOneCurvePerRun ? SimulationWidth : (colours.IsCrowded ? CrowdedWidth : SimulationWidth) + 1.6 * run;

    private static double Paleness(int run) => run == 0 ? 0 : Math.Min(0.4 + 0.15 * run, 0.85);

    private void DrawDifference(RunCurves curves, SeriesPlan series, string column, Colour colour)
    {
        if (series.Theory is string label && curves.Difference(column, label) is var (times, values))
        {
            Line line = panel.Add.Line(times, [.. values.Select(value => value < Rounding ? 0 : value)]);
            Look look = LookOf(curves, label);
            Style(line, colour, look);
            line.EndLabel = look == Looks(0) && colours.IsLabelled(column) ? curves.CurveName(column) : "";
        }
    }

    /// <summary>What W* shows; and where that is out of reach, what the best reachable answers show.</summary>
    private void DrawGuides(RunCurves curves, string column, Colour colour)
    {
        Guide? reachable = curves.ReachableGuide(column);
        DrawGuide(curves.Guide(column), Dash.Dotted, colour, reachable is null ? "" : "best map *W*^{\\*}");
        DrawGuide(curves.StabilityGuide(column), Dash.Dashed, Colour.DarkGrey, "");
        DrawGuide(reachable, Dash.SparselyDashed, colour, $"reachable {curves.ReachableAnswers}");
    }

    /// <summary>A guide, with one label for all curves that have it under one name.</summary>
    private void DrawGuide(Guide? guide, Dash dash, Colour colour, string legend)
    {
        if (guide is null || !guided.Add(guide.Label))
        {
            return;
        }
        HorizontalLine line = panel.Add.HorizontalLine(guide.Value);
        (line.Colour, line.Dash, line.EndLabel) = (colour, dash, guide.Label);
        if (legend.Length > 0 && explained.Add(dash))
        {
            panel.Legend.Add(legend, dash).Width = line.Width;
        }
    }

    private Look LookOf(RunCurves curves, string label)
    {
        (string, string) theory = (curves.Run.Plan.Name, label);
        int known = theories.IndexOf(theory);
        if (known < 0)
        {
            known = theories.Count;
            theories.Add(theory);
            LegendEntry entry = panel.Legend.Add(OfRun(curves, curves.Legend(label)), Looks(known).Dash);
            entry.Width = Looks(known).Width;
        }
        return Looks(known);
    }

    // Solid is the simulation's, unless there is none in the panel. Beyond the patterns there are, lines get wider.
    private Look Looks(int theory)
    {
        if (plan.ShowsDifference && theory == 0)
        {
            return new Look(Dash.Solid, SimulationWidth);
        }
        (int round, int pattern) = Math.DivRem(plan.ShowsDifference ? theory - 1 : theory, dashes.Length);
        return new Look(dashes[pattern], (plan.ShowsDifference ? SimulationWidth : TheoryWidth) * (1 + 0.8 * round));
    }

    private string OfRun(RunCurves curves, string text) =>
        hasManyRuns ? $"{RichText.Escape(curves.Run.Plan.Name)}: {text}" : text;

    private string XLabel() =>
        string.Join(" or ", plan.Series.Select(series => runs[series.Run].IsDescent ? "epoch" : "time *t*").Distinct());

    /// <summary>The first epoch looked at: the train loss has no value before its first, but its axis begins as others do.</summary>
    private double? StartOfTrainLoss() =>
        !plan.LogarithmicX && plan.Series.Any(series => series.Observable == ObservedColumns.TrainLoss)
            ? plan
                .Series.Select(series => (Curves: runs[series.Run], Column: runs[series.Run].Columns(series)[0]))
                .SelectMany(series => series.Curves.Simulated(series.Column).Times)
                .Select(time => (double?)time)
                .Min()
            : null;

    private string YLabel()
    {
        if (plan.ShowsDifference)
        {
            return "|simulation − theory|";
        }
        string[] quantities = [.. plan.Series.Select(series => Quantity(series.Observable)).Distinct()];
        return quantities.Length > 1 ? "" : quantities[0];
    }

    // Limits that are given are the panel's own. Strengths are strengths, a of a deep network and b of a shallow one; differences span decades of their own.
    private string SharedY() =>
        plan.ShowsDifference || plan.LogarithmicY || plan.YRange is not null ? ""
        : plan.Series.All(series => ColumnFamily.Strengths.Includes(series.Observable)) ? "mode strength"
        : YLabel();

    private string Quantity(string observable) =>
        CurveLabels.Quantity(
            observable,
            isShallow: plan.Series.All(series => runs[series.Run].Run.Plan.Hidden.Count == 0)
        );

    private static void Style(Line line, Colour colour, Look look) =>
        (line.Colour, line.Dash, line.Width) = (colour, look.Dash, look.Width);

    private readonly record struct Look(Dash Dash, double Width);
}
