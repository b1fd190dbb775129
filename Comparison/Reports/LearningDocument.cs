using System.Globalization;
using System.Text;
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Observation;

namespace Dynamics.Comparison.Reports;

/// <summary>What was learned and when, for people: a pure function of the two CSV files of <see cref="LearningTable"/>.</summary>
public static class LearningDocument
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "learning.md";

    // More names than this no one reads in a row; the table has them all.
    private const int LongestSequence = 12;

    /// <summary>The document.</summary>
    public static string Markdown(LearningSummary summary)
    {
        StringBuilder text = new();
        if (summary.Targets.Count > 0)
        {
            AppendHalfRises(text, summary);
            AppendOrder(text, summary);
        }
        AppendEnds(text, summary);
        return text.ToString();
    }

    private static void AppendHalfRises(StringBuilder text, LearningSummary summary)
    {
        text.Append("# When each curve was half learned\n\n")
            .Append("The time at which a curve first rises through half of its target, what the best linear map W\\* ")
            .Append(
                "shows of it; what tends to 0 is left out. Between samples curves are taken to be straight, theories as "
            )
            .Append("simulations: where samples are far apart, both are off alike.");
        if (summary.Courses.Any(course => course.ReachableTargets is not null))
        {
            text.Append(" A run whose output activation cannot give all targets has targets of its own: what the best ")
                .Append("answers within its reach show.");
        }
        text.Append("\n\n");
        IGrouping<string, LearningCourse>[] units = [.. summary.Courses.GroupBy(course => course.TimeUnit)];
        foreach (IGrouping<string, LearningCourse> unit in units)
        {
            text.Append(units.Length == 1 ? "Times" : string.Join(", ", unit.Select(Name)))
                .Append(": in ")
                .Append(unit.Key)
                .Append(".\n\n");
        }
        Append(text, ["observable", "target", .. summary.Courses.SelectMany(Heads)], texts: 1);
        foreach ((string observable, double target) in summary.Targets)
        {
            Append(
                text,
                [observable, Number(target), .. summary.Courses.SelectMany(course => Cells(course, observable))]
            );
        }
    }

    private static string[] Heads(LearningCourse course) =>
        course.ReachableTargets is null ? [Name(course)] : [$"target in reach of {Name(course)}", Name(course)];

    private static string[] Cells(LearningCourse course, string observable) =>
        course.ReachableTargets is not { } targets ? [HalfRise(course, observable)]
        : targets.TryGetValue(observable, out double target) ? [Number(target), HalfRise(course, observable)]
        : ["", ""];

    private static void AppendOrder(StringBuilder text, LearningSummary summary)
    {
        text.Append("\n# In which order\n\n")
            .Append(
                "ρ is Spearman's rank correlation between strength (*s* of Σ^yx for a mode, the target for a singular "
            )
            .Append(
                "value) and half-rise time of what rose: −1 where the stronger is always the earlier. The order of "
            )
            .Append("modes, which are directions that stay, is a result. That of singular values is built in for the ")
            .Append("most part: they are sorted at every moment.\n\n");
        Append(
            text,
            ["curves", "modes, first to last", "risen", "ρ of modes", "risen", "ρ of singular values"],
            texts: 2
        );
        foreach (LearningCourse course in summary.Courses.Where(course => course.HalfRises.Count > 0))
        {
            (int of, KeyValuePair<string, double>[] risen) modes = Risen(course, ColumnFamily.Strengths.Includes);
            (int of, KeyValuePair<string, double>[] risen) values = Risen(course, ColumnFamily.SingularValues.Includes);
            Append(
                text,
                [
                    Name(course),
                    Sequence(modes.risen),
                    Share(modes.risen.Length, modes.of),
                    Order(course.ModeOrder, modes.of),
                    Share(values.risen.Length, values.of),
                    Order(course.SingularValueOrder, values.of),
                ]
            );
        }
    }

    private static void AppendEnds(StringBuilder text, LearningSummary summary)
    {
        bool hasDead = summary.Courses.Any(course => course.DeadOutputs is not null);
        text.Append(text.Length > 0 ? "\n" : "").Append("# Where it ended\n\n");
        if (hasDead)
        {
            text.Append("A unit is dead if it answers the same to every item, an output only if it should not.\n\n");
        }
        string[] dead = hasDead ? ["dead hidden units", "dead outputs"] : [];
        Append(text, ["curves", "excess loss", "train loss", .. dead], texts: 1);
        foreach (LearningCourse course in summary.Courses)
        {
            string[] counts = [Count(course.DeadHidden, course.HiddenUnits), Count(course.DeadOutputs, course.Outputs)];
            Append(
                text,
                [Name(course), Number(course.FinalLoss), Number(course.FinalTrainLoss), .. counts.Take(dead.Length)]
            );
        }
    }

    /// <summary>Nothing where a course has no such curve, <c>none</c> where it has one that never rises.</summary>
    private static string HalfRise(LearningCourse course, string observable) =>
        !course.HalfRises.TryGetValue(observable, out Estimate? time) ? ""
        : time is null ? "none"
        : Number(time);

    private static (int Of, KeyValuePair<string, double>[] Risen) Risen(
        LearningCourse course,
        Func<string, bool> isOfKind
    )
    {
        KeyValuePair<string, Estimate?>[] all = [.. course.HalfRises.Where(curve => isOfKind(curve.Key))];
        return (
            all.Length,
            [
                .. all.Where(curve => curve.Value is not null)
                    .Select(curve => KeyValuePair.Create(curve.Key, curve.Value!.Value.Value)),
            ]
        );
    }

    /// <summary>Names in the order of their times; those of equal times stand side by side.</summary>
    private static string Sequence(KeyValuePair<string, double>[] risen)
    {
        int[] places = LearningOrder.Places([.. risen.Select(curve => curve.Value)]);
        int[] inTurn = [.. Enumerable.Range(0, risen.Length).OrderBy(index => places[index])];
        StringBuilder names = new();
        for (int next = 0; next < Math.Min(inTurn.Length, LongestSequence); next++)
        {
            bool isTied = next > 0 && places[inTurn[next]] == places[inTurn[next - 1]];
            names
                .Append(
                    next == 0 ? ""
                    : isTied ? " = "
                    : ", "
                )
                .Append(risen[inTurn[next]].Key);
        }
        return names.Append(inTurn.Length > LongestSequence ? ", …" : "").ToString();
    }

    private static string Share(int risen, int of) => of == 0 ? "" : $"{Number(risen)} of {Number(of)}";

    private static string Order(Estimate? order, int of) =>
        of == 0 ? ""
        : order is not Estimate { Value: var value, Spread: var spread } ? "none"
        : Thousandths(value) + (spread is null ? "" : $" ± {Thousandths(spread.Value)}");

    // Not as other numbers are written: what a spread of rounding would leave of 1 has no meaning here.
    private static string Thousandths(double correlation) =>
        (Math.Round(correlation, 3) + 0.0).ToString("0.000;−0.000", CultureInfo.InvariantCulture);

    private static string Count(Estimate? dead, int? of) =>
        dead is null ? "" : $"{(dead.Value.Spread is null ? Number((int)dead.Value.Value) : Number(dead))} of {of}";

    private static string Number(Estimate? number) => ErrorDocuments.Plain.Write(number);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(LearningCourse course) => course.Name.Replace("|", @"\|", StringComparison.Ordinal);

    /// <summary>The head of a table: so many columns of texts, then numbers.</summary>
    private static void Append(StringBuilder text, string[] heads, int texts)
    {
        Append(text, heads);
        Append(text, [.. heads.Select((_, column) => column < texts ? "---" : "---:")]);
    }

    private static void Append(StringBuilder text, string[] cells) => ErrorDocuments.AppendMarkdown(text, cells);
}
