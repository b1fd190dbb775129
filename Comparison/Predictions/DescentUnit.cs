using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Theory;
using Dynamics.Theory.Discrete;

namespace Dynamics.Comparison.Predictions;

/// <summary>The gradient of a full batch in units of the task's moments: ∂loss/∂W = c(WΣ^x − Σ^yx), whatever the optimiser makes of it.</summary>
/// <remarks>c = 2/N_y for the mean of squares and 1 for half the square, with means over items; N times less with sums.</remarks>
internal static class DescentUnit
{
    /// <summary>c; or why there is none.</summary>
    public static ClosedForm<double> Of(LearningTask task, DescentSettings descent)
    {
        int items = task.Items!.Count;
        DescentLoss loss = descent.Loss switch
        {
            Loss.MeanSquared => DescentLoss.MeanOverOutputs,
            Loss.HalfSquared => DescentLoss.HalfSumOfSquares,
            _ => DescentLoss.CrossEntropy,
        };
        return FlowTime.PerEpoch(loss, learningRate: 1, batch: items, task.Moments.Outputs, items) switch
        {
            ClosedForm<EpochTime>.Found found => new ClosedForm<double>.Found(
                task.Convention == MomentConvention.Mean
                    ? FlowTime.FromSumToMean(found.Solution.InFullBatch, items)
                    : found.Solution.InFullBatch
            ),
            ClosedForm<EpochTime>.None none => new ClosedForm<double>.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }
}
