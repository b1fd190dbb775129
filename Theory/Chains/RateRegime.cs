namespace Dynamics.Theory.Chains;

/// <summary>What a learning rate does to a balanced chain under full-batch descent.</summary>
/// <remarks>Asked for in this order: divergent, stuck, periodic or chaotic, too small, oscillating, just right; slow is what is left.</remarks>
public enum RateRegime
{
    /// <summary>Less than a tenth of the way to the target within the epochs given.</summary>
    TooSmall,

    /// <summary>No overshoot, but more than twice the epochs to 90 % that half the critical rate takes, or more than were given.</summary>
    Slow,

    /// <summary>No overshoot, and at most twice the epochs to 90 % that half the critical rate takes, the fastest that does not overshoot.</summary>
    JustRight,

    /// <summary>Overshoots and comes back: the multiplier at the optimum is from −1 to 0, or the target is crossed on the way.</summary>
    Oscillating,

    /// <summary>The optimum repels, its multiplier is below −1, and the chain ends on a cycle around it.</summary>
    Periodic,

    /// <summary>The optimum repels, and the chain stays near it without ever repeating itself: neighbours part exponentially.</summary>
    Chaotic,

    /// <summary>Thrown across 0 to where an odd number of layers only creeps back to the flat saddle at 0.</summary>
    Stuck,

    /// <summary>So far out that every step leads farther.</summary>
    Divergent,
}
