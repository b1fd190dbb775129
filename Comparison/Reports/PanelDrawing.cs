using System.Globalization;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>One panel of a scenario's figure: simulation solid, theories dashed, singular values thin and dotted.</summary>
internal sealed class PanelDrawing(Panel panel, PanelPlan plan, IReadOnlyDictionary<string, RunCurves> runs)
{
    private static readonly Dash[] dashes = [Dash.Solid, Dash.Dashed, Dash.DashDotted, Dash.Dotted];

    // A difference below this is rounding, and would stretch a logarithmic axis over decades of nothing.
    private const double Rounding = 1e-15;

    // One legend entry per line style: the theories met so far, in order.
    private readonly List<string> theories = [];
    private readonly HashSet<string> guided = new(StringComparer.Ordinal);
    private bool hasSimulation;

    /// <summary>Fills the panel.</summary>
    public void Draw()
    {
        panel.Title = RichText.Escape(plan.Title);
        panel.X.Label = "time *t*";
        panel.X.Logarithmic = plan.LogarithmicX;
        panel.Y.Logarithmic = plan.LogarithmicY;
        panel.Y.Label = YLabel();
        foreach (SeriesPlan series in plan.Series)
        {
            RunCurves curves = runs[series.Run];
            foreach (string column in curves.Columns(series.Observable))
            {
                DrawColumn(curves, series, column);
            }
        }
    }

    private void DrawColumn(RunCurves curves, SeriesPlan series, string column)
    {
        Colour colour = OkabeIto.Curve(RunCurves.ModeNumber(column));
        if (plan.ShowsDifference)
        {
            DrawDifference(curves, series, column, colour);
        }
        else if (series.Theory is string label)
        {
            if (curves.Predicted(column, label) is var (times, values))
            {
                Style(panel.Add.Line(times, values), colour, DashOf(curves, label));
            }
        }
        else
        {
            DrawSimulation(curves, column, colour);
        }
    }

    private void DrawSimulation(RunCurves curves, string column, Colour colour)
    {
        if (curves.Band(column) is var (bandTimes, lower, upper))
        {
            panel.Add.Band(bandTimes, lower, upper).Colour = colour;
        }
        (double[] times, double[] values) = curves.Simulated(column);
        Style(panel.Add.Line(times, values), colour, Dash.Solid);
        DrawGuide(curves, column, colour);
        if (!hasSimulation)
        {
            int seeds = curves.Run.Trials.Count;
            LegendEntry entry = panel.Legend.Add(
                curves.Run.IsEnsemble ? $"simulation, {seeds} seeds: mean, 5–95 %" : "simulation"
            );
            entry.ShowsBand = curves.Run.IsEnsemble;
            hasSimulation = true;
        }
    }

    private void DrawDifference(RunCurves curves, SeriesPlan series, string column, Colour colour)
    {
        if (series.Theory is string label && curves.Difference(column, label) is var (times, values))
        {
            Line line = panel.Add.Line(times, [.. values.Select(value => value < Rounding ? double.NaN : value)]);
            Dash dash = DashOf(curves, label);
            Style(line, colour, dash);
            line.EndLabel = dash == FirstDash ? $"α = {curves.ModeNames(column)}" : "";
        }
    }

    /// <summary>The value a curve tends to, with one label for all curves that tend to it.</summary>
    private void DrawGuide(RunCurves curves, string column, Colour colour)
    {
        double target = curves.Target(column);
        if (double.IsFinite(target) && target > 0 && guided.Add($"{target:g6}"))
        {
            HorizontalLine guide = panel.Add.HorizontalLine(target);
            guide.Colour = colour;
            guide.EndLabel = string.Create(
                CultureInfo.InvariantCulture,
                $"*s*_{{{curves.ModeNames(column)}}} = {target:0.00}"
            );
        }
    }

    private Dash DashOf(RunCurves curves, string label)
    {
        int known = theories.IndexOf(label);
        if (known < 0)
        {
            known = theories.Count;
            theories.Add(label);
            panel.Legend.Add(LegendOf(curves.Prediction(label)), NumberedDash(known));
        }
        return NumberedDash(known);
    }

    // Solid is the simulation's, unless there is none in the panel.
    private Dash FirstDash => NumberedDash(0);

    private Dash NumberedDash(int theory) => dashes[(theory + (plan.ShowsDifference ? 0 : 1)) % dashes.Length];

    /// <summary>A curve is not drawn without its standing.</summary>
    private static string LegendOf(Experiments.PredictedTrial prediction)
    {
        var curves = (Forecast.Curves)prediction.Forecast;
        string standing = curves.Assumptions.All(assumption => assumption.Holds)
            ? curves.Standing.ToString().ToLowerInvariant()
            : "assumptions fail";
        return $"{prediction.Plan.Prediction.Legend} ({standing})";
    }

    private string YLabel()
    {
        if (plan.ShowsDifference)
        {
            return "|simulation − theory|";
        }
        string[] observables = [.. plan.Series.Select(series => series.Observable).Distinct()];
        if (observables.Length > 1)
        {
            return "";
        }
        bool isShallow = plan.Series.All(series => runs[series.Run].Run.Plan.Hidden.Count == 0);
        return observables[0] switch
        {
            "singularValues" => "singular value of *W*(*t*)",
            "loss" => "excess loss",
            "conserved" => "drift of the imbalance",
            _ => isShallow ? "mode strength *b*_{α}(*t*)" : "mode strength *a*_{α}(*t*)",
        };
    }

    private static void Style(Line line, Colour colour, Dash dash)
    {
        line.Colour = colour;
        line.Dash = dash;
    }
}
