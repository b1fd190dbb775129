namespace Dynamics.Theory.Numerics;

/// <summary>Lambert's W where it is needed: by the logarithm of its argument, so that nothing overflows.</summary>
/// <remarks>
/// With y e^y = ±e^K: W₀(e^K) solves y + ln y = K. Around the branch point the two branches of y e^y = −e^{−1−κ} are
/// y = −1 − p, p − ln(1 + p) = κ: W₋₁ for p &gt; 0 and W₀ for −1 &lt; p &lt; 0. All by Newton's method on convex functions, from the side
/// on which no step passes the root.
/// </remarks>
internal static class OmegaFunctions
{
    // The square of such a step is below rounding.
    private const double LastStep = 1e-9;

    /// <summary>W₀(e^K) &gt; 0: y with y + ln y = K.</summary>
    public static double Omega(double exponent)
    {
        if (exponent > 1)
        {
            return Newton(exponent - Math.Log(exponent), y => (y + Math.Log(y) - exponent) / (1 + 1 / y));
        }
        // In ln y; e^{ln y} ≥ 0 makes K the upper end.
        return Math.Exp(
            Newton(exponent, log => (Math.Exp(log) + log - exponent) / (1 + Math.Exp(log)), isAbsolute: true)
        );
    }

    /// <summary>κ = p − ln(1 + p) ≥ 0 for p &gt; −1, without cancellation near 0.</summary>
    public static double BranchDistance(double p)
    {
        if (Math.Abs(p) > 0.5)
        {
            return p - Math.Log(1 + p);
        }
        // ln(1 + p) = 2 artanh v with v = p/(2 + p), |v| ≤ 1/3; p − 2v = p v.
        double v = p / (2 + p);
        double square = v * v;
        double sum = 0;
        for (int power = 39; power >= 3; power -= 2)
        {
            sum = (sum + 1.0 / power) * square;
        }
        return p * v - 2 * v * sum;
    }

    /// <summary>p &gt; 0 with p − ln(1 + p) = κ ≥ 0.</summary>
    public static double AboveBranch(double distance) =>
        // An upper bound: I. Chatzigeorgiou, IEEE Communications Letters 17 (2013).
        distance == 0
            ? 0
            : Newton(distance + Math.Sqrt(2 * distance), p => (BranchDistance(p) - distance) * ((1 + p) / p));

    /// <summary>1 + p with −1 &lt; p &lt; 0 and p − ln(1 + p) = κ ≥ 0, and p.</summary>
    public static (double P, double OnePlus) BelowBranch(double distance)
    {
        if (distance == 0)
        {
            return (0, 1);
        }
        if (distance < 0.2)
        {
            // κ ≥ p²/2.
            double r = Newton(Math.Sqrt(2 * distance), r => (BranchDistance(-r) - distance) * (1 - r) / r);
            return (-r, 1 - r);
        }
        // In λ = −ln(1 + p): λ − 1 + e^{−λ} = κ.
        double lambda = Newton(
            distance + 1,
            lambda => (lambda - 1 + Math.Exp(-lambda) - distance) / (1 - Math.Exp(-lambda))
        );
        double rest = Math.Exp(-lambda);
        return (rest - 1, rest);
    }

    /// <param name="start">On the convex side of the root.</param>
    /// <param name="step">f/f', to be subtracted.</param>
    /// <param name="isAbsolute">Whether the variable is a logarithm, whose error is a relative one of what is meant.</param>
    private static double Newton(double start, Func<double, double> step, bool isAbsolute = false)
    {
        double x = start;
        while (true)
        {
            double change = step(x);
            x -= change;
            if (!(Math.Abs(change) > LastStep * (isAbsolute ? 1 : Math.Abs(x))))
            {
                return x;
            }
        }
    }
}
