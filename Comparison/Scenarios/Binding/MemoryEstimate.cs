using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether a run can fit in memory, before any of it is taken.</summary>
/// <remarks>
/// Double precision throughout: the weights once for the state and once for each stage, the next state, the error and
/// the products between layers; and every sampled number once for each seed.
/// </remarks>
internal static class MemoryEstimate
{
    // Seven stages, the state, the next state, the error and about two for products, for the largest method.
    private const double CopiesOfWeights = 12;

    public static void RequireRoomForLayers(LearningTask task, int[] hidden, SourceValue given, long available)
    {
        int[] widths = [task.Moments.Inputs, .. hidden, task.Moments.Outputs];
        double weights = widths.Zip(widths.Skip(1), (below, above) => (double)below * above).Sum();
        double needed = CopiesOfWeights * weights * sizeof(double);
        if (needed > available || weights > Array.MaxLength)
        {
            throw given.Error(
                $"must fit in memory, but a run of its {Display.Number(weights)} weights needs about {Display.Bytes(needed)} and there "
                    + $"are {Display.Bytes(available)}. Take narrower layers."
            );
        }
    }

    public static void RequireRoomForSamples(SourceValue place, RunPlan run, LearningTask task, long available)
    {
        double samples = Samples(run);
        double needed = samples * Columns(run, task) * run.Repeat * sizeof(double);
        if (needed > available)
        {
            string seeds = run.Repeat > 1 ? $" for each of {run.Repeat} seeds" : "";
            throw place.Error(
                $"must leave samples that fit in memory, but {Display.Number(samples)} samples of {Columns(run, task)} numbers{seeds} need about "
                    + $"{Display.Bytes(needed)} and there are {Display.Bytes(available)}. Sample less often, such as \"sample\": {{ \"log\": 200 }}."
            );
        }
    }

    // An adaptive method that shows every step takes as many as it needs: nobody knows before.
    private static double Samples(RunPlan run) =>
        run.Sample switch
        {
            SampleTimes.Every every => run.Learning.End / every.Interval + 1,
            SampleTimes.Logarithmic log => log.Count + 1.0,
            SampleTimes.At at => at.Times.Count + 2.0,
            _ => run.Learning switch
            {
                FlowSettings { Steps: StepRule.Fixed { Step: double step } } => run.Learning.End / step + 1,
                DescentSettings => run.Learning.End + 1,
                _ => 2,
            },
        };

    private static int Columns(RunPlan run, LearningTask task)
    {
        int modes = Math.Min(task.Moments.Inputs, task.Moments.Outputs);
        return 1
            + run.Observe.Sum(observable =>
                observable switch
                {
                    Observable.Modes or Observable.SingularValues => modes,
                    Observable.Loss or Observable.Conserved => 1,
                    Observable.Map => task.Moments.Inputs * task.Moments.Outputs,
                    _ => 0,
                }
            );
    }
}
