using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;

namespace Dynamics.Comparison.Reports;

/// <summary>What the runs of a scenario, and their theories, learned and when, side by side.</summary>
/// <param name="Targets">Strengths and singular values that tend to something, and to what: what W* shows of them.</param>
/// <param name="Courses">Every run, followed by its theories.</param>
public sealed record LearningSummary(
    IReadOnlyList<KeyValuePair<string, double>> Targets,
    IReadOnlyList<LearningCourse> Courses
)
{
    // Of the largest target: what is smaller is 0 with rounding, and half of it is nothing to rise to.
    private const double Rounding = 1e-8;

    /// <summary>Looks back at an experiment.</summary>
    /// <remarks>Seeds of an ensemble are looked at up to the last sample that all of them reached.</remarks>
    public static LearningSummary Of(ExperimentResult result)
    {
        KeyValuePair<string, double>[] targets =
        [
            .. result
                .Runs.SelectMany(run => RunCurves.TargetsOfBestMap(result.Scenario.Task, run))
                .Where(target =>
                    ColumnFamily.Strengths.Includes(target.Key) || ColumnFamily.SingularValues.Includes(target.Key)
                )
                .DistinctBy(target => target.Key),
        ];
        double least = Rounding * targets.Select(target => target.Value).DefaultIfEmpty(0).Max();
        KeyValuePair<string, double>[] worthwhile = [.. targets.Where(target => target.Value > least)];
        return new LearningSummary(
            worthwhile,
            [.. result.Runs.SelectMany(run => CoursesOf(result.Scenario.Task, run, worthwhile))]
        );
    }

    private static bool TendsElsewhere(LearningTask task, RunResult run) =>
        ReachableMap.Of(task, run.Plan.ArchitectureFor(task)) is not null;

    private static IEnumerable<LearningCourse> CoursesOf(
        LearningTask task,
        RunResult run,
        KeyValuePair<string, double>[] targets
    )
    {
        bool isElsewhere = TendsElsewhere(task, run);
        if (isElsewhere)
        {
            targets =
            [
                .. targets
                    .Where(target => run.Trials[0].Targets.ContainsKey(target.Key))
                    .Select(target => KeyValuePair.Create(target.Key, run.Trials[0].Targets[target.Key])),
            ];
        }
        yield return Course(task, run, run.Trials, theory: null, targets) with
        {
            ReachableTargets = isElsewhere ? targets.ToDictionary(StringComparer.Ordinal) : null,
            DeadHidden = Estimate.OverAll(run.Trials.Select(trial => (double?)trial.Dead?.Hidden)),
            HiddenUnits = run.Plan.Hidden.Sum(),
            DeadOutputs = Estimate.OverAll(run.Trials.Select(trial => (double?)trial.Dead?.Outputs)),
            Outputs = run.Trials[0].FinalWeights[^1].RowCount,
        };
        foreach (string theory in run.Plan.Theories.Select(theory => theory.Name))
        {
            // A theory may have a curve for one seed and none for another.
            Trial[] told = [.. run.Trials.Where(trial => HasCurves(trial, theory))];
            if (told.Length > 0)
            {
                yield return Course(task, run, told, theory, targets);
            }
        }
    }

    private static bool HasCurves(Trial trial, string theory) =>
        trial.Predictions.Any(said => said.Plan.Name == theory && said.Forecast is Forecast.Curves);

    private static LearningCourse Course(
        LearningTask task,
        RunResult run,
        IReadOnlyList<Trial> trials,
        string? theory,
        KeyValuePair<string, double>[] targets
    )
    {
        string ending = theory is null ? "" : $"@{theory}";
        int samples = run.Trials.Min(trial => trial.Samples.RowCount);
        KeyValuePair<string, double>[] seen =
        [
            .. targets.Where(target => trials[0].Samples.IndexOf(target.Key + ending) >= 0),
        ];
        Dictionary<string, double?>[] perSeed = [.. trials.Select(HalfRises)];
        return new LearningCourse(
            run.Plan.Name + ending,
            run.Plan.Learning is DescentSettings ? LearningCourse.Epochs : LearningCourse.FlowTime
        )
        {
            HalfRises = seen.ToDictionary(
                target => target.Key,
                target => Estimate.OverAll(perSeed.Select(times => times[target.Key])),
                StringComparer.Ordinal
            ),
            ModeOrder = Order(ColumnFamily.Strengths.Includes),
            SingularValueOrder = Order(ColumnFamily.SingularValues.Includes),
            FinalLoss = Last(ObservedColumns.Loss),
            FinalTrainLoss = Last(ObservedColumns.TrainLoss),
        };

        Dictionary<string, double?> HalfRises(Trial trial) =>
            seen.ToDictionary(
                target => target.Key,
                target =>
                    HalfRise.Of(
                        trial.Samples["time"][..samples],
                        trial.Samples[target.Key + ending][..samples],
                        target.Value
                    ),
                StringComparer.Ordinal
            );

        Estimate? Order(Func<string, bool> isOfKind) =>
            Estimate.OverAll(
                perSeed.Select(times =>
                    LearningOrder.Of([
                        .. seen.Where(target => isOfKind(target.Key) && times[target.Key] is not null)
                            .Select(target => (Strength(task, target), times[target.Key]!.Value)),
                    ])
                )
            );

        Estimate? Last(string column) =>
            samples == 0
                ? null
                : Estimate.OverAll(
                    trials.Select(trial =>
                        trial.Samples.IndexOf(column + ending) is int index and >= 0
                        && double.IsFinite(trial.Samples[samples - 1, index])
                            ? trial.Samples[samples - 1, index]
                            : (double?)null
                    )
                );
    }

    /// <summary>s_α of a mode, which sets its pace; coloured inputs have it tend to s_α/d_α, another order.</summary>
    private static double Strength(LearningTask task, KeyValuePair<string, double> target) =>
        ColumnFamily.Strengths.Includes(target.Key)
            ? task.Modes.SingularValues[ObservedColumns.ModeNumber(target.Key)]
            : target.Value;
}
