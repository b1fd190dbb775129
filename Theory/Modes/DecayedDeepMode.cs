using Dynamics.Theory.Numerics;
using MathNet.Numerics.RootFinding;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) of one mode of three or more balanced layers whose weights decay: loss + ½γ Σ‖W_l‖².</summary>
/// <remarks>
/// Solves τ u' = L|u|^{2−2/L}(s − d u) − Lγu; per layer, a = |u|^{1/L}, τ a' = a^{L−1}(s − d a^L) − γa in the direction of the start.
/// Up to the critical decay there are two places where it rests, and where the start lies decides: from above the lower one the
/// mode is learned, from below it is forgotten. Quadrature and its inverse in ln a; of two layers it is
/// <see cref="BalancedTwoLayerMode"/> with s − γ for s, of one <see cref="ShallowMode"/> with d + γ for d.
/// </remarks>
public sealed class DecayedDeepMode : IModeSolution
{
    private readonly MonotoneClock? clock;
    private readonly double sign;

    /// <param name="depth">L ≥ 3.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv &gt; 0, 1 for whitened inputs.</param>
    /// <param name="decay">γ &gt; 0, in the unit of s.</param>
    /// <param name="initialStrength">u(0); finite; 0 stays 0.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public DecayedDeepMode(
        int depth,
        double singularValue,
        double inputVariance,
        double decay,
        double initialStrength,
        double timeConstant
    )
    {
        Require.AtLeast(3, depth, "The depth L", nameof(depth));
        Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        Require.Positive(decay, "The weight decay γ", nameof(decay));
        InitialStrength = Require.Finite(initialStrength, "The initial strength u₀", nameof(initialStrength));
        Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        sign = Math.Sign(initialStrength);
        if (initialStrength == 0)
        {
            return;
        }
        double drive = sign * singularValue;
        double Speed(double log) => Pull(log, depth, drive, inputVariance) - decay;

        double start = Math.Log(Math.Abs(initialStrength)) / depth;
        double limit = Limit(Speed, depth, drive, inputVariance, start);
        FinalStrength = sign * Math.Exp(depth * limit);
        clock = limit == start ? null : new MonotoneClock(log => Speed(log) / timeConstant, start, limit);
        Depth = depth;
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>u(0).</summary>
    public double InitialStrength { get; }

    /// <summary>Limit for t → ∞: what is learned in spite of the decay, or 0.</summary>
    public double FinalStrength { get; }

    /// <summary>γ_c, above which every start is forgotten: (s/d)^{…}, the largest of a^{L−2}(s − d a^L).</summary>
    /// <remarks>With a^L = s(L − 2)/(d(2L − 2)): γ_c = a^{L−2} s L/(2L − 2). For L = 2 this is s.</remarks>
    /// <param name="depth">L ≥ 2.</param>
    /// <param name="singularValue">s &gt; 0 of Σ^yx.</param>
    /// <param name="inputVariance">d &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static double CriticalDecay(int depth, double singularValue, double inputVariance)
    {
        Require.AtLeast(2, depth, "The depth L", nameof(depth));
        Require.Positive(singularValue, "The singular value s", nameof(singularValue));
        Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        double strength = singularValue / inputVariance * (depth - 2) / (2.0 * depth - 2);
        double others = depth == 2 ? 1 : Math.Pow(strength, 1 - 2.0 / depth);
        return others * singularValue * depth / (2.0 * depth - 2);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        return clock is null || time == 0 ? InitialStrength : sign * Math.Exp(Depth * clock.At(time));
    }

    /// <summary>Time at which the strength, started at u(0), is the given one.</summary>
    /// <param name="strength">Between u(0) and the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength does not pass there.</exception>
    public double TimeToReach(double strength)
    {
        if (strength == InitialStrength)
        {
            return 0;
        }
        bool isPassed =
            InitialStrength < FinalStrength
                ? InitialStrength < strength && strength < FinalStrength
                : FinalStrength < strength && strength < InitialStrength;
        return isPassed && clock is not null
            ? clock.TimeTo(Math.Log(Math.Abs(strength)) / Depth)
            : throw new ArgumentOutOfRangeException(
                nameof(strength),
                strength,
                $"A strength of {strength} is never reached from {InitialStrength}: from there it moves towards {FinalStrength}."
            );
    }

    /// <summary>a^{L−2}(s − d a^L) at ln a.</summary>
    private static double Pull(double log, int depth, double drive, double variance) =>
        Math.Exp((depth - 2) * log) * (drive - variance * Math.Exp(depth * log));

    /// <summary>ln a of the rest that the start moves to; −∞ for 0.</summary>
    private static double Limit(Func<double, double> speed, int depth, double drive, double variance, double start)
    {
        if (drive <= 0)
        {
            return double.NegativeInfinity;
        }
        double full = Math.Log(drive / variance) / depth;
        double peak = full + Math.Log((depth - 2) / (2.0 * depth - 2)) / depth;
        double here = speed(start);
        if (here == 0)
        {
            return start;
        }
        if (speed(peak) <= 0 || (start < peak && here < 0))
        {
            return double.NegativeInfinity;
        }
        return Brent.FindRoot(speed, peak, full, accuracy: 1e-16, maxIterations: 200);
    }
}
