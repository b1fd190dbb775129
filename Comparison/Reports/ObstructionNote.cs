using System.Globalization;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Reports;

/// <summary>What keeps the flow of a run from learning its whole task, in sentences; see <see cref="Obstructions"/>.</summary>
/// <remarks>Of linear networks of up to 2^16 weights and squared errors: only of these is Σ^yx all that there is to learn.</remarks>
internal static class ObstructionNote
{
    // Ranks of layers take a singular value decomposition for every seed; beyond this many weights it would be felt.
    private const int LargestLookedAt = 1 << 16;

    /// <summary>One paragraph per obstruction; of an ensemble the first seed's words, and how many seeds have one of its kind.</summary>
    public static IReadOnlyList<string> Of(LearningTask task, RunResult run)
    {
        if (
            run.Plan.ArchitectureFor(task) is not { IsLinear: true, Sizes.Count: <= LargestLookedAt }
            || run.Plan.Learning is DescentSettings { Loss: not (Loss.MeanSquared or Loss.HalfSquared) }
        )
        {
            return [];
        }
        var found = run
            .Trials.SelectMany(trial =>
                Obstructions
                    .Of(task.Modes, BudgetLadder.Context(task, run.Plan, trial).StartingWeights)
                    .Select(obstruction => (trial.Seed, Obstruction: obstruction))
            )
            .GroupBy(one => (one.Obstruction.GetType(), LayerOf(one.Obstruction)))
            .Select(kind => (First: kind.First(), Count: kind.Count()));
        return
        [
            .. found.Select(kind =>
                "**Obstruction.** "
                + (
                    kind.Count == run.Trials.Count
                        ? ""
                        : $"{kind.Count} of {run.Trials.Count} seeds; of seed {kind.First.Seed}: "
                )
                + kind.First.Obstruction.Because
                + Escape(run.Plan, kind.First.Obstruction)
            ),
        ];
    }

    private static int LayerOf(Obstruction obstruction) =>
        obstruction switch
        {
            Obstruction.NarrowLayer narrow => narrow.Layer,
            Obstruction.DependentUnits dependent => dependent.Layer,
            _ => 0,
        };

    /// <summary>A saddle is left by rounding, and by steps of a descent, which no flow knows.</summary>
    private static string Escape(RunPlan plan, Obstruction obstruction) =>
        (obstruction, plan.Learning) switch
        {
            (Obstruction.DeterminantSign sign, FlowSettings flow)
                when sign.FollowedUntil(flow.TimeConstant) is double until => string.Create(
                CultureInfo.InvariantCulture,
                $" Floating point follows the flow until about t = {until:g3}; from then on its rounding may learn that mode."
            ),
            (Obstruction.DeterminantSign, DescentSettings) =>
                " Steps of a descent keep the sign, and the balance it rests on, only as far as they follow the flow.",
            _ => "",
        };
}
