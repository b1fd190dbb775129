using Dynamics.Comparison.Observation;

namespace Dynamics.Comparison.Reports;

/// <summary>What was learned and when as CSV: half-rise times in one file, everything else in another.</summary>
public static class LearningTable
{
    /// <summary>Name of the file of half-rise times: a row per observable, a column per run and theory.</summary>
    public const string HalfRiseFile = "half-rise.csv";

    /// <summary>Name of the file of the rest: a row per run and theory.</summary>
    public const string CourseFile = "learning.csv";

    private const string Target = "target";
    private const string Modes = "modes";
    private const string SingularValues = "singularValues";

    private static readonly string[] halfRiseTexts = ["observable"];
    private static readonly string[] courseTexts = ["curves", "times in", "observed"];

    private static readonly (string Name, Func<LearningCourse, Estimate?> Of)[] numbers =
    [
        ("mode order", course => course.ModeOrder),
        ("singular value order", course => course.SingularValueOrder),
        ("final loss", course => course.FinalLoss),
        ("final train loss", course => course.FinalTrainLoss),
        ("dead hidden units", course => course.DeadHidden),
        ("hidden units", course => course.HiddenUnits),
        ("dead outputs", course => course.DeadOutputs),
        ("outputs", course => course.Outputs),
    ];

    /// <summary>Writes the half-rise times; the stream stays open.</summary>
    public static void WriteHalfRises(LearningSummary summary, Stream stream) =>
        new EstimateTable(
            halfRiseTexts,
            [Target, .. summary.Courses.SelectMany(HalfRiseColumns)],
            [
                .. summary.Targets.Select(target =>
                    (
                        new[] { target.Key },
                        new Estimate?[] { target.Value }
                            .Concat(summary.Courses.SelectMany(course => HalfRiseCells(course, target.Key)))
                            .ToArray()
                    )
                ),
            ]
        ).Write(stream);

    private static IEnumerable<string> HalfRiseColumns(LearningCourse course) =>
        course.ReachableTargets is null ? [course.Name] : [TargetOf(course.Name), course.Name];

    private static IEnumerable<Estimate?> HalfRiseCells(LearningCourse course, string observable)
    {
        if (course.ReachableTargets is { } targets)
        {
            yield return targets.TryGetValue(observable, out double target) ? target : (Estimate?)null;
        }
        yield return course.HalfRises.GetValueOrDefault(observable);
    }

    // No run has a blank in its name.
    private static string TargetOf(string course) => $"{course} {Target}";

    /// <summary>Writes the rest; the stream stays open.</summary>
    public static void WriteCourses(LearningSummary summary, Stream stream) =>
        new EstimateTable(
            courseTexts,
            [.. numbers.Select(number => number.Name)],
            [
                .. summary.Courses.Select(course =>
                    (
                        new[] { course.Name, course.TimeUnit, Observed(course) },
                        numbers.Select(number => number.Of(course)).ToArray()
                    )
                ),
            ]
        ).Write(stream);

    /// <summary>Reads both files of a folder back.</summary>
    /// <exception cref="InvalidDataException">One is missing or is not such a table; the message names it.</exception>
    public static LearningSummary Read(string folder)
    {
        EstimateTable halfRises = Read(folder, HalfRiseFile, halfRiseTexts);
        EstimateTable courses = Read(folder, CourseFile, courseTexts);
        string[] columns = [.. halfRises.Numbers];
        if (
            !columns
                .Where(column => !column.EndsWith(TargetOf(""), StringComparison.Ordinal))
                .SequenceEqual([Target, .. courses.Rows.Select(row => row.Texts[0])])
        )
        {
            throw new InvalidDataException($"{HalfRiseFile}:1: must name the rows of {CourseFile} after \"{Target}\".");
        }
        if (!courses.Numbers.SequenceEqual(numbers.Select(number => number.Name)))
        {
            throw new InvalidDataException(
                $"{CourseFile}:1: must have the numbers {string.Join(",", numbers.Select(number => number.Name))}."
            );
        }
        RequireOncePer(HalfRiseFile, halfRises.Rows.Select(row => row.Texts[0]));
        return new LearningSummary(
            [.. halfRises.Rows.Select(row => KeyValuePair.Create(row.Texts[0], row.Numbers[0]?.Value ?? double.NaN))],
            [
                .. courses.Rows.Select(row =>
                    Course(row.Texts, row.Numbers, HalfRises(row.Texts[2], row.Texts[0])) with
                    {
                        ReachableTargets = Reachable(Array.IndexOf(columns, TargetOf(row.Texts[0]))),
                    }
                ),
            ]
        );

        Dictionary<string, Estimate?> HalfRises(string observed, string course) =>
            halfRises
                .Rows.Where(row => IsObserved(row.Texts[0], observed.Split(' ')))
                .ToDictionary(
                    row => row.Texts[0],
                    row => row.Numbers[Array.IndexOf(columns, course)],
                    StringComparer.Ordinal
                );

        Dictionary<string, double>? Reachable(int column) =>
            column < 0
                ? null
                : halfRises
                    .Rows.Where(row => row.Numbers[column] is not null)
                    .ToDictionary(row => row.Texts[0], row => row.Numbers[column]!.Value.Value, StringComparer.Ordinal);
    }

    private static void RequireOncePer(string file, IEnumerable<string> observables)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int line = 1;
        foreach (string observable in observables)
        {
            line++;
            if (!seen.Add(observable))
            {
                throw new InvalidDataException(
                    $"{file}:{line}: must have one row for each observable, but has {observable} again."
                );
            }
        }
    }

    private static LearningCourse Course(
        string[] texts,
        Estimate?[] values,
        IReadOnlyDictionary<string, Estimate?> halfRises
    ) =>
        new(texts[0], texts[1])
        {
            HalfRises = halfRises,
            ModeOrder = values[0],
            SingularValueOrder = values[1],
            FinalLoss = values[2],
            FinalTrainLoss = values[3],
            DeadHidden = values[4],
            HiddenUnits = (int?)values[5]?.Value,
            DeadOutputs = values[6],
            Outputs = (int?)values[7]?.Value,
        };

    /// <summary>Which kinds of curves there are, so that one that never rises is not taken for one that was not looked at.</summary>
    private static string Observed(LearningCourse course) =>
        string.Join(
            ' ',
            new[]
            {
                course.HalfRises.Keys.Any(ColumnFamily.Strengths.Includes) ? Modes : "",
                course.HalfRises.Keys.Any(ColumnFamily.SingularValues.Includes) ? SingularValues : "",
            }.Where(kind => kind.Length > 0)
        );

    private static bool IsObserved(string column, string[] observed) =>
        observed.Contains(ColumnFamily.Strengths.Includes(column) ? Modes : SingularValues, StringComparer.Ordinal);

    private static EstimateTable Read(string folder, string file, string[] texts)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path)
            ? EstimateTable.Read(path, texts)
            : throw new InvalidDataException($"{file}: must be there, but is not.");
    }
}
