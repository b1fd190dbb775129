namespace Dynamics.Theory.Numerics;

/// <summary>C(y) = ∫_y^∞ y^{e−1}/(1 + y) dy for y &gt; 0, and its inverse: the clock of a mode that is driven away from its sign.</summary>
/// <remarks>
/// For −1 &lt; e &lt; 0. With J_c(v) = ∫_0^v v^{c−1}/(1 + v) dv = (v^c/(1 + v)) Σ_n n!/(c)_{n+1} w^n, w = v/(1 + v) (Pfaff's
/// transformation, NIST Digital Library of Mathematical Functions §15.8(i)): C = J_{1−e}(1/y) for y ≥ 1 and
/// C = −y^e/e + J_{1+e}(y) + constant below. The inverse is Newton's method in (1/y)^{1−e} and in y^e, where the slope of C
/// varies by a factor of 2 and its curvature has one sign.
/// </remarks>
internal sealed class UnlearningIntegral
{
    private const int Terms = 60; // w ≤ ½
    private const double LastStep = 1e-8; // convergence is quadratic
    private const double Alone = 1e30; // beyond it the rest is nothing beside −y^e/e

    private readonly double exponent;
    private readonly double[] small; // of J_{1+e}
    private readonly double[] large; // of J_{1−e}
    private readonly double one; // C(1)
    private readonly double constant;

    /// <param name="exponent">−1 &lt; e &lt; 0.</param>
    public UnlearningIntegral(double exponent)
    {
        this.exponent = exponent;
        small = Coefficients(1 + exponent);
        large = Coefficients(1 - exponent);
        one = FromInfinity(1, 1);
        constant = one + 1 / exponent - ToZero(1, 1);
    }

    /// <summary>C(y), which falls from ∞ at 0 to 0 at ∞.</summary>
    public double At(double y) =>
        y >= 1 ? FromInfinity(1 / y, Math.Pow(y, exponent - 1)) : AboveZero(y, Math.Pow(y, exponent));

    /// <summary>y with C(y) = value &gt; 0.</summary>
    public double Inverse(double value) => value < one ? Large(value) : Small(value);

    private static double[] Coefficients(double c)
    {
        double[] coefficients = new double[Terms];
        double term = 1 / c;
        for (int n = 0; n < Terms; n++)
        {
            coefficients[n] = term;
            term *= (n + 1) / (c + n + 1);
        }
        return coefficients;
    }

    // J_{1−e}(v), power = v^{1−e}. The series has w^n where the polynomial has w^{n+1}, and w (1 + v) = v.
    private double FromInfinity(double v, double power) => power / v * Polynomial.Times(v / (1 + v), large);

    // J_{1+e}(y), power = y^e.
    private double ToZero(double y, double power) => power * Polynomial.Times(y / (1 + y), small);

    private double AboveZero(double y, double power) => constant - power / exponent + ToZero(y, power);

    private double Large(double value)
    {
        double power = 1 - exponent;
        // C ≤ p/(1 − e) and concave in p = v^{1−e}: this start and all steps stay below the root.
        double p = Math.Min(power * value, 1);
        while (true)
        {
            double v = Math.Pow(p, 1 / power);
            double step = (value - FromInfinity(v, p)) * power * (1 + v);
            p += step;
            if (!(Math.Abs(step) > LastStep * p))
            {
                return Math.Pow(p, -1 / power);
            }
        }
    }

    private double Small(double value)
    {
        if (value > Alone)
        {
            return Math.Pow(-exponent * value, 1 / exponent);
        }
        // C is increasing and convex in m = y^e ≥ 1: after the first step all stay above the root.
        double m = Math.Max(1, -exponent * (value - constant));
        while (true)
        {
            double y = Math.Pow(m, 1 / exponent);
            double step = (AboveZero(y, m) - value) * exponent * (1 + y);
            m += step;
            if (!(Math.Abs(step) > LastStep * m))
            {
                return Math.Pow(m, 1 / exponent);
            }
        }
    }
}
