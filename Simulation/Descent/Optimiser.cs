namespace Dynamics.Simulation.Descent;

/// <summary>How a gradient g becomes a step; η is the rate of the epoch. What is remembered starts at 0, but the steps of Rprop.</summary>
/// <remarks>Conventions are PyTorch's: what it calls lr is η here, and memories are updated before the weights move.</remarks>
public abstract record Optimiser
{
    private Optimiser() { }

    /// <summary>As in scenarios.</summary>
    public abstract string Name { get; }

    /// <summary>θ ← θ − η g.</summary>
    public sealed record Plain : Optimiser
    {
        /// <inheritdoc/>
        public override string Name => "plain";
    }

    /// <summary>z ← βz + g, θ ← θ − η z (heavy ball) or θ ← θ − η(g + βz) (Nesterov).</summary>
    /// <remarks>Source: G. Goh, Why momentum really works, Distill 2017, whose α is η and whose β is this.</remarks>
    /// <param name="Coefficient">β, from 0 to below 1.</param>
    /// <param name="IsNesterov">Whether the gradient is that of a look ahead, in the form that evaluates it at θ itself.</param>
    public sealed record Momentum(double Coefficient, bool IsNesterov = false) : Optimiser
    {
        /// <inheritdoc/>
        public override string Name => IsNesterov ? "nesterov" : "heavyBall";
    }

    /// <summary>v ← αv + (1 − α)g², θ ← θ − η g/(√v + ε).</summary>
    /// <param name="Smoothing">α, from 0 to below 1.</param>
    /// <param name="Epsilon">ε; positive.</param>
    public sealed record RmsProp(double Smoothing = 0.99, double Epsilon = 1e-8) : Optimiser
    {
        /// <inheritdoc/>
        public override string Name => "rmsProp";
    }

    /// <summary>m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η m̂/(√v̂ + ε), m̂ = m/(1 − β₁ᵏ), v̂ = v/(1 − β₂ᵏ) in update k.</summary>
    /// <param name="FirstSmoothing">β₁, from 0 to below 1.</param>
    /// <param name="SecondSmoothing">β₂, from 0 to below 1.</param>
    /// <param name="Epsilon">ε; positive.</param>
    public sealed record Adam(double FirstSmoothing = 0.9, double SecondSmoothing = 0.999, double Epsilon = 1e-8)
        : Optimiser
    {
        /// <inheritdoc/>
        public override string Name => "adam";
    }

    /// <summary>A step of its own for every weight, that grows while the sign of g stays and shrinks where it turns.</summary>
    /// <remarks>The first steps are η. For full batches: signs of small ones are noise.</remarks>
    /// <param name="Shrink">Factor where the sign turned, between 0 and 1.</param>
    /// <param name="Grow">Factor where it stayed, above 1.</param>
    /// <param name="Smallest">Smallest step; positive.</param>
    /// <param name="Largest">Largest step; not below the smallest.</param>
    public sealed record Rprop(double Shrink = 0.5, double Grow = 1.2, double Smallest = 1e-6, double Largest = 50)
        : Optimiser
    {
        /// <inheritdoc/>
        public override string Name => "rprop";
    }

    /// <summary>θ ← θ − η (H + damping·1)⁺ g with the Hessian H of the batch's loss, or its Gauss–Newton part JᵀΛJ.</summary>
    /// <remarks>
    /// Where eigenvalues are 0 to rounding nothing moves along their directions (the pseudo-inverse). With negative ones it goes to
    /// saddles as readily as to minima. For at most <see cref="MostWeights"/> weights and biases: it takes the whole matrix.
    /// </remarks>
    /// <param name="IsGaussNewton">Whether the second derivatives of the outputs are left out, so that H has no negative eigenvalue.</param>
    /// <param name="Damping">Added to every eigenvalue; not negative.</param>
    public sealed record Newton(bool IsGaussNewton, double Damping = 0) : Optimiser
    {
        /// <summary>Most weights and biases of a network that is trained so.</summary>
        public const int MostWeights = 500;

        /// <inheritdoc/>
        public override string Name => IsGaussNewton ? "gaussNewton" : "newton";
    }
}
