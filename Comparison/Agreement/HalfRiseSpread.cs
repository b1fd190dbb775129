using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Agreement;

/// <summary>When one mode was half learned, over the seeds of an ensemble, and what is known of that before any seed is drawn.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Mode">α, from 1.</param>
/// <param name="Predicted">The distribution over all Gaussian starts.</param>
/// <param name="Simulated">Half-rise times of the seeds that have one.</param>
/// <param name="Seeds">Number of seeds.</param>
/// <param name="IsSmallStart">Whether σ²h ≤ s/10, which the distribution needs.</param>
public sealed record HalfRiseSpread(
    string Run,
    int Mode,
    HalfRiseDistribution Predicted,
    IReadOnlyList<double> Simulated,
    int Seeds,
    bool IsSmallStart
)
{
    // A histogram of fewer has no shape.
    private const int FewestSeeds = 20;

    // σ²h ≪ s, as the distribution has it.
    private const double Small = 0.1;

    // Inputs whitened in double precision.
    private const double Rounding = 1e-10;

    /// <summary>The validity of the distribution for this mode.</summary>
    public Validity Validity => new(Standing.Asymptotic, StatedError: null, Holds: IsSmallStart);

    /// <summary>The spread of every simple mode; none unless this is a flow of two layers from 20 or more Gaussian starts, on white inputs.</summary>
    /// <remarks>Nothing is said of a run that did not reach its end: a seed may yet have learned.</remarks>
    public static IReadOnlyList<HalfRiseSpread> Of(LearningTask task, RunResult run)
    {
        if (
            run.Plan.Start is not GaussianStart { Variance: > 0 } start
            || run.Plan.Learning is not FlowSettings flow
            || run.Plan.Hidden is not [int hidden]
            || run.Trials.Count < FewestSeeds
            || !run.Plan.Observe.Contains(Observable.Modes)
            || task.WhitenessDefect > Rounding
            || !run.Trials.All(trial => trial.Outcome is Outcome.Reached)
        )
        {
            return [];
        }
        return
        [
            .. task
                .Modes.Groups.Where(group => group.Count == 1 && group.First < hidden)
                .Select(group => OfMode(group.First + 1, task.Modes.SingularValues[group.First])),
        ];

        HalfRiseSpread OfMode(int mode, double strength) =>
            new(
                run.Plan.Name,
                mode,
                new HalfRiseDistribution(strength, mode, hidden, start.Variance, flow.TimeConstant),
                [
                    .. run
                        .Trials.Select(trial =>
                            HalfRise.Of(
                                trial.Samples["time"],
                                trial.Samples[
                                    ObservedColumns.Strength(task.Modes.Groups.First(group => group.First == mode - 1))
                                ],
                                strength
                            )
                        )
                        .OfType<double>(),
                ],
                run.Trials.Count,
                start.Variance * hidden <= Small * strength
            );
    }
}
