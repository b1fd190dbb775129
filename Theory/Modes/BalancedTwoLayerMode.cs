using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) of one mode of a two-layer linear network started from balanced weights.</summary>
/// <remarks>
/// <para>Solves τ du/dt = 2|u|(s − d u): u = a₀ / (E + a₀ d (1 − E)/s) with E = e^{−2st/τ}; a₀/(1 + 2 a₀ d t/τ) for s = 0.</para>
/// <para>
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120, for d = 1. The rate 2s does not depend on d. A negative
/// start is two layers of opposite sign, W₂ᵀu = −W₁v: then u(t; s, a₀) = −u(t; −s, −a₀), which dies out for s &gt; 0.
/// </para>
/// <para>
/// Relative error at most 1e-14 (1 + condition number of the value) for |s| ≤ 1e150, 5e-324 ≤ |a₀| ≤ 1e151,
/// 1e-3 ≤ τ ≤ 1e6, t ≤ 1e300; below 2.2e-308 an absolute error of one denormal. Never NaN, never infinite.
/// </para>
/// </remarks>
public sealed class BalancedTwoLayerMode : IMonotoneMode
{
    // Between these a factor or a divisor costs no digits, whatever it meets.
    private const double Smallest = 1e-290;
    private const double Largest = 1e300;

    // For a₀ d ≤ 16 s the rounding of 1 − E weighs at most 16 units in the last place of the denominator, which is ≥ 1.
    private const double LargestPlainRatio = 16;

    // e^{−600} is a normal number, and so is its product with whatever it multiplies here.
    private const double LargestPlainExponent = 600;

    private readonly double drive; // s in the direction of the start: positive if the start is learned on, negative if unlearned
    private readonly double rate; // 2|s|/τ
    private readonly double ratio; // |a₀| d/|s|
    private readonly bool growsPlainly;
    private readonly bool decaysPlainly;

    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; 0 only where s = 0, and s/d finite.</param>
    /// <param name="initialStrength">a₀ = u(0); finite; negative for layers of opposite sign, 0 stays 0.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public BalancedTwoLayerMode(double singularValue, double inputVariance, double initialStrength, double timeConstant)
    {
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Finite(initialStrength, "The initial strength a₀", nameof(initialStrength));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.LimitExists(singularValue, inputVariance);

        double size = Math.Abs(singularValue);
        drive = DriveFrom(initialStrength);
        rate = ((WideDouble)2 * size / timeConstant).ToDouble();
        ratio = size == 0 ? 0 : (Math.Abs(initialStrength) * (WideDouble)inputVariance / size).ToDouble();
        bool isPlain =
            rate is >= Smallest and <= Largest
            && ratio <= LargestPlainRatio
            && Math.Abs(initialStrength) is >= Smallest and <= Largest;
        growsPlainly = isPlain && drive > 0 && ratio >= Smallest;
        decaysPlainly = isPlain && drive < 0;
    }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>a₀.</summary>
    public double InitialStrength { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <summary>Limit for t → ∞: s/d if the start has the sign of s, otherwise 0 (a₀ itself where s = d = 0).</summary>
    public double FinalStrength =>
        drive > 0 ? SingularValue / InputVariance
        : InputVariance == 0 ? InitialStrength
        : 0;

    /// <summary>
    /// Time at which u = s/2d, (τ/2s) ln(s/(d a₀) − 1); null if u does not rise through it: a₀ ≥ s/2d, a₀ = 0 or opposite
    /// to s, or s = 0.
    /// </summary>
    public double? HalfRiseTime
    {
        get
        {
            WideDouble start = Math.Abs(InitialStrength);
            WideDouble missing = WideDouble.Difference(drive, 2 * start, InputVariance);
            return drive > 0 && missing.IsPositive
                ? (WideDouble.LogOnePlus(missing / (start * InputVariance)) * TimeConstant / 2 / drive).ToDouble()
                : null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        double exponent = rate * time;
        if (growsPlainly)
        {
            double decay = Math.Exp(-exponent);
            return InitialStrength / (decay + ratio * (1 - decay));
        }
        if (decaysPlainly && exponent <= LargestPlainExponent)
        {
            double decay = Math.Exp(-exponent);
            return InitialStrength / (1 + ratio * (1 - decay)) * decay;
        }
        return InitialStrength == 0 ? 0 : AtExtremes(time);
    }

    /// <summary>Time the strength takes from one value to another, (τ/2s) ln[u_f(s − d u₀)/(u₀(s − d u_f))].</summary>
    /// <param name="from">u₀; not 0, unless the other is.</param>
    /// <param name="to">u_f; from u₀ (time 0) towards the limit, which itself is never reached.</param>
    /// <returns>The time, at most <see cref="double.MaxValue"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The strength does not pass from one to the other.</exception>
    public double TimeBetween(double from, double to)
    {
        Require.Finite(from, "The strength u₀", nameof(from));
        double towards = DriveFrom(from);
        double limit =
            towards > 0 ? SingularValue / InputVariance
            : InputVariance == 0 ? from
            : 0;
        bool isPassed = from < limit ? from < to && to < limit : limit < to && to < from;
        if (to == from)
        {
            return 0;
        }
        if (!isPassed)
        {
            throw new ArgumentOutOfRangeException(
                nameof(to),
                to,
                $"A strength of {to} is never reached from {from}: from there it moves towards {limit}, and only "
                    + "the values between are passed."
            );
        }
        WideDouble first = Math.Abs(from);
        WideDouble last = Math.Abs(to);
        // ln R as ln(1 + (R − 1)) with R − 1 = |s| · odds ≥ 0 free of cancellation, for growth and for decay.
        WideDouble odds =
            towards > 0
                ? (last - first) / (first * WideDouble.Difference(towards, InputVariance, last))
                : (first - last) / (last * (InputVariance * first - towards));
        WideDouble size = Math.Abs(SingularValue);
        WideDouble doubled = SingularValue == 0 ? odds : WideDouble.LogOnePlus(size * odds) / size;
        return (doubled * TimeConstant / 2).ToDouble();
    }

    /// <summary>Time at which the strength, started at a₀, is the given one.</summary>
    /// <inheritdoc cref="TimeBetween"/>
    public double TimeToReach(double to) => TimeBetween(InitialStrength, to);

    private double DriveFrom(double strength) =>
        strength > 0 ? SingularValue
        : strength < 0 ? -SingularValue
        : 0;

    private double AtExtremes(double time)
    {
        WideDouble start = InitialStrength;
        WideDouble size = Math.Abs(SingularValue);
        WideDouble doubled = (WideDouble)2 * time / TimeConstant;
        WideDouble pull = Math.Abs(InitialStrength) * (WideDouble)InputVariance;
        if (drive == 0)
        {
            return (start / (1 + pull * doubled)).ToDouble();
        }
        WideDouble decay = WideDouble.ExpOfMinus(size * doubled);
        WideDouble pulled = pull / size * WideDouble.OneMinusExpOfMinus(size * doubled);
        return (drive > 0 ? start / (decay + pulled) : start * decay / (1 + pulled)).ToDouble();
    }
}
