using System.Text.Json.Nodes;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>One entry of the list "measure" of a sweep.</summary>
internal static class MeasureBinding
{
    public const string Example = "[{ \"kind\": \"timeTo\", \"of\": \"mode1\" }]";

    private static readonly NumberRange inside = new("a number between 0 and 1", 0, false, "0.9")
    {
        // The largest number below 1: all of the way is never gone.
        Maximum = 1 - 1.0 / (1L << 53),
    };

    private static readonly NumberRange atLeastOne = new("a number, 1 or more", 1, true, "10");

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["timeTo"] = ["of", "fraction", "settles"],
        ["error"] = ["of"],
        ["final"] = ["of"],
        ["rate"] = ["of"],
        ["stable"] = ["of", "limit"],
        ["variance"] = ["of"],
        ["criticalRate"] = [],
    };

    /// <summary>Reads the list.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="loss">Name of the loss that its run can observe, the default of <c>stable</c>.</param>
    public static (SweepMeasure Measure, SourceValue Place)[] BindAll(ObjectFields sweep, string loss)
    {
        JsonArray kept = [];
        List<(SweepMeasure Measure, SourceValue Place)> measures = [];
        foreach (SourceValue value in sweep.Required("measure", $"\"measure\": {Example}").List(Example))
        {
            JsonObject effective = [];
            (string kind, ObjectFields fields) = ObjectFields.OfKind(value, effective, kinds);
            SweepMeasure measure = Bind(kind, fields, loss);
            if (measures.Any(other => other.Measure.Name == measure.Name))
            {
                throw value.Error(
                    $"must be a measure of its own, but another one is {Display.Text(measure.Name)} too. Remove one of them."
                );
            }
            measures.Add((measure, value.Members.GetValueOrDefault("of") ?? value));
            kept.Add(effective);
        }
        sweep.Keep("measure", kept);
        return [.. measures];
    }

    /// <summary>Refuses a measure of what a cell's run does not show.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="seen">Columns that its run shows, and what each tends to.</param>
    public static void RequireSeen(
        SweepMeasure measure,
        SourceValue place,
        SweepCell cell,
        IReadOnlyDictionary<string, double> seen
    )
    {
        if (measure is SweepMeasure.CriticalRate)
        {
            RequireDescent(place, cell.Run);
            return;
        }
        string[] columns = [.. ColumnFamily.Columns(measure.Of, seen.Keys)];
        if (columns.Length == 0)
        {
            string[] families = TakesFamilies(measure) ? [.. ColumnFamily.NamesOfMany.Where(IsSeen)] : [];
            throw place.Error(
                $"must be a column that run {Display.Text(cell.Run.Name)} shows, but {Display.Text(measure.Of)} is none. "
                    + NearestName.Advice(
                        measure.Of,
                        [.. families, .. seen.Keys],
                        seen.Count == 0
                            ? "It shows none: add to the run's \"observe\"."
                            : $"Known: {Display.Few([.. families, .. seen.Keys])}; others with the run's \"observe\"."
                    )
            );
        }
        if (columns[0] != measure.Of && !TakesFamilies(measure))
        {
            throw place.Error(
                $"must be one column, but {Display.Text(measure.Of)} is a family of them. Example: {Display.Text(columns[0])}."
            );
        }
        bool needsTarget = measure is SweepMeasure.TimeTo or SweepMeasure.Rate or SweepMeasure.Stable;
        if (needsTarget && columns.Any(column => double.IsNaN(seen[column])))
        {
            throw place.Error(
                $"must be a column that tends to something known, but {Display.Text(measure.Of)} does not. Take {Display.Text(LossIn(seen))} or a mode."
            );
        }
        if (measure is SweepMeasure.Error && cell.Run.Theories.Count == 0)
        {
            throw place.Error(
                $"must be of a run with theories, which errors are the errors of, but run {Display.Text(cell.Run.Name)} has none. "
                    + "Add to the run's \"theories\"."
            );
        }
        if (measure is SweepMeasure.Rate)
        {
            RequireEvenSamples(place, cell.Run);
        }

        bool IsSeen(string family) => ColumnFamily.Columns(family, seen.Keys).Any();
    }

    private static string LossIn(IReadOnlyDictionary<string, double> seen) =>
        seen.ContainsKey(ObservedColumns.LinearMapLoss) ? ObservedColumns.LinearMapLoss : ObservedColumns.Loss;

    private static bool TakesFamilies(SweepMeasure measure) => measure is SweepMeasure.Error or SweepMeasure.Rate;

    private static SweepMeasure Bind(string kind, ObjectFields fields, string loss)
    {
        string of = kind == "criticalRate" ? "" : fields.Text("of", "mode1", kind == "stable" ? loss : null);
        return kind switch
        {
            "timeTo" => new SweepMeasure.TimeTo(
                of,
                fields.Number("fraction", inside, SweepMeasure.TimeTo.DefaultFraction),
                fields.Flag("settles", otherwise: false)
            ),
            "error" => new SweepMeasure.Error(of),
            "final" => new SweepMeasure.Final(of),
            "rate" => new SweepMeasure.Rate(of),
            "stable" => new SweepMeasure.Stable(
                of,
                fields.Number("limit", atLeastOne, SweepMeasure.Stable.DefaultLimit)
            ),
            "variance" => new SweepMeasure.Variance(of),
            _ => new SweepMeasure.CriticalRate(),
        };
    }

    private static void RequireDescent(SourceValue place, RunPlan run)
    {
        if (run.Learning is not DescentSettings)
        {
            throw place.Error(
                $"must be of a descent to have a critical rate, but run {Display.Text(run.Name)} is a flow. Remove it."
            );
        }
    }

    private static void RequireEvenSamples(SourceValue place, RunPlan run)
    {
        bool isUneven =
            run.Sample is SampleTimes.Logarithmic
            || (run.Sample is SampleTimes.EveryStep && run.Learning is FlowSettings { Steps: StepRule.Adaptive });
        if (isUneven)
        {
            throw place.Error(
                $"must be of a run that is looked at at even intervals, but run {Display.Text(run.Name)} is not. "
                    + "Give it \"sample\": { \"every\": 1 }."
            );
        }
    }
}
