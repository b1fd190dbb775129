using Dynamics.Simulation.Descent;
using Dynamics.Theory;

namespace Dynamics.Comparison.Predictions;

/// <summary>A descent of a linear network as its theories see it: the flow time of every epoch.</summary>
/// <param name="Settings">The descent.</param>
/// <param name="Rates">Flow time of each epoch by its 0-based number; in full batch that of a step.</param>
internal sealed record DescentContext(DescentSettings Settings, Func<int, double> Rates)
{
    /// <summary>The descent of a run, or why a theory of descent has nothing to say of it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="theory">What the theory is, as the beginning of a sentence: "This is the map of a step of descent".</param>
    /// <param name="ofFlow">Kind of the theory that a flow has instead.</param>
    public static ClosedForm<DescentContext> Of(PredictionContext context, string theory, string ofFlow)
    {
        if (context.Learning is not DescentSettings descent)
        {
            return None($"{theory}, but this run is a flow, which takes none. Its own solution is \"{ofFlow}\".");
        }
        return RunClock.EpochTimes(context, descent) switch
        {
            ClosedForm<Func<int, double>>.Found found => new ClosedForm<DescentContext>.Found(
                new DescentContext(descent, found.Solution)
            ),
            ClosedForm<Func<int, double>>.None none => None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    /// <summary>The same for a theory of full batches.</summary>
    /// <inheritdoc cref="Of"/>
    public static ClosedForm<DescentContext> OfFullBatch(PredictionContext context, string theory, string ofFlow)
    {
        ClosedForm<DescentContext> any = Of(context, theory, ofFlow);
        int items = context.Task.Items?.Count ?? 0;
        return any switch
        {
            ClosedForm<DescentContext>.Found { Solution.Settings: var descent } when !descent.IsFullBatch(items) =>
                None(
                    $"The map of descent is one of full batches, but here a step sees {StepSize.ItemsOf(descent, items)}, and what these "
                        + $"few say mixes the modes. {StepSize.WayToFullBatch(descent)}, or take \"{ofFlow}\", the limit of small steps."
                ),
            _ => any,
        };
    }

    private static ClosedForm<DescentContext>.None None(string because) => new(because);
}
