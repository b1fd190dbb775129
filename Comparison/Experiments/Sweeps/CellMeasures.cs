using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios.Sweeps;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Theory;

namespace Dynamics.Comparison.Experiments.Sweeps;

/// <summary>Takes the measures of one cell: of what was seen, and of what every theory said of it.</summary>
/// <param name="cell">What was to be done.</param>
/// <param name="trials">One per seed.</param>
internal sealed class CellMeasures(SweepCell cell, IReadOnlyList<Trial> trials)
{
    private readonly Dictionary<SweepColumn, double> values = [];
    private static readonly StationarySpread nothing = new(double.NaN, double.NaN, double.NaN);
    private readonly bool diverged = trials.Any(HasDiverged);
    private bool overflows; // a statistic of runs whose own numbers do not

    /// <summary>All of them.</summary>
    public CellResult Take(IReadOnlyList<SweepMeasure> measures)
    {
        foreach (SweepMeasure measure in measures)
        {
            switch (measure)
            {
                case SweepMeasure.Error:
                    TakeErrors(measure);
                    break;
                case SweepMeasure.Variance:
                    TakeVariance(measure);
                    break;
                case SweepMeasure.CriticalRate:
                    TakeCriticalRate(measure);
                    break;
                default:
                    TakeOfCurves(measure);
                    break;
            }
        }
        return new CellResult(values, overflows ? 1 : (double)trials.Count(HasDiverged) / trials.Count);
    }

    private static bool HasDiverged(Trial trial) => trial.Outcome is not (null or Outcome.Reached);

    private IEnumerable<string> Theories => cell.Run.Theories.Select(theory => theory.Name);

    private void TakeOfCurves(SweepMeasure measure)
    {
        string[] columns = [.. ColumnFamily.Columns(measure.Of, trials[0].Samples.Columns)];
        Keep(measure, null, trial => Largest(columns.Select(column => OfSimulation(measure, trial, column))));
        foreach (string theory in Theories)
        {
            string ending = $"@{theory}";
            string[] predicted = [.. columns.Where(column => trials.All(trial => Has(trial, column + ending)))];
            if (predicted.Length > 0)
            {
                Keep(
                    measure,
                    theory,
                    trial => Largest(predicted.Select(column => OfTheory(measure, trial, column, theory)))
                );
            }
        }
    }

    private double OfTheory(SweepMeasure measure, Trial trial, string column, string theory)
    {
        if (measure is SweepMeasure.Final && HasDiverged(trial))
        {
            return double.NaN; // its last sample is not the end of the run
        }
        return measure is SweepMeasure.TimeTo timeTo && HasDiverged(trial)
            ? CurveBeyond.TimeTo(
                trial,
                trial.Predictions.First(said => said.Plan.Name == theory),
                column,
                timeTo,
                cell.Run
            )
            : CurveMeasure.Of(measure, trial, column, $"@{theory}");
    }

    /// <summary>What a run that diverged was at last is an accident of when; that it is not stable, and how fast it grew, is not.</summary>
    private static double OfSimulation(SweepMeasure measure, Trial trial, string column) =>
        !HasDiverged(trial) || measure is SweepMeasure.Rate ? CurveMeasure.Of(measure, trial, column, ending: "")
        : measure is SweepMeasure.Stable ? 0
        : double.NaN;

    private void TakeErrors(SweepMeasure measure)
    {
        foreach (string theory in Theories)
        {
            string[] columns =
            [
                .. ColumnFamily
                    .Columns(measure.Of, trials[0].Samples.Columns)
                    .Where(column => trials.All(trial => Has(trial, $"{column}@{theory}"))),
            ];
            if (columns.Length > 0)
            {
                Keep(measure, theory, trial => HasDiverged(trial) ? double.NaN : Error(trial, columns, theory));
            }
        }
    }

    private static double Error(Trial trial, string[] columns, string theory) =>
        Largest(
            columns.Select(column =>
                CurveDifference
                    .Between(trial.Samples["time"], trial.Samples[column], trial.Samples[$"{column}@{theory}"])
                    .Largest
            )
        );

    private void TakeVariance(SweepMeasure measure)
    {
        StationarySpread spread = diverged
            ? nothing
            : StationarySpread.Of([.. trials.Select(trial => trial.Samples[measure.Of].ToArray())]);
        if (!diverged && !double.IsFinite(spread.Variance))
        {
            // The deviations are numbers, but their squares are not: what grows so far has diverged.
            (spread, overflows) = (nothing, true);
        }
        values[new SweepColumn(measure, null)] = spread.Variance;
        values[new SweepColumn(measure, null, SweepStatistic.Low)] = spread.Low;
        values[new SweepColumn(measure, null, SweepStatistic.High)] = spread.High;
        foreach (IVariancePrediction theory in VariancePredictions.All)
        {
            if (theory.VarianceOf(cell.Task, cell.Run, measure.Of) is double predicted)
            {
                values[new SweepColumn(measure, theory.Name)] = predicted;
            }
        }
    }

    private void TakeCriticalRate(SweepMeasure measure)
    {
        if (
            cell.Run.Learning is DescentSettings descent
            && CriticalRate.Of(cell.Task, cell.Run.ArchitectureFor(cell.Task), descent)
                is ClosedForm<double>.Found { Solution: double rate }
        )
        {
            values[new SweepColumn(measure, "balanced")] = rate;
        }
    }

    /// <summary>The mean over seeds, with its spread where there are several; NaN if a seed has no number.</summary>
    private void Keep(SweepMeasure measure, string? theory, Func<Trial, double> number)
    {
        double[] perSeed = [.. trials.Select(trial => trial.Samples.RowCount > 0 ? number(trial) : double.NaN)];
        bool isNumber = perSeed.All(double.IsFinite);
        Estimate estimate = isNumber ? Estimate.Over(perSeed) : double.NaN;
        values[new SweepColumn(measure, theory)] = perSeed.Length == 1 ? perSeed[0] : estimate.Value;
        if (perSeed.Length > 1)
        {
            values[new SweepColumn(measure, theory, SweepStatistic.Spread)] = estimate.Spread ?? double.NaN;
        }
    }

    private static bool Has(Trial trial, string column) => trial.Samples.IndexOf(column) >= 0;

    // A curve without a number, such as one that is at its target from the start, has no say.
    private static double Largest(IEnumerable<double> numbers)
    {
        double largest = double.NaN;
        foreach (double number in numbers)
        {
            largest = largest >= number || double.IsNaN(number) ? largest : number;
        }
        return largest;
    }
}
