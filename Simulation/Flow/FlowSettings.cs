using System.Numerics.Tensors;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Flow;

/// <summary>Gradient flow as a learning rule: how fast time runs, how it is stepped and when it ends.</summary>
/// <param name="Steps">Fixed or adaptive steps.</param>
/// <param name="TimeConstant">τ = 1/η in τ dW/dt = −∂loss/∂W, in the unit of time; positive.</param>
/// <param name="Until">The end T of the run, in the unit of time; not negative.</param>
public sealed record FlowSettings(StepRule Steps, double TimeConstant, double Until) : LearningRule
{
    /// <summary>γ of loss + ½γ Σ‖W_l‖², whose flow is τ dW_l/dt = −∂loss/∂W_l − γW_l; not negative, in the unit of the loss over W².</summary>
    public double WeightDecay { get; init; }

    /// <summary>The same with a tolerance that follows the start at the one that this start gives it.</summary>
    /// <param name="sizes">The layers.</param>
    /// <param name="start">W_1(0) … W_L(0), one after the other.</param>
    public FlowSettings BesideStart(LayerSizes sizes, ReadOnlySpan<double> start) =>
        Steps is StepRule.Adaptive adaptive
            ? this with
            {
                Steps = adaptive.BesideStart(SmallestLayer(sizes, start)),
            }
            : this;

    /// <summary>The smallest over layers of a layer's largest |weight|, but for layers of zeros; 0 where all are.</summary>
    /// <inheritdoc cref="BesideStart"/>
    public static double SmallestLayer(LayerSizes sizes, ReadOnlySpan<double> start)
    {
        double smallest = double.PositiveInfinity;
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(start[sizes[layer]]));
            smallest = largest > 0 ? Math.Min(smallest, largest) : smallest;
        }
        return double.IsInfinity(smallest) ? 0 : smallest;
    }

    /// <inheritdoc/>
    public override double End => Until;
}
