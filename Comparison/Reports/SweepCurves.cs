using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Reports;

/// <summary>A sweep over one axis: what was measured as marks with error bars, what theories say as lines.</summary>
internal static class SweepCurves
{
    /// <summary>One column for every measure that has a panel.</summary>
    public static IEnumerable<SweepColumn> Panels(SweepResult sweep) =>
        sweep
            .Plan.Measures.Where(measure => measure is not SweepMeasure.CriticalRate)
            .Where(measure => Drawn(sweep, measure).Any())
            .Select(measure => new SweepColumn(measure, null));

    /// <summary>Draws one measure.</summary>
    public static void Draw(Panel panel, SweepResult sweep, SweepMeasure measure)
    {
        SweepColumn[] columns = [.. Drawn(sweep, measure)];
        panel.Y.Label = SweepWords.AxisOf(sweep, measure);
        panel.Y.Logarithmic = SweepFigures.IsWide(columns.SelectMany(column => Values(sweep, column)));
        double[] places = [.. sweep.Plan.Axes[0].Points.Select(point => point.Place)];
        int theories = 0;
        foreach (SweepColumn column in columns.OrderBy(column => column.Theory is null ? 1 : 0))
        {
            if (column.Theory is null)
            {
                DrawMeasured(panel, sweep, measure, places);
            }
            else
            {
                DrawTheory(panel, sweep, column, places, OkabeIto.Curve(theories++));
            }
        }
        DrawCriticalRate(panel, sweep);
    }

    private static IEnumerable<SweepColumn> Drawn(SweepResult sweep, SweepMeasure measure) =>
        sweep.Columns.Where(column =>
            column.Measure == measure
            && column.Statistic == SweepStatistic.Value
            && Values(sweep, column).Any(double.IsFinite)
        );

    private static void DrawMeasured(Panel panel, SweepResult sweep, SweepMeasure measure, double[] places)
    {
        double[] values = [.. Values(sweep, new SweepColumn(measure, null))];
        (double[] Lower, double[] Upper)? ends = Interval(sweep, measure, values);
        if (ends is var (lower, upper))
        {
            panel.Add.ErrorBars(places, lower, upper).Colour = Colour.DarkGrey;
        }
        Scatter marks = panel.Add.Scatter(places, values);
        marks.Colour = Colour.Black;
        string bars =
            ends is null ? ""
            : measure is SweepMeasure.Variance ? ", 95 % interval"
            : " ± sd over seeds";
        panel.Legend.Add($"simulation{bars}", Mark.Dot, Colour.Black);
    }

    private static (double[] Lower, double[] Upper)? Interval(SweepResult sweep, SweepMeasure measure, double[] values)
    {
        SweepColumn spread = new(measure, null, SweepStatistic.Spread);
        if (sweep.Columns.Contains(spread))
        {
            double[] sd = [.. Values(sweep, spread)];
            return ([.. values.Zip(sd, (value, by) => value - by)], [.. values.Zip(sd, (value, by) => value + by)]);
        }
        double[] low = [.. Values(sweep, new SweepColumn(measure, null, SweepStatistic.Low))];
        double[] high = [.. Values(sweep, new SweepColumn(measure, null, SweepStatistic.High))];
        return low.Any(double.IsFinite) ? (low, high) : null;
    }

    private static void DrawTheory(Panel panel, SweepResult sweep, SweepColumn column, double[] places, Colour colour)
    {
        double[] values = [.. Values(sweep, column)];
        if (sweep.Plan.Axes[0].IsCategorical)
        {
            Scatter marks = panel.Add.Scatter(places, values);
            (marks.Colour, marks.Shape, marks.Diameter) = (colour, Mark.Ring, 6);
            panel.Legend.Add(column.Theory!, Mark.Ring, colour);
            return;
        }
        panel.Add.Line(places, values).Colour = colour;
        panel.Legend.Add(column.Theory!).Colour = colour;
    }

    private static void DrawCriticalRate(Panel panel, SweepResult sweep)
    {
        SweepAxis axis = sweep.Plan.Axes[0];
        SweepColumn? critical = sweep.Columns.FirstOrDefault(column => column.Measure is SweepMeasure.CriticalRate);
        if (axis.IsLearningRate && critical is not null && sweep[critical, 0] is var rate && double.IsFinite(rate))
        {
            if (rate >= axis.Points[0].Place && rate <= axis.Points[^1].Place)
            {
                panel.Add.VerticalLine(rate);
                panel.Legend.Add("predicted *η*_{c}", Dash.Dotted);
            }
        }
    }

    private static IEnumerable<double> Values(SweepResult sweep, SweepColumn column) =>
        Enumerable.Range(0, sweep.Cells.Count).Select(cell => sweep[column, cell]);
}
