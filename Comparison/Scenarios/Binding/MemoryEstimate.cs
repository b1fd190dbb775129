using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether a run can fit in memory, before any of it is taken.</summary>
/// <remarks>
/// Double precision throughout: the weights once for the state and once for each stage, the next state, the error and
/// the products between layers; and every sampled number once for each seed.
/// </remarks>
/// <param name="sizes">The network.</param>
/// <param name="available">In bytes.</param>
internal sealed class MemoryEstimate(LayerSizes sizes, long available)
{
    // Seven stages, the state, the next state, the error and about two for products, for the largest method.
    private const double CopiesOfWeights = 12;

    public void RequireRoomForNetwork(SourceValue network)
    {
        double needed = CopiesOfWeights * sizes.Count * sizeof(double);
        if (needed > available)
        {
            throw network.Error(
                $"must fit in memory, but a run of its {sizes.Count} weights needs about {Display.Bytes(needed)} of "
                    + $"{Display.Bytes(available)}. Take narrower layers."
            );
        }
    }

    public void RequireRoomForSamples(SourceValue place, RunPlan run)
    {
        double samples = Samples(run);
        double needed = samples * Columns(run) * run.Repeat * sizeof(double);
        if (needed > available)
        {
            string seeds = run.Repeat > 1 ? $" for each of {run.Repeat} seeds" : "";
            throw place.Error(
                $"must leave samples that fit in memory, but {Display.Number(samples)} samples of {Columns(run)} numbers{seeds} need about "
                    + $"{Display.Bytes(needed)} of {Display.Bytes(available)}. Sample less often, such as \"sample\": {{ \"log\": 200 }}."
            );
        }
    }

    // An adaptive method that shows every step takes as many as it needs: nobody knows before.
    private static double Samples(RunPlan run) =>
        run.Sample switch
        {
            SampleTimes.Every every => run.Learning.Until / every.Interval + 1,
            SampleTimes.Logarithmic log => log.Count + 1.0,
            SampleTimes.At at => at.Times.Count + 2.0,
            _ => run.Learning is FlowSettings { Steps: StepRule.Fixed { Step: double step } }
                ? run.Learning.Until / step + 1
                : 2,
        };

    private int Columns(RunPlan run)
    {
        int modes = Math.Min(sizes.Inputs, sizes.Outputs);
        return 1
            + run.Observe.Sum(observable =>
                observable switch
                {
                    Observable.Modes or Observable.SingularValues => modes,
                    Observable.Loss or Observable.Conserved => 1,
                    _ => 0,
                }
            );
    }
}
