using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) of one mode of a two-layer linear network, from any start of that mode: exact while it moves alone.</summary>
/// <remarks>
/// <para>
/// With a = W₁v, b = W₂ᵀu and u = a·b, the flow τ a' = b(s − d u), τ b' = a(s − d u) multiplies a + b by √E and divides a − b
/// by it, so that u = ¼(P E − M/E) with P = |a₀ + b₀|², M = |a₀ − b₀|², and τ u' = √(4u² + PM)(s − d u) closes. For d = 1,
/// R = √(4s² + PM), T = tanh(Rt/2τ): E = [R + (2s + M)T]/[R + (P − 2s)T]; any d is d = 1 for (du, dP, dM).
/// </para>
/// <para>
/// Contains the balanced start (M = 0, P = 4a₀), the scalar unbalanced solution of Saxe, McClelland and Ganguli,
/// arXiv:1312.6120, appendix A (one hidden unit), the lazy limit (PM ≫ s²: rate √(PM)/τ for every s), and the saddle
/// (P = 0 with s &gt; 0: u dies out). For finite s, d, P, M of magnitude 1e-100 to 1e100, or 0.
/// </para>
/// </remarks>
public sealed class UnbalancedTwoLayerMode : IMonotoneMode
{
    private readonly double p; // d P
    private readonly double m; // d M
    private readonly double rootP; // √(dP)
    private readonly double rootM; // √(dM)
    private readonly double apart; // √(dP) − √(dM)
    private readonly double root; // R
    private readonly double pull; // √(dP)(R + 2s − g) − √(dM)(R − 2s − g) with g = d√(PM)
    private readonly double above; // R + 2s
    private readonly double below; // R − 2s

    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; 0 only where s = 0, and s/d finite.</param>
    /// <param name="start">P and M of the start.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public UnbalancedTwoLayerMode(double singularValue, double inputVariance, TwoLayerStart start, double timeConstant)
    {
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.NotNegative(start.Growing, "P = |W₁v + W₂ᵀu|²", nameof(start));
        Require.NotNegative(start.Decaying, "M = |W₁v − W₂ᵀu|²", nameof(start));
        Require.LimitExists(singularValue, inputVariance);
        Start = start;
        (p, m) = (inputVariance * start.Growing, inputVariance * start.Decaying);
        (rootP, rootM) = (Math.Sqrt(p), Math.Sqrt(m));
        apart = rootP + rootM == 0 ? 0 : 4 * inputVariance * start.Strength / (rootP + rootM);
        double geometric = rootP * rootM;
        double doubled = 2 * Math.Abs(singularValue);
        root = double.Hypot(doubled, geometric);
        double larger = root + doubled;
        double smaller = larger == 0 ? 0 : geometric / larger * geometric;
        (above, below) = singularValue >= 0 ? (larger, smaller) : (smaller, larger);
        double excess = root == 0 ? 0 : doubled * (1 + doubled / (root + geometric)); // larger − g
        double share = larger == 0 ? 0 : geometric / larger;
        pull = singularValue >= 0 ? excess * (rootP + rootM * share) : -excess * (rootM + rootP * share);
    }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>P and M.</summary>
    public TwoLayerStart Start { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <inheritdoc/>
    public double InitialStrength => Start.Strength;

    /// <summary>Limit for t → ∞: s/d; 0 from a saddle (s &gt; 0 and P = 0, or s &lt; 0 and M = 0); u(0) where s = d = 0.</summary>
    public double FinalStrength =>
        InputVariance == 0 ? InitialStrength
        : StaysAtSaddle ? 0
        : SingularValue / InputVariance;

    /// <summary>Time at which u = s/2d; null if u does not rise through it.</summary>
    public double? HalfRiseTime =>
        SingularValue > 0 && Start.Growing > 0 && InitialStrength < SingularValue / InputVariance / 2
            ? TimeToReach(SingularValue / InputVariance / 2)
            : null;

    /// <summary>E(t): |a + b|² = P E and |a − b|² = M/E, so that a, b = ½((a₀ + b₀)√E ± (a₀ − b₀)/√E).</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <returns>0 or ∞ where it leaves the range of a double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double GrowthAt(double time)
    {
        Quotient growth = Growth(time);
        return growth.Numerator / growth.Denominator;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        if (InputVariance == 0)
        {
            Require.Time(time);
            return InitialStrength;
        }
        // ¼(P N/D − M D/N) = ¼(√P N − √M D)(√P/D + √M/N), the difference free of cancellation; a saddle's side is 0 exactly.
        Quotient growth = Growth(time);
        double difference = growth.Rest * apart + growth.Tanh * pull;
        double grown = p == 0 ? 0 : rootP / growth.Denominator;
        double decayed = m == 0 ? 0 : rootM / growth.Numerator;
        return difference * (grown + decayed) / 4 / InputVariance;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The strength does not pass from one to the other.</exception>
    public double TimeBetween(double from, double to)
    {
        Require.Finite(from, "The strength u₀", nameof(from));
        double limit = StaysAtSaddle || InputVariance == 0 ? FinalStrength : SingularValue / InputVariance;
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
        // On the way from u₀ the invariant PM is the run's own, P and M those of u₀: P − M = 4u₀, P + M = 2√(4u₀² + PM).
        var start = new UnbalancedTwoLayerMode(SingularValue, InputVariance, Start.At(from), TimeConstant);
        return start.TimeTo(to);
    }

    /// <inheritdoc/>
    public double TimeToReach(double to) => TimeBetween(InitialStrength, to);

    private bool StaysAtSaddle =>
        (SingularValue > 0 && Start.Growing == 0) || (SingularValue < 0 && Start.Decaying == 0);

    private Quotient Growth(double time)
    {
        Require.Time(time);
        if (root == 0)
        {
            double half = time / TimeConstant / 2;
            return new Quotient(1 + m * half, 1 + p * half, Rest: 1, Tanh: 0);
        }
        double exponent = root / TimeConstant * time;
        double decay = Math.Exp(-exponent);
        double tanh = StableFunctions.OneMinusExp(exponent, decay) / (1 + decay);
        double rest = root * (2 * decay / (1 + decay));
        return new Quotient(rest + (above + m) * tanh, rest + (below + p) * tanh, rest, tanh);
    }

    /// <summary>Time from the start to a strength on its way: E of it, then tanh inverted, t = (τ/R) ln(1 + R odds).</summary>
    /// <remarks>
    /// With w = √(4u² + PM) the strength u has P_u = w + 2u. E − 1 = P_u/P − 1 is u − u₀ times a positive number, and what T has
    /// left to its limit is s − u times one; without a growing side, 1/E and M_u = w − 2u take their places.
    /// </remarks>
    private double TimeTo(double strength)
    {
        double u = InputVariance * strength;
        double slope = double.Hypot(2 * u, rootP * rootM);
        double weight =
            p > 0
                ? (Side(u, slope) + p) / (above + Side(u, slope)) / (p + below)
                : (Side(-u, slope) + m) / (below + Side(-u, slope)) / (m + above);
        double steps = (root + slope) / (slope + (p + m) / 2);
        double odds = 2 * InputVariance * (strength - InitialStrength) / (SingularValue - u) * steps * weight;
        double time = TimeConstant * (root == 0 ? odds : StableFunctions.LogOnePlus(root * odds) / root);
        return Math.Min(time, double.MaxValue);
    }

    /// <summary>w + 2u, as PM/(w − 2u) where that would cancel.</summary>
    private double Side(double u, double slope) =>
        u >= 0 ? slope + 2 * u : rootP * rootM / (slope - 2 * u) * (rootP * rootM);

    /// <summary>E = Numerator/Denominator, both positive off a saddle; Rest = R(1 − T) and Tanh = T they are made of.</summary>
    private readonly record struct Quotient(double Numerator, double Denominator, double Rest, double Tanh);
}
