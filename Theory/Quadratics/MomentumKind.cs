namespace Dynamics.Theory.Quadratics;

/// <summary>What is done with the velocity z ← βz + g, which is 0 at the start.</summary>
public enum MomentumKind
{
    /// <summary>θ ← θ − η z. With β = 0 it is plain descent, as Nesterov's is.</summary>
    HeavyBall,

    /// <summary>θ ← θ − η(g + βz): Nesterov's look ahead in the form that takes the gradient at θ itself.</summary>
    Nesterov,
}
