namespace Dynamics.Theory.Chains;

/// <summary>A point of a chain's loss without gradient.</summary>
/// <param name="Kind">What surrounds it.</param>
/// <param name="Order">The lowest power of a displacement in which the loss changes: 2 for curvature, more where it is flat.</param>
/// <param name="Eigenvalues">Of the Hessian, L of them, descending.</param>
public sealed record ChainCriticalPoint(CriticalPointKind Kind, int Order, IReadOnlyList<double> Eigenvalues);

/// <summary>What surrounds a point without gradient.</summary>
public enum CriticalPointKind
{
    /// <summary>The loss is 0, and nowhere less. Minima lie on a surface, along which the curvature is 0.</summary>
    Minimum,

    /// <summary>One direction of negative curvature: left exponentially fast.</summary>
    Saddle,

    /// <summary>No curvature at all, and lower points next to it: left by a power of time only.</summary>
    FlatSaddle,
}
