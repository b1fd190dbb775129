namespace Dynamics.Simulation.Integration;

/// <summary>How an integration chooses its steps.</summary>
public abstract record StepRule
{
    private StepRule() { }

    /// <summary>Steps of one size: the k-th ends at k·Step, computed, never accumulated.</summary>
    /// <param name="Method">Any tableau.</param>
    /// <param name="Step">Δt; positive and finite.</param>
    public sealed record Fixed(ButcherTableau Method, double Step) : StepRule;

    /// <summary>Steps as large as the tolerances allow, from an embedded pair and a PI controller.</summary>
    /// <param name="Method">A tableau with an error estimate.</param>
    /// <param name="RelativeTolerance">Error allowed per step relative to each weight; positive.</param>
    /// <param name="AbsoluteTolerance">Error allowed per step where a weight is near 0; positive.</param>
    public sealed record Adaptive(ButcherTableau Method, double RelativeTolerance, double AbsoluteTolerance) : StepRule;
}
