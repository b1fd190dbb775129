using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether a run can fit in memory, before any of it is taken.</summary>
/// <remarks>
/// Double precision throughout: the weights once for the state and once for each stage, the next state, the error and
/// the products between layers; every sampled number for each seed, as sampled, beside the predictions and once for each
/// theory; where "conserved" is observed, a square of every hidden width; and where "sharpness" is, a square of all weights.
/// </remarks>
internal static class MemoryEstimate
{
    // Seven stages, the state, the next state, the error and about two for products, for the largest method. A descent by Adam
    // with an average has as many: four that move, each again as it was before the epoch, gradient, work, and two to look at.
    private const double CopiesOfWeights = 12;

    // As they are sampled, and as they are compared with predictions.
    private const double CopiesOfSamples = 2;

    // The matrices they are made in, the data set's own and what is in between.
    private const double CopiesOfItems = 3;

    // As they are computed, Simulation's, the task's and Theory's work.
    private const double CopiesOfMoments = 4;

    /// <summary>Why items and their moments do not fit in memory, as in "4 items need …"; null when they do.</summary>
    public static string? ShortageForItems(double items, double inputs, double outputs, long available)
    {
        double largest = Math.Max(items, inputs) * Math.Max(inputs, outputs);
        double needed = (CopiesOfItems * items + CopiesOfMoments * inputs) * (inputs + outputs) * sizeof(double);
        return needed > available ? $"need {Display.Bytes(needed)} and there are {Display.Bytes(available)}"
            : largest > Array.MaxLength
                ? $"need a matrix of {Display.Number(largest)} numbers and one holds at most {Array.MaxLength}"
            : null;
    }

    public static void RequireRoomForLayers(LearningTask task, int[] hidden, SourceValue given, long available)
    {
        int[] widths = [task.Moments.Inputs, .. hidden, task.Moments.Outputs];
        double weights = widths.Zip(widths.Skip(1), (below, above) => (double)below * above).Sum();
        double[] maps = [.. widths.Skip(1).Select(width => (double)width * task.Moments.Inputs)];
        double needed = (CopiesOfWeights * weights + maps.Sum()) * sizeof(double);
        if (needed > available || weights > Array.MaxLength || maps.Max() > Array.MaxLength)
        {
            throw given.Error(
                $"must fit in memory, but a run of its {Display.Number(weights)} weights needs about {Display.Bytes(needed)} and there "
                    + $"are {Display.Bytes(available)}. Take narrower layers."
            );
        }
    }

    /// <summary>Room for W_{l+1}ᵀW_{l+1} − W_lW_lᵀ of every hidden layer: at the start of all, and now of the widest.</summary>
    public static void RequireRoomForConserved(SourceValue? place, RunPlan run, long available)
    {
        if (place is null || !run.Observe.Contains(Observable.Conserved))
        {
            return;
        }
        double[] squares = [.. run.Hidden.Select(width => (double)width * width)];
        double needed = (squares.Sum() + squares.Max()) * sizeof(double);
        if (needed > available || squares.Max() > Array.MaxLength)
        {
            throw place.Error(
                $"must fit in memory, but \"conserved\" of a layer of {run.Hidden.Max()} units needs about {Display.Bytes(needed)} in arrays of "
                    + $"{Display.Number(squares.Max())} numbers, and there are {Display.Bytes(available)} and at most {Array.MaxLength} numbers in an "
                    + "array. Remove \"conserved\", or take narrower layers."
            );
        }
    }

    /// <summary>Room for as many directions of all weights as there are weights, which an iteration takes at worst.</summary>
    public static void RequireRoomForSharpness(SourceValue? place, RunPlan run, int weights, long available)
    {
        double needed = (double)weights * weights * sizeof(double);
        if (place is not null && run.Observe.Contains(Observable.Sharpness) && needed > available)
        {
            throw place.Error(
                $"must fit in memory, but \"sharpness\" of {weights} weights needs up to {Display.Bytes(needed)} and there are "
                    + $"{Display.Bytes(available)}. Remove \"sharpness\", or take narrower layers."
            );
        }
    }

    public static void RequireRoomForSamples(SourceValue place, RunPlan run, LearningTask task, long available)
    {
        double samples = Samples(run);
        double copies = CopiesOfSamples + run.Theories.Count;
        double needed = samples * Columns(run, task) * copies * run.Repeat * sizeof(double);
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

    private static double Columns(RunPlan run, LearningTask task)
    {
        int modes = Math.Min(task.Moments.Inputs, task.Moments.Outputs);
        return 1
            + run.Observe.Sum(observable =>
                observable switch
                {
                    Observable.Modes or Observable.SingularValues or Observable.Hidden or Observable.Readout => modes,
                    Observable.Kernel => 2,
                    Observable.Curvature => 4,
                    Observable.Loss or Observable.LinearMapLoss or Observable.Conserved or Observable.Sharpness => 1,
                    Observable.Eigenmodes => task.Moments.Inputs,
                    Observable.Parameters => NetworkObserver.MostParameters,
                    Observable.Map or Observable.Entries => (double)task.Moments.Inputs * task.Moments.Outputs,
                    _ => 0,
                }
            );
    }
}
