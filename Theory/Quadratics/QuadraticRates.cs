using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Quadratics;

/// <summary>The best rates and momenta for a quadratic whose curvatures lie between λ_min and λ_max, κ = λ_max/λ_min.</summary>
/// <remarks>
/// Each choice is the one of least contraction: no other η (and β) of its kind brings the worst eigenmode down faster in the long
/// run. Sources: G. Goh, Why momentum really works, Distill 2017 (plain, heavy ball); L. Lessard, B. Recht and A. Packard,
/// Analysis and design of optimization algorithms via integral quadratic constraints, arXiv:1408.3595 (Nesterov's).
/// </remarks>
public sealed class QuadraticRates
{
    private readonly double rootOfSmallest;
    private readonly double rootOfLargest;

    /// <param name="smallest">λ_min &gt; 0.</param>
    /// <param name="largest">λ_max, from λ_min on, with a finite κ.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public QuadraticRates(double smallest, double largest)
    {
        Smallest = Require.Positive(smallest, "The smallest curvature λ_min", nameof(smallest));
        Largest = Require.Positive(largest, "The largest curvature λ_max", nameof(largest));
        if (!(largest >= smallest && double.IsFinite(largest / smallest)))
        {
            throw new ArgumentException(
                $"λ_max must be at least λ_min = {smallest}, with a finite ratio, but is {largest}.",
                nameof(largest)
            );
        }
        (rootOfSmallest, rootOfLargest) = (Math.Sqrt(smallest), Math.Sqrt(largest));
    }

    /// <summary>λ_min.</summary>
    public double Smallest { get; }

    /// <summary>λ_max.</summary>
    public double Largest { get; }

    /// <summary>κ.</summary>
    public double ConditionNumber => Largest / Smallest;

    /// <summary>Plain descent: η = 2/(λ_min + λ_max), contraction (κ − 1)/(κ + 1).</summary>
    public RatedChoice Plain => new(new(2 / (Smallest + Largest)), (Largest - Smallest) / (Largest + Smallest));

    /// <summary>Heavy ball: η = (2/(√λ_min + √λ_max))², β = ((√κ − 1)/(√κ + 1))², contraction √β.</summary>
    public RatedChoice HeavyBall
    {
        get
        {
            double contraction = (rootOfLargest - rootOfSmallest) / (rootOfLargest + rootOfSmallest);
            double half = 2 / (rootOfSmallest + rootOfLargest);
            return new(new(half * half, contraction * contraction), contraction);
        }
    }

    /// <summary>Nesterov's: η = 4/(3λ_max + λ_min), β = (√(3κ + 1) − 2)/(√(3κ + 1) + 2), contraction 1 − 2/√(3κ + 1).</summary>
    public RatedChoice Nesterov
    {
        get
        {
            double root = Math.Sqrt(3 * ConditionNumber + 1);
            // √(3κ + 1) − 2 without cancellation, so that κ = 1 gives 0 and no rounding below it.
            double above = 3 * ((Largest - Smallest) / Smallest) / (root + 2);
            return new(new(4 / (3 * Largest + Smallest), above / (root + 2), MomentumKind.Nesterov), above / root);
        }
    }

    /// <summary>Nesterov's as usually given: η = 1/λ_max, β = (√κ − 1)/(√κ + 1), contraction 1 − 1/√κ; for any convex loss, so not the best for a quadratic.</summary>
    public RatedChoice StandardNesterov =>
        new(
            new(
                1 / Largest,
                (rootOfLargest - rootOfSmallest) / (rootOfLargest + rootOfSmallest),
                MomentumKind.Nesterov
            ),
            (rootOfLargest - rootOfSmallest) / rootOfLargest
        );

    /// <summary>For a spectrum, if all of it is positive.</summary>
    /// <param name="eigenvalues">λ_1 … λ_N in any order, at least one.</param>
    /// <returns>The rates; none where an eigenvalue is 0 (κ = ∞) or negative, which is named.</returns>
    /// <exception cref="ArgumentException">There is no eigenvalue, or one is not finite.</exception>
    public static ClosedForm<QuadraticRates> Of(IReadOnlyList<double> eigenvalues)
    {
        Require.AtLeast(1, eigenvalues.Count, "The number of eigenvalues", nameof(eigenvalues));
        int least = 0;
        for (int index = 0; index < eigenvalues.Count; index++)
        {
            Require.Finite(eigenvalues[index], $"The eigenvalue λ_{index + 1}", nameof(eigenvalues));
            least = eigenvalues[index] < eigenvalues[least] ? index : least;
        }
        return eigenvalues[least] switch
        {
            > 0 => new ClosedForm<QuadraticRates>.Found(new(eigenvalues[least], eigenvalues.Max())),
            0 => new ClosedForm<QuadraticRates>.None(
                $"The eigenvalue λ_{least + 1} is 0, so κ = ∞: along its eigenvector the error never shrinks, at any rate. "
                    + "Leave the eigenvalues that are 0 out to have the rates for the others."
            ),
            _ => new ClosedForm<QuadraticRates>.None(
                $"The eigenvalue λ_{least + 1} = {eigenvalues[least]} is negative: the quadratic has a saddle and no optimum, and "
                    + "the error along its eigenvector grows at every rate."
            ),
        };
    }
}

/// <summary>A choice and what it achieves.</summary>
/// <param name="Choice">η, β and kind.</param>
/// <param name="Contraction">The modulus of the worst eigenmode; 0 for κ = 1.</param>
public readonly record struct RatedChoice(MomentumChoice Choice, double Contraction);
