using Dynamics.Theory.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Dynamics.Theory.Modes;

/// <summary>When a mode of a two-layer network has learned half of its strength, over all Gaussian starts of small variance.</summary>
/// <remarks>
/// For weights of variance σ² the growing part of the α-th mode is P_α ~ 2σ²χ²_k with k = h − α + 1: p_α less its part along the
/// α − 1 stronger ones. A mode whose P and M are alike and small has its half-rise at (τ/2s) ln(4s/P), to first order in P/s,
/// so that t = (τ/2s)[ln(2s/σ²) − ln χ²_k]. Asymptotic: for σ²h ≪ s and well-separated strengths; white inputs.
/// </remarks>
public sealed class HalfRiseDistribution
{
    private readonly ChiSquared growing;
    private readonly double unit; // τ/2s
    private readonly double shift; // ln(2s/σ²)

    /// <param name="singularValue">s &gt; 0 of Σ^yx.</param>
    /// <param name="mode">α ≥ 1, counted from the strongest.</param>
    /// <param name="hiddenUnits">h ≥ α.</param>
    /// <param name="variance">σ² &gt; 0 of every weight.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public HalfRiseDistribution(double singularValue, int mode, int hiddenUnits, double variance, double timeConstant)
    {
        Require.Positive(singularValue, "The singular value s", nameof(singularValue));
        Require.AtLeast(1, mode, "The number α of the mode", nameof(mode));
        Require.AtLeast(mode, hiddenUnits, "The number h of hidden units", nameof(hiddenUnits));
        Require.Positive(variance, "The variance σ²", nameof(variance));
        Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        DegreesOfFreedom = hiddenUnits - mode + 1;
        growing = new ChiSquared(DegreesOfFreedom);
        unit = timeConstant / (2 * singularValue);
        shift = Math.Log(2 * singularValue / variance);
    }

    /// <summary>k = h − α + 1.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>(τ/2s)[ln(s/σ²) − ψ(k/2)].</summary>
    public double Mean => unit * (shift - Math.Log(2) - SpecialFunctions.DiGamma(DegreesOfFreedom / 2.0));

    /// <summary>(τ/2s) √ψ′(k/2).</summary>
    public double StandardDeviation => unit * Math.Sqrt(TrigammaOfHalf(DegreesOfFreedom));

    /// <summary>Time by which a share of all starts has its half-rise.</summary>
    /// <param name="share">Between 0 and 1, neither included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public double Quantile(double share)
    {
        if (!(share is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(share),
                share,
                $"The share must be between 0 and 1, but is {share}."
            );
        }
        return unit * (shift - Math.Log(growing.InverseCumulativeDistribution(1 - share)));
    }

    /// <summary>Density of the half-rise at a time; its integral over all times, negative ones included, is 1.</summary>
    /// <param name="time">t.</param>
    public double DensityAt(double time)
    {
        double square = Math.Exp(shift - time / unit);
        return double.IsInfinity(square) ? 0 : growing.Density(square) * square / unit;
    }

    // ψ′(x + 1) = ψ′(x) − 1/x² from ψ′(½) = π²/2 or ψ′(1) = π²/6.
    private static double TrigammaOfHalf(int twice)
    {
        double trigamma = Math.PI * Math.PI / (twice % 2 == 1 ? 2 : 6);
        for (double x = twice % 2 == 1 ? 0.5 : 1; x < twice / 2.0; x++)
        {
            trigamma -= 1 / (x * x);
        }
        return trigamma;
    }
}
