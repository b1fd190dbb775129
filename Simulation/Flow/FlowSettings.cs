using Dynamics.Simulation.Integration;

namespace Dynamics.Simulation.Flow;

/// <summary>Gradient flow as a learning rule: how fast time runs, how it is stepped and when it ends.</summary>
/// <param name="Steps">Fixed or adaptive steps.</param>
/// <param name="TimeConstant">τ = 1/η in τ dW/dt = −∂loss/∂W, in the unit of time; positive.</param>
/// <param name="Until">The end T of the run, in the unit of time; not negative.</param>
public sealed record FlowSettings(StepRule Steps, double TimeConstant, double Until) : LearningRule
{
    /// <inheritdoc/>
    public override double End => Until;
}
