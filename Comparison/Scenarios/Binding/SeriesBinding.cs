using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Reports;
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

    private static readonly OrderedDictionary<string, Observable> columnKinds = new()
    {
        ["mode"] = Observable.Modes,
        ["sv"] = Observable.SingularValues,
        ["group"] = Observable.Modes,
        ["block"] = Observable.Modes,
        ["z"] = Observable.Eigenmodes,
        ["p"] = Observable.Parameters,
    };

    private static readonly OrderedDictionary<string, Observable> drawable = new()
    {
        ["modes"] = Observable.Modes,
        ["singularValues"] = Observable.SingularValues,
        ["loss"] = Observable.Loss,
        ["conserved"] = Observable.Conserved,
        ["sharpness"] = Observable.Sharpness,
        ["eigenmodes"] = Observable.Eigenmodes,
        ["parameters"] = Observable.Parameters,
        ["hidden"] = Observable.Hidden,
        ["readout"] = Observable.Readout,
        ["kernel"] = Observable.Kernel,
        ["curvature"] = Observable.Curvature,
        ["entries"] = Observable.Entries,
    };

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
        observable switch
        {
            "modes" => task.Modes.Groups.Count,
            "singularValues" => Math.Min(task.Moments.Inputs, task.Moments.Outputs),
            "eigenmodes" => task.Spectrum.Groups.Count,
            "parameters" => run.ArchitectureFor(task).Sizes.Count,
            _ when LayerCurves.Columns(task, observable) is { } family => family.Count,
            _ => throw value.Error(
                $"must have places only after \"modes\", \"singularValues\", \"eigenmodes\" or \"parameters\", but {Display.Text(observable)} is one curve. "
                    + "Leave out the brackets."
            ),
        };

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
            string name = drawable.First(entry => entry.Value == needed).Key;
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
        if (drawable.TryGetValue(observable, out Observable whole))
        {
            return whole;
        }
        if (LayerCurves.ObservableOf(task, observable) is Observable ofLayers)
        {
            return ofLayers;
        }
        string kind = observable.TrimEnd([.. "-0123456789"]);
        string number = observable[kind.Length..];
        if (!columnKinds.TryGetValue(kind, out Observable family) || number.Length == 0)
        {
            string[] ofDescent = run.Learning is DescentSettings ? [ObservedColumns.TrainLoss] : [];
            throw Unknown(
                value,
                "an observable that can be drawn",
                observable,
                [.. drawable.Keys, .. ofDescent, .. Columns(run)]
            );
        }
        IEnumerable<string> known = Columns(run, family);
        if (!known.Contains(observable, StringComparer.Ordinal))
        {
            string[] alike = [.. known.Where(name => name.StartsWith(kind, StringComparison.Ordinal))];
            throw value.Error(
                $"must name a column of this task, but {Display.Text(observable)} is none. "
                    + Degenerate(kind, number)
                    + (alike.Length == 0 ? "It has no such column." : $"Known: {Display.Few(alike)}.")
            );
        }
        return family;
    }

    // mode3 of a degenerate pair is the likely mistake: it has no meaning of its own.
    private string Degenerate(string kind, string number)
    {
        if (kind != "mode" || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int mode))
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
        columnKinds.Values.Distinct().Where(run.Observe.Contains).SelectMany(family => Columns(run, family));

    private IEnumerable<string> Columns(RunPlan run, Observable family) =>
        family switch
        {
            Observable.Modes => ObservedColumns.Strengths(task.Modes),
            Observable.SingularValues => Enumerable
                .Range(0, Math.Min(task.Moments.Inputs, task.Moments.Outputs))
                .Select(ObservedColumns.SingularValue),
            Observable.Eigenmodes => task.Spectrum.Groups.Select(ObservedColumns.Eigenmode),
            _ => Enumerable.Range(0, run.ArchitectureFor(task).Sizes.Count).Select(ObservedColumns.Parameter),
        };

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
