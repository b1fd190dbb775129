using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) of a direction in which Σ^yx is 0, from balanced weights at any depth: it only decays.</summary>
/// <remarks>
/// <para>
/// Solves τ u' = −L|u|^{2−2/L} d u − Lγu, γ of a weight decay. With p = 2 − 2/L and x = 2(L − 1)γt/τ:
/// u = u₀ e^{−Lγt/τ}/(1 + 2(L − 1) d |u₀|^p (t/τ)(1 − e^{−x})/x)^{1/p}; of two layers without decay u₀/(1 + 2 d u₀ t/τ), of one layer
/// u₀ e^{−(d + γ)t/τ}. Derived here: with γ it is Bernoulli's equation of the layers' strength |u|^{1/L}.
/// </para>
/// <para>
/// Relative error at most 1e-14 (1 + condition number of the value) for |u₀| up to 1e300, d and γ from 0 to 1e150, 1e-3 ≤ τ ≤ 1e6,
/// t ≤ 1e300; below 2.2e-308 an absolute error of one denormal. Never NaN, never infinite.
/// </para>
/// </remarks>
public sealed class NullMode : IModeSolution
{
    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; where it is 0 only weight decay moves the strength.</param>
    /// <param name="decay">γ ≥ 0, in the unit of the singular values.</param>
    /// <param name="initialStrength">u₀; finite, of any sign; 0 stays 0.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public NullMode(int depth, double inputVariance, double decay, double initialStrength, double timeConstant)
    {
        Depth = Require.AtLeast(1, depth, "The depth L", nameof(depth));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        WeightDecay = Require.NotNegative(decay, "The weight decay γ", nameof(decay));
        InitialStrength = Require.Finite(initialStrength, "The initial strength u₀", nameof(initialStrength));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>γ.</summary>
    public double WeightDecay { get; }

    /// <summary>u₀.</summary>
    public double InitialStrength { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        if (InitialStrength == 0)
        {
            return 0;
        }
        WideDouble moved = (WideDouble)time / TimeConstant;
        if (Depth == 1)
        {
            return (
                InitialStrength * WideDouble.ExpOfMinus(((WideDouble)InputVariance + WeightDecay) * moved)
            ).ToDouble();
        }
        int twice = 2 * (Depth - 1); // 2(L − 1) = L p
        WideDouble exponent = twice * (WideDouble)WeightDecay * moved;
        WideDouble effective = exponent.IsPositive
            ? WideDouble.OneMinusExpOfMinus(exponent) / (twice * (WideDouble)WeightDecay)
            : moved;
        WideDouble pull =
            twice * (WideDouble)InputVariance * effective * WideDouble.Power(Math.Abs(InitialStrength), twice, Depth);
        WideDouble layers = WideDouble.ExpOfMinus(Depth * (WideDouble)WeightDecay * moved);
        return (InitialStrength * layers / WideDouble.Power(1 + pull, Depth, twice)).ToDouble();
    }
}
