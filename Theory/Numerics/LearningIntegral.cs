namespace Dynamics.Theory.Numerics;

/// <summary>B(v) = ∫ v^{e−1}/(1 − v) dv for 0 &lt; v &lt; 1, and its inverse: the clock of a mode on its way to its target.</summary>
/// <remarks>
/// <para>
/// The antiderivative (v^e/e) ₂F₁(1, e; 1 + e; v) = Σ_k v^{e+k}/(e + k), e &gt; −1 and not an integer, whose sum converges for
/// v ≤ ½ like 2^{−k}; above, with q = 1 − v, by the logarithmic case of the connection formula
/// B = −ln q + δ + v^e Σ_{n≥1} (e)_n/n! σ_n q^n, σ_n = Σ_{k&lt;n} (1/(k+1) − 1/(e+k)), δ = ψ(1) − ψ(e).
/// Source: NIST Digital Library of Mathematical Functions, §15.8(ii).
/// </para>
/// <para>
/// A place is given as v and q both, so that neither end loses digits. The inverse is Newton's method in a variable in which
/// B is nearly straight: m = v^e below ½ (slope 1/(e(1 − v))), λ = −ln q above (slope v^{e−1}). Its curvature has one sign, so
/// that from the start chosen every step lands on the same side of the root: it needs no bracket and always converges.
/// </para>
/// </remarks>
internal sealed class LearningIntegral
{
    // 2^{−60} is nothing beside the leading term.
    private const int Terms = 60;

    // Convergence is quadratic: after a step this small the error is its square.
    private const double LastStep = 1e-8;

    // e^{−800} is 0: the target, as far as a double can tell.
    private const double Arrived = 800;

    private readonly double exponent;
    private readonly double[] nearZero = new double[Terms]; // 1/(e + k), k = 1 …
    private readonly double[] nearOne = new double[Terms]; // (e)_n/n! σ_n, n = 1 …
    private readonly double offset; // δ
    private readonly double half; // B(½)

    /// <param name="exponent">e: −1 &lt; e, not an integer.</param>
    public LearningIntegral(double exponent)
    {
        this.exponent = exponent;
        double binomial = 1;
        double sigma = 0;
        for (int k = 0; k < Terms; k++)
        {
            nearZero[k] = 1 / (exponent + k + 1);
            binomial *= (exponent + k) / (k + 1);
            sigma += 1.0 / (k + 1) - 1 / (exponent + k);
            nearOne[k] = binomial * sigma;
        }
        double power = Math.Pow(0.5, exponent);
        half = NearZero(0.5, power);
        // Both series hold at ½, which gives δ without a digamma function.
        offset = half - Math.Log(2) - power * Polynomial.Times(0.5, nearOne);
    }

    /// <summary>B at v = 1 − q, either of which may be tiny.</summary>
    public double At(double v, double q) =>
        v <= 0.5 ? NearZero(v, Math.Pow(v, exponent)) : NearOne(q, -Math.Log(q), Math.Pow(v, exponent));

    /// <summary>v and q = 1 − v with B(v) = value.</summary>
    public (double V, double Q) Inverse(double value) => value < half ? BelowHalf(value) : AboveHalf(value);

    private double NearZero(double v, double power) => power * (1 / exponent + Polynomial.Times(v, nearZero));

    private double NearOne(double q, double minusLog, double power) =>
        minusLog + offset + power * Polynomial.Times(q, nearOne);

    private (double V, double Q) BelowHalf(double value)
    {
        double atHalf = Math.Pow(0.5, exponent);
        // B ≥ m/e, so e·value is beyond the root, seen from where v is small; never beyond ½.
        double m = exponent < 0 ? Math.Max(exponent * value, atHalf) : Math.Min(exponent * value, atHalf);
        while (true)
        {
            double v = Math.Pow(m, 1 / exponent);
            double step = (value - NearZero(v, m)) * exponent * (1 - v);
            m += step;
            if (!(Math.Abs(step) > LastStep * m))
            {
                v = Math.Pow(m, 1 / exponent);
                return (v, 1 - v);
            }
        }
    }

    private (double V, double Q) AboveHalf(double value)
    {
        double lambda = Math.Max(Math.Log(2), value - offset);
        if (lambda > Arrived)
        {
            return (1, 0);
        }
        while (true)
        {
            double q = Math.Exp(-lambda);
            double power = Math.Pow(1 - q, exponent);
            double step = (value - NearOne(q, lambda, power)) * (1 - q) / power;
            lambda += step;
            if (!(Math.Abs(step) > LastStep))
            {
                q = Math.Exp(-lambda);
                return (1 - q, q);
            }
        }
    }
}
