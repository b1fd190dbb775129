using System.Globalization;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Figures.Typography;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;

namespace Dynamics.Comparison.Reports;

/// <summary>The curves of one run as a figure wants them: families of columns, simulated, predicted and subtracted.</summary>
internal sealed class RunCurves(LearningTask task, RunResult run)
{
    private readonly Lazy<Table> samples = new(() =>
        run.IsEnsemble ? EnsembleSummary.Of(run.Trials) : run.Trials[0].Samples
    );
    private readonly Lazy<Table?> theory = new(() => TheoryCurves.Of(run));
    private readonly Lazy<IReadOnlyDictionary<string, double>> best = new(() => TargetsOfBestMap(task, run));
    private readonly bool hasOutOfReach = ReachableMap.Of(task, run.Plan.ArchitectureFor(task)) is not null;

    /// <summary>The run.</summary>
    public RunResult Run => run;

    /// <summary>Whether the run counts its time in epochs.</summary>
    public bool IsDescent => run.Plan.Learning is DescentSettings;

    /// <summary>Columns that a series stands for: those of a family at its places, or the one it names.</summary>
    public IReadOnlyList<string> Columns(SeriesPlan series)
    {
        IReadOnlyList<string> family = Family(series.Observable);
        return series.Places is { } places ? [.. places.Select(place => family[place - 1])] : family;
    }

    /// <summary>Columns that the name of a family or of one column stands for.</summary>
    public IReadOnlyList<string> Family(string observable) =>
        ColumnFamily
            .Named.FirstOrDefault(family => family.Name == observable)
            ?.Columns(task, run.Plan.ArchitectureFor(task).Sizes)
        ?? [observable];

    /// <summary>What the run saw; the mean over the seeds of an ensemble.</summary>
    public (double[] Times, double[] Values) Simulated(string column) =>
        Of(samples.Value, run.IsEnsemble ? column + ".mean" : column);

    /// <summary>5 % and 95 % quantiles over the seeds; null for a single run.</summary>
    public (double[] Times, double[] Lower, double[] Upper)? Band(string column) =>
        run.IsEnsemble
            ? (
                samples.Value["time"].ToArray(),
                samples.Value[column + ".p05"].ToArray(),
                samples.Value[column + ".p95"].ToArray()
            )
            : null;

    /// <summary>What a theory says, on its own dense grid; null if it says nothing of this column.</summary>
    public (double[] Times, double[] Values)? Predicted(string column, string label) =>
        theory.Value is { } table && table.IndexOf($"{column}@{label}") >= 0 ? Of(table, $"{column}@{label}") : null;

    /// <summary>|simulated − predicted| at the simulation's own times; the mean over seeds.</summary>
    public (double[] Times, double[] Values)? Difference(string column, string label)
    {
        string predicted = $"{column}@{label}";
        if (run.Trials[0].Samples.IndexOf(predicted) < 0)
        {
            return null;
        }
        int rows = run.Trials.Min(trial => trial.Samples.RowCount);
        double[] sum = new double[rows];
        foreach (Trial trial in run.Trials)
        {
            for (int row = 0; row < rows; row++)
            {
                sum[row] += Math.Abs(trial.Samples[column][row] - trial.Samples[predicted][row]) / run.Trials.Count;
            }
        }
        return (run.Trials[0].Samples["time"][..rows].ToArray(), sum);
    }

    /// <summary>What the best linear map shows of a column; null for nothing that is worth a line.</summary>
    public Guide? Guide(string column) => Reports.Guide.Of(task, best.Value, column);

    /// <summary>2/η of a plain descent in full batches, in the unit of its sharpness: above it an optimum is not stable. Null where far off, or another run.</summary>
    public Guide? StabilityGuide(string column)
    {
        if (
            column is not (ObservedColumns.Sharpness or "hessian1")
            || run.Plan.Learning
                is not DescentSettings
                {
                    Optimiser: Optimiser.Plain,
                    WeightDecay: 0,
                    Averaging: 0,
                    Order: not ItemOrder.Drawn,
                } descent
            || descent.Batch < task.Items!.Count
            || RunClock.TimeConstant(task, descent) is not ClosedForm<double>.Found { Solution: double tau }
        )
        {
            return null;
        }
        // Far above the curve it would only flatten it.
        bool isNear = 2 * tau <= 3 * Simulated(column).Values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return isNear ? new Guide(2 * tau, string.Create(CultureInfo.InvariantCulture, $"2/*η* = {2 * tau:g3}")) : null;
    }

    /// <summary>What the best reachable answers show of a column; null where all targets are in reach.</summary>
    public Guide? ReachableGuide(string column) =>
        hasOutOfReach ? Reports.Guide.Reachable(task, run.Trials[0].Targets, column) : null;

    /// <summary>The best reachable answers as a formula of Y, in rich-text notation.</summary>
    public string ReachableAnswers =>
        run.Plan.Activation switch
        {
            { Highest: double.PositiveInfinity } above => $"max(*Y*, {Limit(above.Lowest)})",
            { Lowest: double.NegativeInfinity } below => $"min(*Y*, {Limit(below.Highest)})",
            var both => $"*Y* kept within [{Limit(both.Lowest)}, {Limit(both.Highest)}]",
        };

    /// <summary>The legend of a theory's curves: none is drawn without its validity.</summary>
    public string Legend(string label)
    {
        string validity = run.ValidityOf(label)?.Legend ?? "assumptions fail";
        TheoryPlan plan = Said(run.Trials[0], label).Plan;
        // A name that the scenario gave is the label; without one, the kind has a longer name for readers of figures.
        string name = plan.Name == plan.Prediction.Name ? plan.Prediction.Legend : RichText.Escape(plan.Name);
        return $"{name} ({validity})";
    }

    /// <summary>1-based number of a column's mode or singular value; of a degenerate group, that of its last mode.</summary>
    public int LastNumber(string column) =>
        ColumnFamily.SingularValues.Includes(column)
            ? ObservedColumns.ModeNumber(column) + 1
            : CurveLabels.NumbersOfModes(task, column)[^1];

    private static string Limit(double value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>What a curve is of, in rich-text notation, such as <c>α = 3,4</c>; empty where a panel has one curve only.</summary>
    public string CurveName(string column) => CurveLabels.CurveName(task, column);

    /// <summary>What W* shows of every column of a run.</summary>
    public static IReadOnlyDictionary<string, double> TargetsOfBestMap(LearningTask task, RunResult run)
    {
        // Where all is in reach, this is what the run tends to.
        if (ReachableMap.Of(task, run.Plan.ArchitectureFor(task)) is null)
        {
            return run.Trials[0].Targets;
        }
        MapObserver observer = new(task, run.Plan.Observe);
        return observer.Columns.Zip(observer.Targets).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static PredictedTrial Said(Trial trial, string label) =>
        trial.Predictions.First(said => said.Plan.Name == label);

    private static (double[] Times, double[] Values) Of(Table table, string column) =>
        (table["time"].ToArray(), table[column].ToArray());
}
