namespace Dynamics.Theory.Quadratics;

/// <summary>How the error of one eigenmode dies out, or that it does not.</summary>
public enum MomentumRegime
{
    /// <summary>The slowest root is real and positive: the error shrinks, in the end without a change of sign.</summary>
    Monotone,

    /// <summary>The slowest root is real and negative: the error changes sign at every step, and shrinks.</summary>
    Oscillating,

    /// <summary>Two complex roots of modulus √β, or √(β(1 − ηλ)) with Nesterov's look ahead: the error swings, and shrinks.</summary>
    Ripples,

    /// <summary>A double root, within 1e-7: the fastest way without ripples.</summary>
    Critical,

    /// <summary>λ = 0: there is no force, and the error stays what it is.</summary>
    Flat,

    /// <summary>A root of modulus 1 or more, λ ≠ 0: the error does not shrink.</summary>
    Unstable,
}
