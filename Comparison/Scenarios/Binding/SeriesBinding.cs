using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>A series of a figure, <c>run/observable</c>, with <c>[places]</c> or <c>@theory</c>, with everything in it looked up.</summary>
/// <param name="task">Says which modes there are.</param>
/// <param name="runs">Say what is observed and predicted.</param>
internal sealed class SeriesBinding(LearningTask task, IReadOnlyList<RunPlan> runs)
{
    private const string Form = "\"run/observable\" or \"run/observable@theory\"";

    public SeriesPlan Bind(SourceValue value)
    {
        string text = value.Text("deep/modes");
        int slash = text.IndexOf('/');
        int at = text.IndexOf('@');
        if (slash <= 0 || (at >= 0 && at < slash))
        {
            throw value.Wrong(Form, "Example: \"deep/modes@balanced\".");
        }
        string runName = text[..slash];
        string curves = at < 0 ? text[(slash + 1)..] : text[(slash + 1)..at];
        string? theory = at < 0 ? null : text[(at + 1)..];
        (string observable, string? places) = WithoutPlaces(value, curves);
        RunPlan run =
            runs.FirstOrDefault(run => run.Name == runName)
            ?? throw Unknown(value, "a run", runName, runs.Select(run => run.Name));
        RequireSeen(value, run, observable, theory);
        if (theory is not null && !run.Theories.Any(plan => plan.Name == theory))
        {
            throw Unknown(
                value,
                $"a theory of run {Display.Text(run.Name)}",
                theory,
                run.Theories.Select(plan => plan.Name)
            );
        }
        return new SeriesPlan(run.Name, observable, theory)
        {
            Places = places is null
                ? null
                : PlaceList.Read(value, places, observable, CurvesOf(value, run, observable)),
        };
    }

    private static (string Observable, string? Places) WithoutPlaces(SourceValue value, string curves)
    {
        int open = curves.IndexOf('[');
        if (open < 0)
        {
            return (curves, null);
        }
        return curves.EndsWith(']')
            ? (curves[..open], curves[(open + 1)..^1])
            : throw value.Wrong("\"run/observable[places]\"", "Example: \"deep/singularValues[1-4]\".");
    }

    /// <summary>How many curves a family has.</summary>
    private int CurvesOf(SourceValue value, RunPlan run, string observable) =>
        ColumnFamily.Named.FirstOrDefault(family => family.Name == observable && !family.IsOneColumn) is { } family
            ? Columns(run, family).Count
            : throw value.Error(
                $"must have places only after {Display.Choices(ColumnFamily.NamesOfMany)}, but {Display.Text(observable)} is one curve. Leave out the brackets."
            );

    private void RequireSeen(SourceValue value, RunPlan run, string observable, string? theory)
    {
        if (observable == ObservedColumns.TrainLoss)
        {
            RequireTrainLoss(value, run, theory);
            return;
        }
        Observable needed = Observed(value, run, observable);
        if (!run.Observe.Contains(needed))
        {
            string name = ColumnFamily.Named.First(family => family.Observable == needed).Name;
            if (needed == Observable.Loss && ObservableBinding.LossOf(run) != name)
            {
                throw value.Error(
                    $"must draw what is observed, but run {Display.Text(run.Name)} cannot observe {Display.Text(name)}: its excess loss is not "
                        + "that of a linear map. Draw its \"trainLoss\", or \"linearMapLoss\" where the run observes it."
                );
            }
            throw value.Error(
                $"must draw what is observed, but run {Display.Text(run.Name)} does not observe {Display.Text(name)}. "
                    + "Add it to the run's \"observe\"."
            );
        }
    }

    /// <summary>Every descent has it, unasked; a flow has no epochs, and no theory knows how batches are met.</summary>
    private static void RequireTrainLoss(SourceValue value, RunPlan run, string? theory)
    {
        if (run.Learning is not DescentSettings)
        {
            throw value.Error(
                $"must be of a descent to have a train loss, but run {Display.Text(run.Name)} is a flow. Draw its \"loss\"."
            );
        }
        if (theory is not null)
        {
            throw value.Error("must not name a theory, for none predicts the train loss, but does. Leave out the @.");
        }
    }

    private Observable Observed(SourceValue value, RunPlan run, string observable)
    {
        if (ColumnFamily.Of(observable) is not { } family || observable == ColumnFamily.Blocks.Name)
        {
            string[] ofDescent = run.Learning is DescentSettings ? [ObservedColumns.TrainLoss] : [];
            throw Unknown(
                value,
                "an observable that can be drawn",
                observable,
                [.. ColumnFamily.Named.Select(known => known.Name), .. ofDescent, .. Columns(run)]
            );
        }
        IReadOnlyList<string> columns = Columns(run, family);
        if (observable != family.Name && !columns.Contains(observable, StringComparer.Ordinal))
        {
            string kind = observable.TrimEnd([.. "-_0123456789"]);
            string[] alike = [.. columns.Where(name => name.StartsWith(kind, StringComparison.Ordinal))];
            throw value.Error(
                $"must name a column of this task, but {Display.Text(observable)} is none. "
                    + Degenerate(observable)
                    + (alike.Length == 0 ? "It has no such column." : $"Known: {Display.Few(alike)}.")
            );
        }
        return family.Observable;
    }

    // mode3 of a degenerate pair is the likely mistake: it has no meaning of its own.
    private string Degenerate(string column)
    {
        const string kind = "mode";
        if (
            !column.StartsWith(kind, StringComparison.Ordinal)
            || !int.TryParse(column.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int mode)
        )
        {
            return "";
        }
        ModeGroup group = task.Modes.Groups.FirstOrDefault(group =>
            group.IsDegenerate && mode > group.First && mode <= group.First + group.Count
        );
        return group.IsDegenerate
            ? $"Mode {mode} is one of a degenerate group: write {ObservedColumns.Strength(group)} or {ObservedColumns.Block(group)}. "
            : "";
    }

    private IEnumerable<string> Columns(RunPlan run) =>
        ColumnFamily
            .Named.Append(ColumnFamily.Blocks)
            .Where(family => !family.IsOneColumn && run.Observe.Contains(family.Observable))
            .SelectMany(family => Columns(run, family));

    private IReadOnlyList<string> Columns(RunPlan run, ColumnFamily family) =>
        family.Columns(task, run.ArchitectureFor(task).Sizes);

    private static ScenarioException Unknown(SourceValue value, string what, string given, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return value.Error(
            $"must name {what}, but {Display.Text(given)} is none. "
                + NearestName.Advice(
                    given,
                    names,
                    names.Length == 0 ? "There is none." : $"Known: {Display.Few(names)}."
                )
        );
    }
}
