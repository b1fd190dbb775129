namespace Dynamics.Simulation;

/// <summary>How the weights are moved, and until when: a flow or a descent.</summary>
public abstract record LearningRule
{
    /// <summary>The end of a run in its own unit of time: t of a flow, epochs of a descent.</summary>
    public abstract double End { get; }
}
