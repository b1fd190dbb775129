using System.Globalization;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using Dynamics.Theory.Chains;

namespace Dynamics.Comparison.Reports;

/// <summary>What a learning rate should do to a chain of scalar layers, named before the run, beside what happened.</summary>
internal static class ChainRates
{
    /// <summary>The name of what should happen, and why; null for a run that is no full-batch descent of such a chain from a constant start.</summary>
    public static RateVerdict? Verdict(LearningTask task, RunPlan plan)
    {
        if (
            plan.Learning
                is not DescentSettings
                {
                    Optimiser: Optimiser.Plain,
                    WeightDecay: 0,
                    Averaging: 0,
                    Schedule: RateSchedule.Constant,
                    Epochs: > 0,
                } descent
            || plan.Start is not ConstantStart { Value: > 0 } start
            || task.Moments is not { Inputs: 1, Outputs: 1 }
            || plan.Hidden.Count == 0
            || plan.Hidden.Any(width => width != 1)
            || !plan.ArchitectureFor(task).IsLinear
            || task.Items is not { } items
            || !descent.IsFullBatch(items.Count)
            || DescentUnit.Of(task, descent) is not ClosedForm<double>.Found { Solution: double unit }
        )
        {
            return null;
        }
        try
        {
            ChainDescent chain = new(
                plan.Hidden.Count + 1,
                unit * task.Moments.SigmaYX.Span[0],
                unit * task.Moments.SigmaX.Span[0],
                start.Value
            );
            return RateJudge.Judge(chain, descent.Rate, descent.Epochs);
        }
        catch (ArgumentException)
        {
            return null; // s < 0, say: the chain's theory is one of positive modes
        }
    }

    /// <summary>Paragraphs on one run: the verdict, then what happened.</summary>
    public static IEnumerable<string> Of(LearningTask task, RunResult run, RateVerdict verdict)
    {
        yield return $"Before the run: **{Words(verdict.Regime)}**. {verdict.Because}";
        Trial trial = run.Trials[0];
        double target = task.Moments.SigmaYX.Span[0] / task.Moments.SigmaX.Span[0];
        double strength = trial.FinalWeights.Aggregate(1.0, (product, layer) => product * layer[0, 0]);
        string end = trial.Outcome switch
        {
            Outcome.Diverged diverged => Text($"It diverged in epoch {Math.Ceiling(diverged.Time)}"),
            null => "It was interrupted",
            _ => Text(
                $"After {((DescentSettings)run.Plan.Learning).Epochs} epochs the strength is {strength:g6} of {target:g6}"
            ),
        };
        yield return $"What happened: {end}{Arrival(trial, target)}.";
    }

    /// <summary>Whether a run is one that <see cref="Of"/> has a verdict on.</summary>
    public static IEnumerable<(RunResult Run, RateVerdict Verdict)> In(ExperimentResult result) =>
        from run in result.Runs
        let verdict = Verdict(result.Scenario.Task, run.Plan)
        where verdict is not null
        select (run, verdict);

    private static string Arrival(Trial trial, double target)
    {
        int column = trial.Samples.IndexOf("mode1");
        if (column < 0 || trial.Outcome is Outcome.Diverged)
        {
            return "";
        }
        ReadOnlySpan<double> strengths = trial.Samples[column];
        for (int row = 0; row < strengths.Length; row++)
        {
            if (Math.Abs(strengths[row] - target) <= 0.1 * target)
            {
                return Text($"; it was first within 10 % of its target in epoch {trial.Samples["time"][row]:g6}");
            }
        }
        return "; it was never within 10 % of its target";
    }

    private static string Words(RateRegime regime) =>
        regime switch
        {
            RateRegime.TooSmall => "too small",
            RateRegime.JustRight => "just right",
            _ => regime.ToString().ToLowerInvariant(),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
