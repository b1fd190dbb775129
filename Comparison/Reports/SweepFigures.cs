using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Reports;

/// <summary>A figure for every sweep: maps over two axes, curves over one.</summary>
internal static class SweepFigures
{
    // Values further apart than this are told apart by ratios, not by differences.
    private const double WideRange = 30;

    /// <summary>Draws every sweep that has something to draw.</summary>
    /// <returns>File name without extension, and figure.</returns>
    public static IEnumerable<(string Name, Figure Figure)> Of(ExperimentResult result)
    {
        foreach (SweepResult sweep in result.Sweeps.Where(sweep => sweep.Plan.HasFigure))
        {
            bool isMap = sweep.Plan.Axes.Count > 1;
            SweepColumn[] panels = [.. isMap ? SweepMaps.Panels(sweep) : SweepCurves.Panels(sweep)];
            if (panels.Length == 0)
            {
                continue;
            }
            var figure = new Figure($"{result.Scenario.Name}: {sweep.Plan.Name}")
            {
                Description = result.Scenario.Description,
                Columns = Math.Min(panels.Length, 2),
            };
            foreach (SweepColumn column in panels)
            {
                Panel panel = figure.AddPanel();
                panel.Title = SweepWords.TitleOf(sweep, column);
                Prepare(panel.X, sweep.Plan.Axes[0]);
                if (isMap)
                {
                    Prepare(panel.Y, sweep.Plan.Axes[1]);
                    SweepMaps.Draw(panel, sweep, column);
                }
                else
                {
                    SweepCurves.Draw(panel, sweep, column.Measure);
                }
            }
            yield return (sweep.Plan.Name, figure);
        }
    }

    /// <summary>Whether numbers are positive and so far apart that they want a logarithmic scale.</summary>
    public static bool IsWide(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        // Exact zeros, as of an error at the start of rounding, are below every scale and do not decide it.
        double[] positive = [.. finite.Where(value => value > 0)];
        return finite.All(value => value >= 0) && positive.Length > 1 && positive.Max() > WideRange * positive.Min();
    }

    private static void Prepare(Axis drawn, SweepAxis axis)
    {
        drawn.Label = axis.Label;
        drawn.Logarithmic = axis.IsLogarithmic;
        drawn.Categories = axis.IsCategorical ? [.. axis.Points.Select(point => point.Name!)] : [];
    }
}
