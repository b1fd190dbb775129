using Dynamics.Simulation.Integration;

namespace Dynamics.Simulation.Flow;

/// <summary>Gradient flow as a learning rule: how fast time runs, how it is stepped and when it ends.</summary>
/// <param name="Steps">Fixed or adaptive steps.</param>
/// <param name="TimeConstant">τ = 1/η in τ dW/dt = −∂loss/∂W, in the unit of time; positive.</param>
/// <param name="Until">The end T of the run, in the unit of time; not negative.</param>
public sealed record FlowSettings(StepRule Steps, double TimeConstant, double Until) : LearningRule
{
    /// <summary>γ of loss + ½γ Σ‖W_l‖², whose flow is τ dW_l/dt = −∂loss/∂W_l − γW_l; not negative, in the unit of the loss over W².</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public override double End => Until;
}
