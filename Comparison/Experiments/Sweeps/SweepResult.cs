using Dynamics.Comparison.Scenarios.Sweeps;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>What was measured and predicted in every cell of a sweep.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Columns">Every number that some cell has, measure by measure: measured first, then each theory's.</param>
/// <param name="Cells">One per cell of the plan, in its order.</param>
public sealed record SweepResult(SweepPlan Plan, IReadOnlyList<SweepColumn> Columns, IReadOnlyList<CellResult> Cells)
{
    /// <summary>Gathers cells.</summary>
    /// <param name="plan">What was to be done.</param>
    /// <param name="cells">One per cell of the plan, in its order.</param>
    public static SweepResult Of(SweepPlan plan, IReadOnlyList<CellResult> cells)
    {
        // A theory may have a curve in some cells only; its column is there if it has one in any.
        Dictionary<string, SweepColumn> all = new(StringComparer.Ordinal);
        List<string> theories = [];
        foreach (CellResult cell in cells)
        {
            foreach (SweepColumn column in cell.Values.Keys)
            {
                all.TryAdd(column.Title, column);
                if (column.Theory is string theory && !theories.Contains(theory, StringComparer.Ordinal))
                {
                    theories.Add(theory);
                }
            }
        }
        return new SweepResult(
            plan,
            [
                .. plan.Measures.SelectMany(measure =>
                    all.Values.Where(column => column.Measure == measure)
                        .OrderBy(column => column.Theory is string theory ? theories.IndexOf(theory) : -1)
                        .ThenBy(column => column.Statistic)
                ),
            ],
            cells
        );
    }

    /// <summary>The number of a column in a cell; NaN where it has none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="cell">0-based, in the order of the plan.</param>
    public double this[SweepColumn column, int cell] => Cells[cell].Values.GetValueOrDefault(column, double.NaN);

    /// <summary>The column of what was measured beside a predicted one; null where there is none, as for an error.</summary>
    public SweepColumn? MeasuredBeside(SweepColumn predicted) =>
        Columns.FirstOrDefault(column =>
            column.Measure == predicted.Measure && column.Theory is null && column.Statistic == SweepStatistic.Value
        );
}

/// <summary>What one cell left behind.</summary>
/// <param name="Values">Its numbers.</param>
/// <param name="Diverged">Which share of its seeds diverged or found no step small enough, 0 to 1.</param>
public sealed record CellResult(IReadOnlyDictionary<SweepColumn, double> Values, double Diverged);

/// <summary>A column of numbers, one per cell.</summary>
/// <param name="Measure">What it is.</param>
/// <param name="Theory">Who says so; null for the simulation.</param>
/// <param name="Statistic">Over the seeds.</param>
public sealed record SweepColumn(SweepMeasure Measure, string? Theory, SweepStatistic Statistic = SweepStatistic.Value)
{
    /// <summary>Its title, such as <c>timeTo:mode1</c>, <c>timeTo:mode1@balanced</c>, <c>timeTo:mode1.sd</c>.</summary>
    public string Title =>
        Measure.Name
        + (Theory is null ? "" : $"@{Theory}")
        + Statistic switch
        {
            SweepStatistic.Spread => ".sd",
            SweepStatistic.Low => ".low",
            SweepStatistic.High => ".high",
            _ => "",
        };
}

/// <summary>Which number over the seeds of a cell.</summary>
public enum SweepStatistic
{
    /// <summary>The number, or the mean over seeds.</summary>
    Value,

    /// <summary>The standard deviation over seeds (n − 1 in the denominator).</summary>
    Spread,

    /// <summary>Lower end of a 95 % interval.</summary>
    Low,

    /// <summary>Upper end of a 95 % interval.</summary>
    High,
}
