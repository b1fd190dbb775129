using Dynamics.Comparison.Experiments.Sweeps;
using Dynamics.Comparison.Figures;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Reports;

/// <summary>A sweep over two axes: a heat map of everything measured and of every theory's error, the critical rate on it.</summary>
internal static class SweepMaps
{
    /// <summary>The columns that have a panel.</summary>
    public static IEnumerable<SweepColumn> Panels(SweepResult sweep) =>
        sweep.Columns.Where(column =>
            column.Statistic == SweepStatistic.Value
            && (column.Theory is null || column.Measure is SweepMeasure.Error)
            && sweep.Cells.Any(cell => double.IsFinite(cell.Values.GetValueOrDefault(column, double.NaN)))
        );

    /// <summary>Draws one column.</summary>
    public static void Draw(Panel panel, SweepResult sweep, SweepColumn column)
    {
        double[] values = Values(sweep, column);
        // The errors of all theories have one scale: which theory is good where is what their maps are for.
        double[] compared =
            column.Measure is SweepMeasure.Error
                ?
                [
                    .. Panels(sweep)
                        .Where(other => other.Measure == column.Measure)
                        .SelectMany(other => Values(sweep, other)),
                ]
                : values;
        bool isWide = column.Measure is not SweepMeasure.Rate && SweepFigures.IsWide(compared);
        double? ceiling = isWide && column.Measure is SweepMeasure.Final ? Ceiling(values) : null;
        ColourScale scale = column.Measure switch
        {
            // Every factor above 1 grows: how fast is no question of a map that shows how fast things converge.
            SweepMeasure.Rate => new ColourScale { Maximum = values.Any(value => value > 1) ? 1 : null },
            SweepMeasure.Stable => new ColourScale { Minimum = 0, Maximum = 1 },
            // An error of 0 has the colour of rounding.
            _ => new ColourScale
            {
                Logarithmic = isWide,
                Minimum = isWide ? Floor([.. compared.Where(value => !(value > ceiling))]) : null,
                Maximum = ceiling,
            }.Over(compared),
        };
        HeatMap map = panel.Add.HeatMap(Places(sweep.Plan.Axes[0]), Places(sweep.Plan.Axes[1]), values);
        map.Scale = scale;
        // Of two colours the title says all; seeds that do not agree are in between.
        if (column.Measure is not SweepMeasure.Stable || values.Any(value => value is > 0 and < 1))
        {
            string beyond =
                scale.Maximum == 1 && column.Measure is SweepMeasure.Rate ? " (1 and above: unstable)"
                : ceiling is not null ? " (yellow: and above)"
                : "";
            panel.ColourBar = new ColourBar(SweepWords.AxisOf(sweep, column.Measure) + beyond, scale)
            {
                NoValueLabel = SweepWords.WithoutNumber(sweep, column),
            };
        }
        DrawCriticalRate(panel, sweep);
    }

    /// <summary>η_c across the map, where one of the axes is the learning rate.</summary>
    private static void DrawCriticalRate(Panel panel, SweepResult sweep)
    {
        int along = sweep.Plan.Axes[0].IsLearningRate ? 0 : 1;
        SweepColumn? critical = sweep.Columns.FirstOrDefault(column => column.Measure is SweepMeasure.CriticalRate);
        if (critical is null || !sweep.Plan.Axes[along].IsLearningRate)
        {
            return;
        }
        int width = sweep.Plan.Axes[0].Points.Count;
        double[] rates = Places(sweep.Plan.Axes[along]);
        double[] others = Places(sweep.Plan.Axes[1 - along]);
        double[] line =
        [
            .. Enumerable
                .Range(0, others.Length)
                .Select(index => sweep[critical, along == 0 ? index * width : index])
                .Select(rate => rate >= rates[0] && rate <= rates[^1] ? rate : double.NaN),
        ];
        if (!line.Any(double.IsFinite))
        {
            return;
        }
        foreach ((Colour colour, double width) stroke in ((Colour, double)[])[(Colour.White, 3.2), (Colour.Black, 1.4)])
        {
            Line drawn = along == 0 ? panel.Add.Line(line, others) : panel.Add.Line(others, line);
            (drawn.Colour, drawn.Width) = stroke;
        }
        // No legend: a map leaves no room for one.
        Axis axis = along == 0 ? panel.X : panel.Y;
        axis.Label += "; line: predicted *η*_{c}";
    }

    /// <summary>Twelve decades are as many as a colour bar tells apart; where most cells lie below them it shows all but a tenth.</summary>
    /// <remarks>The latter where some cells grow without bound, beside which all that converge would have one colour.</remarks>
    internal static double? Floor(double[] values)
    {
        double[] positive = [.. values.Where(value => value > 0).Order()];
        double floor = positive[^1] * 1e-12;
        return positive[positive.Length / 2] < floor ? positive[positive.Length / 10]
            : positive[0] < floor ? floor
            : null;
    }

    /// <summary>What nine tenths of the cells stay below, where the others are more than twelve decades above it: they grow without bound.</summary>
    /// <returns>Null where the scale has room for all.</returns>
    internal static double? Ceiling(double[] values)
    {
        double[] positive = [.. values.Where(value => value > 0).Order()];
        double most = positive[9 * positive.Length / 10];
        return positive[^1] > 1e12 * most ? most : null;
    }

    private static double[] Values(SweepResult sweep, SweepColumn column) =>
        [.. Enumerable.Range(0, sweep.Cells.Count).Select(cell => Finite(sweep[column, cell]))];

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;

    private static double[] Places(SweepAxis axis) => [.. axis.Points.Select(point => point.Place)];
}
