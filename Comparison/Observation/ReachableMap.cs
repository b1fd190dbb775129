using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Observation;

/// <summary>What the best answers show that the activation after the last layer can give: for a ReLU max(Y, 0).</summary>
/// <remarks>
/// Entry by entry the nearest value the activation takes, or approaches: of all answers in its range, those of least squared
/// error. Whether a network has enough units to give them is not asked.
/// </remarks>
public static class ReachableMap
{
    /// <summary>The linear map nearest to the best reachable answers on the items; for one-hot items, these answers.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network.</param>
    /// <returns>N_y × N_x; null where all targets are in reach, and the map to be learned is W* = Σ^yx(Σ^x)⁺.</returns>
    public static Matrix<double>? Of(LearningTask task, Architecture architecture)
    {
        if (!architecture.IsActivated(architecture.Sizes.Depth - 1) || task.Items is not { } items)
        {
            return null;
        }
        Activation output = architecture.Activation;
        double[] answers = items.Targets.ToArray();
        if (Array.TrueForAll(answers, target => target >= output.Lowest && target <= output.Highest))
        {
            return null;
        }
        var reachable = Matrix<double>.Build.Dense(
            items.TargetWidth,
            items.Count,
            Array.ConvertAll(answers, target => Math.Clamp(target, output.Lowest, output.Highest))
        );
        return items.IsOneHot ? reachable : reachable * NearestLinearMap.FromAnswers(task, items);
    }
}
