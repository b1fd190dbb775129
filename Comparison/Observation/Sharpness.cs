using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Observation;

/// <summary>The sharpness of a linear network: the largest eigenvalue of the Hessian of its excess loss in all weights.</summary>
/// <remarks>Of the loss alone: a weight decay γ would add γ to it. In the unit of the loss over W², for the moments of the task.</remarks>
internal sealed class Sharpness
{
    /// <summary>Above this many weights it is not looked at: in the worst case it keeps the square of this many numbers.</summary>
    public const int MostWeights = 2000;

    private readonly HessianProduct hessian;

    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network; linear, with at most <see cref="MostWeights"/> weights.</param>
    /// <param name="products">Who multiplies matrices.</param>
    /// <exception cref="ArgumentException">The network is not linear, or too large.</exception>
    public Sharpness(LearningTask task, Architecture architecture, IMatrixProducts products)
    {
        if (!CanBeSeen(architecture))
        {
            throw new ArgumentException(
                $"Sharpness is that of a linear network of at most {MostWeights} weights, but this one has "
                    + $"{architecture.Sizes.Count} and is {(architecture.IsLinear ? "linear" : "not linear")}.",
                nameof(architecture)
            );
        }
        hessian = new HessianProduct(architecture.Sizes, task.Moments, products);
    }

    /// <summary>Whether a network is linear and small enough.</summary>
    public static bool CanBeSeen(Architecture architecture) =>
        architecture.IsLinear && architecture.Sizes.Count <= MostWeights;

    /// <summary>The sharpness of a network; NaN where it is not finite.</summary>
    public double Of(in NetworkView network)
    {
        hessian.MoveTo(network.State.Span);
        return LanczosIteration.LargestEigenvalue(hessian.Dimension, hessian.Apply);
    }
}
