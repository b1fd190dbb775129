using System.Numerics.Tensors;
using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>The error budgets of a scenario: why its simulations and their formula do not agree, and by how much each assumption.</summary>
/// <param name="Rows">One per run and strength, and per singular value that is one of these.</param>
public sealed record BudgetSummary(IReadOnlyList<BudgetRow> Rows)
{
    /// <summary>Runs whose items are shuffled but which were not run in other orders, which would have taken long.</summary>
    public IReadOnlyList<string> WithoutOrders { get; init; } = [];

    /// <summary>What is less is rounding, and its time another one on another machine.</summary>
    internal const double Rounding = 1e-9;

    // Above this many weights the flow to full accuracy takes longer than the run: only where asked for.
    private const int LargestUnasked = 1 << 14;

    // The strongest modes are what a figure shows.
    private const int Drawn = 2;

    /// <summary>Splits every difference of the runs that are small enough not to be asked about.</summary>
    /// <param name="result">What was seen and predicted.</param>
    /// <param name="isAskedFor">Whether runs of any size are split, and shuffled ones run in other orders however long that takes.</param>
    /// <param name="progress">Gets which budget is being computed, and how far descents in other orders are; null for none.</param>
    /// <param name="interruption">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It is interrupted.</exception>
    public static BudgetSummary Of(
        ExperimentResult result,
        bool isAskedFor = false,
        IProgress<RunProgress>? progress = null,
        CancellationToken interruption = default
    )
    {
        LearningTask task = result.Scenario.Task;
        List<BudgetRow> rows = [];
        List<string> withoutOrders = [];
        foreach (
            RunResult run in result.Runs.Where(run =>
                run.Plan.Theories.Count > 0
                && (isAskedFor || run.Plan.Budget != BudgetPlan.None)
                && (isAskedFor || run.Plan.ArchitectureFor(task).Sizes.Count <= LargestUnasked)
            )
        )
        {
            var orders = OtherOrders.AreDrawn(run.Plan, task)
                ? new OtherOrders(task, run.Plan) { Progress = progress, Interruption = interruption }
                : null;
            bool isLeftOut = orders is not null && !isAskedFor && !orders.IsCheap;
            int before = rows.Count;
            rows.AddRange(RowsOf(task, run, isLeftOut ? null : orders, progress, interruption));
            if (isLeftOut && rows.Count > before)
            {
                withoutOrders.Add(run.Plan.Name);
            }
        }
        return new BudgetSummary(rows) { WithoutOrders = withoutOrders };
    }

    private static IEnumerable<BudgetRow> RowsOf(
        LearningTask task,
        RunResult run,
        OtherOrders? orders,
        IProgress<RunProgress>? progress,
        CancellationToken interruption
    )
    {
        IReadOnlyList<ErrorBudget>[] perSeed = [.. run.Trials.Select(BudgetsOf)];
        double[] times = run.Trials[0].Samples["time"].ToArray();
        int drawn = 0;
        foreach (string observable in perSeed[0].Select(budget => budget.Observable))
        {
            // A seed whose theory has other modes first has no budget of that singular value.
            ErrorBudget[] seeds =
            [
                .. perSeed
                    .Select(budgets => budgets.FirstOrDefault(budget => budget.Observable == observable))
                    .OfType<ErrorBudget>(),
            ];
            string[] names = [.. seeds[0].Parts.Select(part => part.Name)];
            if (
                seeds.Length == perSeed.Length
                && seeds.All(seed => seed.Parts.Select(part => part.Name).SequenceEqual(names))
            )
            {
                yield return new BudgetRow(
                    run.Plan.Name,
                    observable,
                    seeds.All(seed => Math.Abs(seed.Whole) > Rounding) ? Over(seeds, seed => seed.Time) : null,
                    Over(seeds, seed => seed.Whole),
                    [
                        .. names.Select(
                            (name, part) =>
                                new BudgetShare(
                                    name,
                                    Over(seeds, seed => seed.Parts[part].Value),
                                    Over(seeds, seed => seed.Parts[part].Largest)
                                )
                        ),
                    ]
                )
                {
                    Course =
                        ColumnFamily.Strengths.Includes(observable) && drawn++ < Drawn ? CourseOf(seeds, times) : null,
                };
            }
        }

        IReadOnlyList<ErrorBudget> BudgetsOf(Trial trial)
        {
            Report(0);
            IReadOnlyList<ErrorBudget> budgets = BudgetLadder.BudgetsOf(task, run.Plan, trial, orders, interruption);
            Report(1);
            return budgets;

            void Report(double share) =>
                progress?.Report(ProgressReporter.Of(run.Plan, "error budget", trial.Seed, share));
        }
    }

    /// <summary>The mean over seeds at every time that all of them reached.</summary>
    private static BudgetCourse CourseOf(ErrorBudget[] seeds, double[] times)
    {
        int samples = seeds.Min(seed => seed.Samples);
        BudgetCurves[] curves = [.. seeds.Select(seed => seed.Curves(samples))];
        return new BudgetCourse(
            times[..samples],
            Mean(curve => curve.Whole),
            [.. seeds[0].Parts.Select((part, place) => (part.Name, Mean(curve => curve.Parts[place])))]
        );

        double[] Mean(Func<BudgetCurves, double[]> of)
        {
            double[] mean = new double[samples];
            foreach (BudgetCurves seed in curves)
            {
                TensorPrimitives.Add(mean, of(seed), mean);
            }
            TensorPrimitives.Divide(mean, curves.Length, mean);
            return mean;
        }
    }

    private static Estimate Over(ErrorBudget[] seeds, Func<ErrorBudget, double> number) =>
        Estimate.Over([.. seeds.Select(number)]);
}

/// <summary>The budget of one strength of a run; of an ensemble mean and spread over its seeds, each at its own time.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Observable">The strength or singular value.</param>
/// <param name="Time">When simulation and theory are farthest apart; null where that is nowhere, but for rounding.</param>
/// <param name="Whole">Simulation − theory then.</param>
/// <param name="Parts">In the order of the ladder.</param>
public sealed record BudgetRow(
    string Run,
    string Observable,
    Estimate? Time,
    Estimate Whole,
    IReadOnlyList<BudgetShare> Parts
)
{
    /// <summary>The same over time; null for all but the strongest modes, and of rows that were read back.</summary>
    public BudgetCourse? Course { get; init; }
}

/// <summary>A budget over time, of an ensemble the mean over its seeds: at every time the parts add up to the whole.</summary>
/// <param name="Times">Sample times.</param>
/// <param name="Whole">Simulation − theory.</param>
/// <param name="Parts">Name and values, in the order of the ladder.</param>
public sealed record BudgetCourse(double[] Times, double[] Whole, IReadOnlyList<(string Name, double[] Values)> Parts);

/// <summary>What one assumption has of a budget.</summary>
/// <param name="Name">The assumption.</param>
/// <param name="Value">Signed, at the time of the whole.</param>
/// <param name="Largest">Largest magnitude over all samples.</param>
public sealed record BudgetShare(string Name, Estimate Value, Estimate Largest);
