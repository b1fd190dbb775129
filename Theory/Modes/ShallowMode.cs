using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength b(t) of one mode of a linear network without hidden layers.</summary>
/// <remarks>
/// <para>Solves τ db/dt = s − d b: b = b₀ E + (s/d)(1 − E) with E = e^{−dt/τ}; where d = 0, s is 0 too and b stays b₀.</para>
/// <para>
/// Exact for any start, not only an aligned one: the equation is linear. Relative error at most
/// 1e-14 (1 + condition number of the value) for |s| and |b₀| ≤ 1e151, 1e-3 ≤ τ ≤ 1e6, t ≤ 1e300; below 2.2e-308 an
/// absolute error of one denormal. Never NaN, never infinite.
/// </para>
/// </remarks>
public sealed class ShallowMode : IMonotoneMode
{
    // Between these a factor costs no digits, whatever it meets.
    private const double Smallest = 1e-290;
    private const double Largest = 1e300;

    // e^{−600} is a normal number, and so is its product with whatever it multiplies here.
    private const double LargestPlainExponent = 600;

    // An underflow of E to 0 is lost beside s/d, unless b₀ is larger than s/d by more than this.
    private const double LargestForgottenStart = 1e280;

    private readonly double rate; // d/τ
    private readonly double smallestPlainExponent;
    private readonly double largestPlainExponent;

    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; 0 only where s = 0, and s/d finite.</param>
    /// <param name="initialStrength">b₀ = b(0); finite, of any sign.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public ShallowMode(double singularValue, double inputVariance, double initialStrength, double timeConstant)
    {
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Finite(initialStrength, "The initial strength b₀", nameof(initialStrength));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.LimitExists(singularValue, inputVariance);

        FinalStrength =
            inputVariance == 0 ? initialStrength
            : singularValue == 0 ? 0
            : singularValue / inputVariance;
        rate = ((WideDouble)inputVariance / timeConstant).ToDouble();
        double limit = Math.Abs(FinalStrength);
        bool isPlain =
            rate is >= Smallest and <= Largest && (singularValue == 0 || limit is >= Smallest and <= Largest);
        bool forgetsItsStart = singularValue != 0 && Math.Abs(initialStrength) <= LargestForgottenStart * limit;
        smallestPlainExponent = isPlain ? Smallest : double.PositiveInfinity;
        largestPlainExponent = forgetsItsStart ? double.PositiveInfinity : LargestPlainExponent;
    }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>b₀.</summary>
    public double InitialStrength { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <summary>Limit for t → ∞: s/d, or b₀ where s = d = 0.</summary>
    public double FinalStrength { get; }

    /// <summary>
    /// Time at which b = s/2d, (τ/d) ln(2 − 2 d b₀/s); null if b does not rise through it: b₀ at or beyond s/2d, or s = 0.
    /// </summary>
    public double? HalfRiseTime
    {
        get
        {
            WideDouble size = Math.Abs(SingularValue);
            WideDouble start = InitialStrength * (SingularValue < 0 ? -1.0 : 1.0);
            WideDouble missing = WideDouble.Difference(size, 2 * start, InputVariance);
            return SingularValue != 0 && missing.IsPositive
                ? (WideDouble.LogOnePlus(missing / size) * TimeConstant / InputVariance).ToDouble()
                : null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        double exponent = rate * time;
        if (exponent >= smallestPlainExponent && exponent <= largestPlainExponent)
        {
            double decay = Math.Exp(-exponent);
            return InitialStrength * decay + FinalStrength * StableFunctions.OneMinusExp(exponent, decay);
        }
        return InputVariance == 0 ? InitialStrength : AtExtremes(time);
    }

    /// <summary>Time the strength takes from one value to another, (τ/d) ln[(s − d b₀)/(s − d b_f)].</summary>
    /// <param name="from">b₀.</param>
    /// <param name="to">b_f; from b₀ (time 0) towards s/d, which itself is never reached.</param>
    /// <returns>The time, at most <see cref="double.MaxValue"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The strength does not pass from one to the other.</exception>
    public double TimeBetween(double from, double to)
    {
        Require.Finite(from, "The strength b₀", nameof(from));
        double limit = InputVariance == 0 ? from : FinalStrength;
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
        WideDouble path = InputVariance * ((WideDouble)to - from);
        WideDouble rest = WideDouble.Difference(SingularValue, InputVariance, to);
        return (WideDouble.LogOnePlus(path / rest) * TimeConstant / InputVariance).ToDouble();
    }

    /// <summary>Time at which the strength, started at b₀, is the given one.</summary>
    /// <inheritdoc cref="TimeBetween"/>
    public double TimeToReach(double to) => TimeBetween(InitialStrength, to);

    private double AtExtremes(double time)
    {
        WideDouble exponent = (WideDouble)InputVariance * time / TimeConstant;
        WideDouble remembered = InitialStrength * WideDouble.ExpOfMinus(exponent);
        WideDouble learned = (WideDouble)SingularValue / InputVariance * WideDouble.OneMinusExpOfMinus(exponent);
        return (remembered + learned).ToDouble();
    }
}
