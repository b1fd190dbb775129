namespace Dynamics.Theory.Numerics;

/// <summary>A double whose exponent cannot overflow or underflow: mantissa · 2^exponent with 1 ≤ |mantissa| &lt; 2, or 0.</summary>
/// <remarks>
/// The closed forms divide 1e150 by 5e-324 on their way to a harmless number. They do it here, off the common path, at the
/// precision of a double: every operation rounds once, powers of two are exact.
/// </remarks>
internal readonly struct WideDouble
{
    // Cody and Waite's splitting of ln 2: multiples of the first part up to 2^20 are exact.
    private const double Ln2Head = 6.93147180369123816490e-01;
    private const double Ln2Tail = 1.90821492927058770002e-10;

    // e^{−4096} = 2^{−5909} is nothing beside any quotient or product of three doubles, none of which leaves 2^{±3200}.
    private const double LargestExponential = 4096;

    // 2^{±60} is nothing beside 1 at 53 bits.
    private const int Negligible = 60;

    private readonly double mantissa;
    private readonly int exponent;

    private WideDouble(double value, int exponent)
    {
        int shift = value == 0 ? 0 : Math.ILogB(value);
        mantissa = Math.ScaleB(value, -shift);
        this.exponent = value == 0 ? 0 : exponent + shift;
    }

    /// <summary>Whether the number is above 0.</summary>
    public bool IsPositive => mantissa > 0;

    /// <param name="value">A finite number; kept exactly.</param>
    public static implicit operator WideDouble(double value) => new(value, 0);

    public static WideDouble operator -(WideDouble value) => new(-value.mantissa, value.exponent);

    public static WideDouble operator *(WideDouble left, WideDouble right) =>
        new(left.mantissa * right.mantissa, left.exponent + right.exponent);

    public static WideDouble operator /(WideDouble left, WideDouble right) =>
        new(left.mantissa / right.mantissa, left.exponent - right.exponent);

    public static WideDouble operator +(WideDouble left, WideDouble right)
    {
        if (left.mantissa == 0 || right.mantissa == 0)
        {
            return left.mantissa == 0 ? right : left;
        }
        (WideDouble larger, WideDouble smaller) = left.exponent >= right.exponent ? (left, right) : (right, left);
        return new(
            larger.mantissa + Math.ScaleB(smaller.mantissa, smaller.exponent - larger.exponent),
            larger.exponent
        );
    }

    public static WideDouble operator -(WideDouble left, WideDouble right) => left + -right;

    /// <summary>a − b c, whose sign is right however close a and b c are.</summary>
    public static WideDouble Difference(WideDouble a, WideDouble b, WideDouble c)
    {
        double product = b.mantissa * c.mantissa;
        double rounding = Math.FusedMultiplyAdd(b.mantissa, c.mantissa, -product);
        return a - new WideDouble(product, b.exponent + c.exponent) - new WideDouble(rounding, b.exponent + c.exponent);
    }

    /// <summary>e^{−x} for x ≥ 0; 0 once nothing a double can hold could tell.</summary>
    public static WideDouble ExpOfMinus(WideDouble x)
    {
        double value = x.ToDouble();
        if (value > LargestExponential)
        {
            return 0;
        }
        double halvings = Math.Round(value / (Ln2Head + Ln2Tail));
        double rest = value - halvings * Ln2Head - halvings * Ln2Tail;
        return new(Math.Exp(-rest), -(int)halvings);
    }

    /// <summary>1 − e^{−x} for x ≥ 0.</summary>
    public static WideDouble OneMinusExpOfMinus(WideDouble x) =>
        x.exponent < -Negligible ? x : StableFunctions.OneMinusExp(x.ToDouble());

    /// <summary>ln(1 + x) for x ≥ 0.</summary>
    public static WideDouble LogOnePlus(WideDouble x)
    {
        if (x.exponent < -Negligible)
        {
            return x;
        }
        return x.exponent > Negligible
            ? Math.Log(x.mantissa) + x.exponent * (Ln2Head + Ln2Tail)
            : StableFunctions.LogOnePlus(x.ToDouble());
    }

    /// <summary>x^{n/m} for x &gt; 0 and whole n, m &gt; 0.</summary>
    public static WideDouble Power(WideDouble x, int numerator, int denominator)
    {
        // The exponent is divided without a remainder, and the remainder goes to the mantissa: a rounded quotient of exponents would cost digits.
        (long whole, long rest) = Math.DivRem((long)x.exponent * numerator, denominator);
        double power = Math.Pow(x.mantissa, (double)numerator / denominator);
        return new(power * Math.Pow(2, (double)rest / denominator), (int)whole);
    }

    /// <summary>The nearest double; one of largest magnitude where a double would overflow.</summary>
    public double ToDouble() => Math.Clamp(Math.ScaleB(mantissa, exponent), double.MinValue, double.MaxValue);
}
