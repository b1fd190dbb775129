using Dynamics.Comparison.Agreement;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Reports;

/// <summary>How fast every eigenmode of every descent without hidden layers shrinks, predicted and measured.</summary>
/// <param name="Rows">One per eigenmode of every such run that observes its eigenmodes.</param>
public sealed record RatesSummary(IReadOnlyList<RateRow> Rows)
{
    // Of the largest error at the same time: a smaller one is rounding of the weights, which all eigenmodes share.
    private const double Rounding = 1e-13;

    /// <summary>Looks back at an experiment.</summary>
    public static RatesSummary Of(ExperimentResult result) =>
        new([.. result.Runs.Where(IsSeen).SelectMany(run => RowsOf(result.Scenario.Task, run))]);

    /// <summary>Whether a run is a descent without hidden layers that observes its eigenmodes.</summary>
    internal static bool IsSeen(RunResult run) =>
        run.Plan.Learning is DescentSettings
        && run.Plan.Hidden.Count == 0
        && run.Plan.Observe.Contains(Observable.Eigenmodes);

    private static IEnumerable<RateRow> RowsOf(LearningTask task, RunResult run)
    {
        LinearDescent? descent = Known(task, run.Plan);
        foreach (ModeGroup group in task.Spectrum.Groups)
        {
            double eigenvalue = task.Spectrum.Eigenvalues[group.First];
            MomentumMode? mode = descent is { IsConstant: true } ? Mode(descent, eigenvalue) : null;
            bool isSigned = !group.IsDegenerate && task.Moments.Outputs == 1;
            // The length of what swings through 0 is not what Prony's method takes apart.
            bool isMeasured = isSigned || mode is { Regime: not MomentumRegime.Ripples } || descent?.Momentum == 0;
            double target = isSigned ? TargetOf(task, descent, group.First) : 0;
            bool hasTarget = isSigned || run.Plan.Learning is DescentSettings { WeightDecay: 0 };
            yield return new RateRow(run.Plan.Name, ObservedColumns.Eigenmode(group), eigenvalue)
            {
                Regime = mode?.Regime,
                Predicted = mode?.Modulus,
                Measured =
                    isMeasured && hasTarget ? Measured(task, run, ObservedColumns.Eigenmode(group), target) : null,
            };
        }
    }

    internal static LinearDescent? Known(LearningTask task, RunPlan plan) =>
        (
            LinearDescent.Of(task, plan.ArchitectureFor(task), plan.Learning) as ClosedForm<LinearDescent>.Found
        )?.Solution;

    private static MomentumMode? Mode(LinearDescent descent, double eigenvalue)
    {
        try
        {
            (double rate, double momentum, MomentumKind kind) = descent.Choice;
            return new MomentumMode(descent.EffectiveCurvature(eigenvalue), rate, momentum, kind);
        }
        catch (ArgumentException)
        {
            return null; // a rate so large that nothing is known but that it diverges
        }
    }

    /// <summary>What decay leaves of the error: −γ/(cλ + γ) of what the best map has along the eigenmode.</summary>
    private static double TargetOf(LearningTask task, LinearDescent? descent, int mode)
    {
        if (descent is null || descent.Settings.WeightDecay == 0)
        {
            return 0;
        }
        double best = (task.BestMap * task.Spectrum.Directions.Column(mode))[0];
        return -best * descent.Settings.WeightDecay / descent.Curvature(task.Spectrum.Eigenvalues[mode]);
    }

    private static Estimate? Measured(LearningTask task, RunResult run, string column, double target) =>
        Estimate.OverAll(
            run.Trials.Select(trial =>
            {
                int samples = AboveRounding(task, trial, column, target);
                double rate = ContractionRate.Of(
                    trial.Samples["time"][..samples],
                    trial.Samples[column][..samples],
                    target
                );
                return double.IsFinite(rate) ? rate : (double?)null;
            })
        );

    /// <summary>The samples until an eigenmode drowns for good in the rounding of one that has grown; else all.</summary>
    private static int AboveRounding(LearningTask task, Trial trial, string column, double target)
    {
        ReadOnlySpan<double> errors = trial.Samples[column];
        string[] columns = [.. task.Spectrum.Groups.Select(ObservedColumns.Eigenmode)];
        int samples = errors.Length;
        while (samples > 0 && Math.Abs(errors[samples - 1] - target) <= Rounding * Grown(samples - 1))
        {
            samples--;
        }
        return samples;

        double Grown(int sample)
        {
            double largest = columns.Max(other => Math.Abs(trial.Samples[other][sample]));
            return largest > columns.Max(other => Math.Abs(trial.Samples[other][0])) ? largest : 0;
        }
    }
}

/// <summary>One eigenmode of one run.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Mode">Its column, such as <c>z1</c>.</param>
/// <param name="Eigenvalue">λ of Σ^x.</param>
public sealed record RateRow(string Run, string Mode, double Eigenvalue)
{
    /// <summary>How it should shrink; null where no closed form is known.</summary>
    public MomentumRegime? Regime { get; init; }

    /// <summary>The factor per update it should shrink by in the long run; null where no closed form is known.</summary>
    public double? Predicted { get; init; }

    /// <summary>The factor per epoch it did shrink by; null where it cannot be measured.</summary>
    public Estimate? Measured { get; init; }

    /// <summary>Measured − predicted.</summary>
    public double? Difference => Measured?.Value - Predicted;
}
