using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>Strength b_n of one mode of a network without hidden layers after n steps of full-batch descent: exact.</summary>
/// <remarks>
/// b' = b + η(s − d b): b_n = b₀ρⁿ + (s/d)(1 − ρⁿ) with ρ = 1 − ηd; b₀ + nηs for d = 0. Converges for ηd &lt; 2.
/// </remarks>
/// <param name="singularValue">s of Σ^yx; finite.</param>
/// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; finite.</param>
/// <param name="initialStrength">b₀; finite.</param>
/// <param name="learningRate">η &gt; 0, flow time per step.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
public sealed class ShallowDescentMode(
    double singularValue,
    double inputVariance,
    double initialStrength,
    double learningRate
)
{
    /// <summary>s.</summary>
    public double SingularValue { get; } = Require.Finite(singularValue, "The singular value s", nameof(singularValue));

    /// <summary>d.</summary>
    public double InputVariance { get; } =
        Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));

    /// <summary>b₀.</summary>
    public double InitialStrength { get; } =
        Require.Finite(initialStrength, "The initial strength b₀", nameof(initialStrength));

    /// <summary>η.</summary>
    public double LearningRate { get; } = Require.Positive(learningRate, "The learning rate η", nameof(learningRate));

    /// <summary>b_n; infinite once a divergence leaves the range of a double.</summary>
    /// <param name="steps">n ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public double StrengthAfter(int steps)
    {
        Require.AtLeast(0, steps, "The number n of steps", nameof(steps));
        double shrink = LearningRate * InputVariance;
        if (shrink == 0)
        {
            return InitialStrength + steps * LearningRate * SingularValue;
        }
        double limit = SingularValue / InputVariance;
        if (shrink < 0.5)
        {
            // ρⁿ = e^{−x}, so that 1 − ρⁿ keeps its digits where ηd is tiny.
            double exponent = -steps * StableFunctions.LogOnePlus(-shrink);
            double decay = Math.Exp(-exponent);
            return InitialStrength * decay + limit * StableFunctions.OneMinusExp(exponent, decay);
        }
        return limit + (InitialStrength - limit) * IntegerPower.Of(1 - shrink, steps);
    }
}
