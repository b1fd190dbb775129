using System.Globalization;
using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Descent;

namespace Dynamics.Comparison.Reports;

/// <summary>What the measures of a sweep are called in its figure, in rich-text notation.</summary>
internal static class SweepWords
{
    /// <summary>The title of a measure's panel.</summary>
    public static string TitleOf(SweepResult sweep, SweepColumn column) =>
        column.Measure switch
        {
            SweepMeasure.TimeTo { Settles: true } timeTo => string.Create(
                CultureInfo.InvariantCulture,
                $"{Unit(sweep)} until {timeTo.Of} stays within {100 * (1 - timeTo.Fraction):0.##} %"
            ),
            SweepMeasure.TimeTo timeTo => string.Create(
                CultureInfo.InvariantCulture,
                $"{Unit(sweep)} to {100 * timeTo.Fraction:0.##} % of {timeTo.Of}"
            ),
            SweepMeasure.Error => column.Theory is null
                ? $"largest error, {column.Measure.Of}"
                : $"largest error of {column.Theory}, {column.Measure.Of}",
            SweepMeasure.Final => $"{column.Measure.Of} at the end",
            SweepMeasure.Rate => $"contraction of {column.Measure.Of} per {Unit(sweep).TrimEnd('s')}",
            SweepMeasure.Stable => sweep.Plan.Axes.Count > 1
                ? $"{column.Measure.Of} is stable (yellow) or not (violet)"
                : $"stability of {column.Measure.Of}",
            SweepMeasure.Variance => $"variance of {column.Measure.Of} in the last half",
            _ => column.Title,
        };

    /// <summary>The axis or colour bar of a measure.</summary>
    public static string AxisOf(SweepResult sweep, SweepMeasure measure) =>
        measure switch
        {
            SweepMeasure.TimeTo => Unit(sweep),
            SweepMeasure.Error => "max |simulation − theory|",
            SweepMeasure.Final => measure.Of,
            SweepMeasure.Rate => "factor",
            SweepMeasure.Stable => "share of seeds",
            SweepMeasure.Variance => "variance",
            _ => "rate",
        };

    /// <summary>Why cells have no number.</summary>
    public static string WithoutNumber(SweepResult sweep, SweepColumn column)
    {
        bool[] diverged =
        [
            .. Enumerable
                .Range(0, sweep.Cells.Count)
                .Where(cell => !double.IsFinite(sweep[column, cell]))
                .Select(cell => sweep.Cells[cell].Diverged > 0),
        ];
        string other = column.Measure is SweepMeasure.TimeTo ? "never" : "none";
        return diverged.Length == 0 ? ""
            : diverged.All(has => has) ? "diverged"
            : diverged.Any(has => has) ? $"{other} or diverged"
            : other;
    }

    private static string Unit(SweepResult sweep) =>
        sweep.Plan.Cells[0].Run.Learning is DescentSettings ? "epochs" : "time";
}
