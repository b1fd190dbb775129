using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Experiments;

/// <summary>The ladder from the textbook formula to the run at hand: theories each of which repairs one assumption of the one before.</summary>
/// <remarks>
/// Two layers: balanced with the prescribed strength; with the measured one (start value); two invariants (imbalance); in
/// sequence (succession); the whole matrix (competition), with λ = 0 unless the start is λ-balanced; the flow itself (unequal imbalance). Other depths go from the measured
/// strength to the flow at once (shape of the start). Then, of a flow, this integrator (step size); of a descent in full batches its
/// steps (step size), in smaller ones the mean over orders (finite rate) and this order (order). A rung that has no curve
/// is left out, and what it would repair is counted with the next. Of a singular value the ladder is that of its mode, and at
/// last the singular value instead of the strength of the mode (reading): where modes are simple and the theory has them sorted
/// at every time, so that sv_k is mode k.
/// </remarks>
public static class BudgetLadder
{
    // Of the singular value: what the formula sorts differs from what it does not by nothing else.
    private const double SameCurve = 1e-12;

    /// <summary>The budget of every strength of a trial, then of the singular values that are seen too; empty where there is no theory.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="plan">The run.</param>
    /// <param name="trial">What was seen of it.</param>
    /// <param name="interruption">Ends the integration and the descents it takes early.</param>
    public static IReadOnlyList<ErrorBudget> BudgetsOf(
        LearningTask task,
        RunPlan plan,
        Trial trial,
        CancellationToken interruption = default
    ) => BudgetsOf(task, plan, trial, new OtherOrders(task, plan) { Interruption = interruption }, interruption);

    /// <summary>The same with the descents in other orders told how to run; null for none, which leaves rate and order one part.</summary>
    internal static IReadOnlyList<ErrorBudget> BudgetsOf(
        LearningTask task,
        RunPlan plan,
        Trial trial,
        OtherOrders? orders,
        CancellationToken interruption
    )
    {
        double[] times = trial.Samples["time"].ToArray();
        string[] columns = [.. trial.Targets.Keys.Where(ColumnFamily.Strengths.Includes)];
        if (times.Length == 0 || columns.Length == 0 || !plan.ArchitectureFor(task).IsLinear)
        {
            return [];
        }
        List<(string Repairs, Dictionary<string, double[]> Curves)> ladder = [];
        string pending = "";
        PredictionContext context = Context(task, plan, trial);
        foreach ((string repairs, IPrediction prediction) in Rungs(plan, context))
        {
            interruption.ThrowIfCancellationRequested();
            pending = Joined(pending, repairs);
            if ((Known(plan, trial, prediction) ?? Evaluated(prediction, context, times)) is { } curves)
            {
                ladder.Add((pending, curves));
                pending = "";
            }
        }
        if (ladder.Count == 0)
        {
            return [];
        }
        if (plan.Learning is DescentSettings descent && !descent.IsFullBatch(task.Items!.Count))
        {
            pending = Joined(pending, "finite rate");
            if (orders?.Mean(trial, StartOf(task, plan, trial)) is { } mean)
            {
                ladder.Add((pending, mean));
                pending = "";
            }
            pending = Joined(pending, "order");
        }
        else
        {
            pending = Joined(pending, "step size");
        }
        ladder.Add(
            (
                pending,
                columns.ToDictionary(
                    column => column,
                    column => trial.Samples[column].ToArray(),
                    StringComparer.Ordinal
                )
            )
        );
        return
        [
            .. columns
                .Where(column => ladder.All(rung => rung.Curves.ContainsKey(column)))
                .Select(column => ErrorBudget.Of(column, times, RungsOf(ladder, column))),
            .. columns
                .Where(column =>
                    task.Modes.Groups.Any(group => !group.IsDegenerate && ObservedColumns.Strength(group) == column)
                )
                .Select(column =>
                    (Mode: column, Value: ObservedColumns.SingularValue(ObservedColumns.ModeNumber(column)))
                )
                .Where(pair =>
                    trial.Samples.IndexOf(pair.Value) >= 0
                    && ladder.All(rung => rung.Curves.ContainsKey(pair.Mode))
                    && IsSorted(ladder[0].Curves, pair.Mode, pair.Value)
                )
                .Select(pair =>
                    ErrorBudget.Of(
                        pair.Value,
                        times,
                        [.. RungsOf(ladder, pair.Mode), ("reading", trial.Samples[pair.Value].ToArray())]
                    )
                ),
        ];
    }

    private static (string Repairs, double[] Values)[] RungsOf(
        List<(string Repairs, Dictionary<string, double[]> Curves)> ladder,
        string column
    ) => [.. ladder.Select(rung => (rung.Repairs, rung.Curves[column]))];

    /// <summary>Whether a singular value of the theory is the strength of its mode all the time.</summary>
    private static bool IsSorted(Dictionary<string, double[]> theory, string mode, string singularValue) =>
        theory.TryGetValue(singularValue, out double[]? sorted)
        && sorted
            .Zip(
                theory[mode],
                (value, strength) => Math.Abs(value - strength) <= SameCurve * Math.Max(1, Math.Abs(value))
            )
            .All(isSame => isSame);

    private static IEnumerable<(string Repairs, IPrediction Prediction)> Rungs(RunPlan plan, PredictionContext context)
    {
        IPrediction? prescribed = plan
            .Theories.Select(theory => theory.Prediction)
            .FirstOrDefault(prediction =>
                prediction
                    is BalancedPrediction { InitialStrength: InitialStrength.Prescribed }
                        or ShallowPrediction { InitialStrength: InitialStrength.Prescribed }
            );
        if (prescribed is not null)
        {
            yield return ("", prescribed);
        }
        int depth = plan.Hidden.Count + 1;
        yield return (
            prescribed is null ? "" : "start value",
            depth == 1
                ? new ShallowPrediction(new InitialStrength.Measured())
                : new BalancedPrediction(new InitialStrength.Measured())
        );
        if (depth == 2)
        {
            yield return ("imbalance", new TwoLayerModesPrediction(isSequential: false));
            yield return ("succession", new TwoLayerModesPrediction(isSequential: true));
            // Its own λ, or modes that share nothing would be told to compete, and the next rung that they do not.
            yield return ("competition", new MatrixPrediction(MatrixPrediction.IsOfOneLambda(context) ? null : 0));
        }
        if (depth > 1)
        {
            yield return (depth == 2 ? "unequal imbalance" : "shape of the start", new ReferencePrediction());
        }
    }

    private static string Joined(string pending, string repairs) =>
        pending.Length == 0 ? repairs
        : repairs.Length == 0 ? pending
        : $"{pending} and {repairs}";

    /// <summary>What a prediction may know of a trial, its starting weights drawn anew.</summary>
    internal static PredictionContext Context(LearningTask task, RunPlan plan, Trial trial)
    {
        var network = new NetworkView(plan.ArchitectureFor(task).Sizes, StartOf(task, plan, trial));
        return new PredictionContext(task, network.ToMatrices(), plan.ArchitectureFor(task), plan.Learning);
    }

    private static double[] StartOf(LearningTask task, RunPlan plan, Trial trial)
    {
        LayerSizes sizes = plan.ArchitectureFor(task).Sizes;
        double[] weights = new double[sizes.Count];
        IStart start = plan.Start is ISeededStart seeded && trial.Seed is int seed ? seeded.WithSeed(seed) : plan.Start;
        start.Fill(sizes, weights);
        return weights;
    }

    /// <summary>What the run's own theories have been asked at the same times; null where none is this one, or says nothing of all of them.</summary>
    private static Dictionary<string, double[]>? Known(RunPlan plan, Trial trial, IPrediction prediction)
    {
        // A name says all options of a kind but a prescribed strength, and that theory is taken from the plan itself.
        TheoryPlan? same = plan.Theories.FirstOrDefault(theory =>
            theory.Prediction.GetType() == prediction.GetType() && theory.Prediction.Name == prediction.Name
        );
        return
            trial.Predictions.FirstOrDefault(said => said.Plan == same)?.Forecast
                is Forecast.Curves { Until: double.PositiveInfinity } curves
            ? curves
                .Observables.Where(name => trial.Samples.IndexOf($"{name}@{same!.Name}") >= 0)
                .ToDictionary(
                    name => name,
                    name => trial.Samples[$"{name}@{same!.Name}"].ToArray(),
                    StringComparer.Ordinal
                )
            : null;
    }

    private static Dictionary<string, double[]>? Evaluated(
        IPrediction prediction,
        PredictionContext context,
        double[] times
    )
    {
        if (context.Of(prediction) is not Forecast.Curves curves)
        {
            return null;
        }
        Dictionary<string, double[]> values = curves.Observables.ToDictionary(
            name => name,
            _ => new double[times.Length],
            StringComparer.Ordinal
        );
        double[] row = new double[curves.Observables.Count];
        for (int sample = 0; sample < times.Length; sample++)
        {
            curves.At(times[sample], row);
            for (int column = 0; column < row.Length; column++)
            {
                values[curves.Observables[column]][sample] = row[column];
            }
        }
        return values;
    }
}
