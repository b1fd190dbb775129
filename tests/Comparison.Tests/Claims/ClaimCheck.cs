using System.Globalization;
using System.Numerics.Tensors;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Claims;

/// <summary>One curve of a theory that claims to be exact or numerical where all its assumptions hold, at its worst sample.</summary>
/// <param name="Theory">Label of the theory.</param>
/// <param name="Validity">What it claims.</param>
/// <param name="Observable">The column.</param>
/// <param name="Time">When |simulated − predicted| is largest beside what is allowed.</param>
/// <param name="Simulated">The value there.</param>
/// <param name="Predicted">The value there.</param>
/// <param name="Allowed">The claim times the scale, plus what the simulation itself does not know.</param>
/// <param name="Scale">Magnitude of the observable.</param>
internal sealed record HeldClaim(
    string Theory,
    Validity Validity,
    string Observable,
    double Time,
    double Simulated,
    double Predicted,
    double Allowed,
    double Scale
)
{
    public double Difference => Math.Abs(Simulated - Predicted);

    public bool IsKept => Difference <= Allowed;

    /// <summary>|Δ| over what is allowed; infinite where one of the two is not a number.</summary>
    public double Excess =>
        double.IsNaN(Difference) ? double.PositiveInfinity
        : Difference == 0 ? 0
        : Difference / Allowed;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Theory} ({Validity}), {Observable} at t = {Time:g9}: simulated {Simulated:r}, predicted {Predicted:r}, |Δ| = {Difference:g3}, allowed {Allowed:g3}, scale {Scale:g3}"
        );

    /// <summary>Whether the claim was tested to at least six digits.</summary>
    public bool IsSharp => Allowed <= 1e-6 * Scale;
}

/// <summary>Holds every exact and numerical claim of a scenario to its word.</summary>
/// <remarks>
/// A curve must stay within (claim × scale) of the simulation. The claim of an exact curve is 1e-9: formulas lose digits where modes of
/// very different size are told apart, 1e-14 × the condition number of the task, which is at most 1e6 here. A numerical one claims what it states. To this
/// comes what the simulation itself is uncertain of, measured by running it again: with a tolerance ten times looser, and from a start
/// whose layers are 1e-14 stronger or weaker. Both keep what is structural in a start, such as its rank and units that are alike, for
/// a theory that loses it is no better for the instability of the simulation to what breaks it. What double precision leaves of an
/// observable beside larger ones of its family is the least that is allowed.
/// </remarks>
internal static class ClaimCheck
{
    private const double Exact = 1e-9;

    // Ends what cannot be followed, and what takes too long for a test.
    private const long StepLimit = 60_000;

    /// <summary>The worst sample of every observable of every theory that claims something.</summary>
    public static IReadOnlyList<HeldClaim> Of(Scenario scenario)
    {
        RunPlan plan = WithStepLimit(scenario.Runs[0]);
        RunPlan alone = plan with { Theories = [] };
        Trial[] trials =
        [
            .. Experiment
                .Perform(
                    scenario with
                    {
                        Runs =
                        [
                            plan,
                            Looser(alone) with
                            {
                                Name = "looser",
                            },
                            alone with
                            {
                                Name = "stronger",
                                Start = new OtherStart(plan.Start, 1e-14),
                            },
                            alone with
                            {
                                Name = "weaker",
                                Start = new OtherStart(plan.Start, -3e-15),
                            },
                        ],
                    }
                )
                .Runs.Select(run => run.Trials[0]),
        ];
        Uncertainty uncertainty = new(
            trials[0].Samples,
            [.. trials[1..].Select(trial => trial.Samples)],
            SquaresOf(plan.Start, plan.ArchitectureFor(scenario.Task).Sizes)
        );
        return
        [
            .. trials[0]
                .Predictions.Where(said =>
                    said.Forecast
                        is Forecast.Curves { Validity: { Standing: Standing.Exact or Standing.Numerical, Holds: true } }
                )
                .SelectMany(said => Held(trials[0], said, uncertainty)),
        ];
    }

    private static IEnumerable<HeldClaim> Held(Trial trial, PredictedTrial said, Uncertainty uncertainty)
    {
        var curves = (Forecast.Curves)said.Forecast;
        double claim = curves.Validity.StatedError ?? (curves.Standing == Standing.Exact ? Exact : 1e-10);
        // A curve may end, but not because its numbers overflow where the simulation has a number.
        int samples = curves.Assumptions.Any(TheoryOverflow.Is)
            ? uncertainty.Samples
            : Math.Min(trial.SamplesOf(said.Plan.Name), uncertainty.Samples);
        foreach (string observable in trial.Targets.Keys)
        {
            int column = trial.Samples.IndexOf(said.ColumnOf(observable));
            if (column < 0)
            {
                continue;
            }
            HeldClaim? worst = null;
            ReadOnlySpan<double> predicted = trial.Samples[said.ColumnOf(observable)];
            ReadOnlySpan<double> simulated = trial.Samples[observable];
            double[] scales = uncertainty.ScaleOf(observable);
            double[] unknown = uncertainty.Of(observable);
            for (int sample = 0; sample < samples && double.IsFinite(simulated[sample]); sample++)
            {
                double scale = curves.Standing == Standing.Exact ? scales[sample] : scales[samples - 1];
                double allowed = claim * scale + unknown[sample];
                HeldClaim held = new(
                    said.Plan.Name,
                    curves.Validity,
                    observable,
                    trial.Samples["time"][sample],
                    simulated[sample],
                    predicted[sample],
                    allowed,
                    scale
                );
                if (worst is null || held.Excess > worst.Excess)
                {
                    worst = held;
                }
            }
            if (worst is not null)
            {
                yield return worst;
            }
        }
    }

    private static double SquaresOf(IStart start, LayerSizes sizes)
    {
        double[] weights = new double[sizes.Count];
        start.Fill(sizes, weights);
        return Enumerable
            .Range(0, sizes.Depth)
            .Max(layer => TensorPrimitives.SumOfSquares<double>(weights.AsSpan()[sizes[layer]]));
    }

    private static RunPlan WithStepLimit(RunPlan plan) =>
        plan.Learning is FlowSettings { Steps: StepRule.Adaptive steps } flow
            ? plan with
            {
                Learning = flow with { Steps = steps with { StepLimit = StepLimit } },
            }
            : plan;

    private static RunPlan Looser(RunPlan plan) =>
        plan.Learning is FlowSettings { Steps: StepRule.Adaptive steps } flow
            ? plan with
            {
                Learning = flow with
                {
                    Steps = steps with
                    {
                        RelativeTolerance = 10 * steps.RelativeTolerance,
                        AbsoluteTolerance = 10 * steps.AbsoluteTolerance,
                    },
                },
            }
            : plan;

    /// <summary>A start whose layers are by turns stronger and weaker than those of another by a little.</summary>
    private sealed class OtherStart(IStart start, double change) : IStart
    {
        public void Fill(LayerSizes sizes, Span<double> weights)
        {
            start.Fill(sizes, weights);
            for (int layer = 0; layer < sizes.Depth; layer++)
            {
                foreach (ref double weight in weights[sizes[layer]])
                {
                    weight *= 1 + change * (layer % 2 == 0 ? 1 : -0.6);
                }
            }
        }
    }
}
