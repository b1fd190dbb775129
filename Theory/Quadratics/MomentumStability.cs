using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Quadratics;

/// <summary>Which rates and momenta a curvature allows, and how fast a whole spectrum shrinks.</summary>
public static class MomentumStability
{
    /// <summary>The rate at which the error no longer shrinks: (2 + 2β)/λ, and (2 + 2β)/(λ(1 + 2β)) for Nesterov's; 2/λ for β = 0.</summary>
    /// <param name="curvature">λ &gt; 0; the largest of a spectrum.</param>
    /// <param name="momentum">β, from 0 to below 1.</param>
    /// <param name="kind">What is done with the velocity.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static double LargestStableRate(
        double curvature,
        double momentum = 0,
        MomentumKind kind = MomentumKind.HeavyBall
    )
    {
        Require.Positive(curvature, "The curvature λ", nameof(curvature));
        double heavyBall = 2 * (1 + Coefficient(momentum)) / curvature;
        return kind == MomentumKind.Nesterov ? heavyBall / (1 + 2 * momentum) : heavyBall;
    }

    /// <summary>The momentum of a double root, with which one curvature's error dies out fastest: (1 − √(ηλ))², for Nesterov's (1 − √(ηλ))/(1 + √(ηλ)).</summary>
    /// <remarks>0 &lt; ηλ &lt; 4 for the heavy ball, beyond which it is no longer stable, and 0 &lt; ηλ ≤ 1 for Nesterov's.</remarks>
    /// <param name="curvature">λ &gt; 0.</param>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <param name="kind">What is done with the velocity.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static double CriticalMomentum(
        double curvature,
        double learningRate,
        MomentumKind kind = MomentumKind.HeavyBall
    )
    {
        double force =
            Require.Positive(curvature, "The curvature λ", nameof(curvature))
            * Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        bool looksAhead = kind == MomentumKind.Nesterov;
        if (looksAhead ? !(force <= 1) : !(force < 4))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"ηλ must be {(looksAhead ? "at most 1" : "below 4")} for a critical momentum, but is {force}. "
                    + $"Give a rate below {(looksAhead ? 1 : 4) / curvature}."
            );
        }
        double root = Math.Sqrt(force);
        return looksAhead ? (1 - root) / (1 + root) : (1 - root) * (1 - root);
    }

    /// <summary>max |r| over the modes of a spectrum: the factor per step at which the whole error shrinks after long times.</summary>
    /// <param name="eigenvalues">λ_1 … λ_N, in any order, at least one.</param>
    /// <param name="choice">η, β and kind.</param>
    /// <exception cref="ArgumentException">There is no eigenvalue, or a value is out of the range of <see cref="MomentumMode"/>.</exception>
    public static double Contraction(IReadOnlyList<double> eigenvalues, MomentumChoice choice)
    {
        Require.AtLeast(1, eigenvalues.Count, "The number of eigenvalues", nameof(eigenvalues));
        return eigenvalues.Max(curvature =>
            new MomentumMode(curvature, choice.LearningRate, choice.Momentum, choice.Kind).Modulus
        );
    }

    internal static double Coefficient(double momentum) =>
        momentum is >= 0 and < 1
            ? momentum
            : throw new ArgumentOutOfRangeException(
                nameof(momentum),
                momentum,
                $"The momentum β must be from 0 to below 1, but is {momentum}. Example: 0.9."
            );
}

/// <summary>A rate and a momentum.</summary>
/// <param name="LearningRate">η &gt; 0.</param>
/// <param name="Momentum">β, from 0, plain descent, to below 1.</param>
/// <param name="Kind">What is done with the velocity.</param>
public readonly record struct MomentumChoice(
    double LearningRate,
    double Momentum = 0,
    MomentumKind Kind = MomentumKind.HeavyBall
);
