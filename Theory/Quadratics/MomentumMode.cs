using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Quadratics;

/// <summary>The error e_k of one eigenmode of a quadratic after k steps of descent with momentum: exact, for any k at once.</summary>
/// <remarks>
/// <para>
/// The gradient is λe. From z = 0, both kinds of momentum give e_1 = (T − β)e_0 and e_{k+1} = T e_k − Δ e_{k−1}, with
/// T = 1 + β − ηλ and Δ = β (heavy ball) or T = (1 + β)(1 − ηλ) and Δ = β(1 − ηλ) (Nesterov). With the roots r₁, r₂ of
/// r² − Tr + Δ: e_k = e_0[½(r₁ᵏ + r₂ᵏ) + (½T − β)(r₁ᵏ − r₂ᵏ)/(r₁ − r₂)], where the last factor is ρ^{k−1} sin kφ/sin φ for
/// complex roots ρe^{±iφ} and k r^{k−1} for a double one.
/// </para>
/// <para>
/// Relative error at most 1e-14 (1 + condition number), that is to changes of ηλ and β. Source of the heavy ball: G. Goh, Why
/// momentum really works, Distill 2017, whose α is η; there the complex modulus is printed as 2√β, which is √β.
/// </para>
/// </remarks>
public sealed class MomentumMode
{
    // Roots closer than this are one: what critical momentum, worked out in doubles, can promise.
    private const double RootsAlike = 1e-7;

    private readonly double force; // x = ηλ
    private readonly bool isReflected; // T < 0: e_k(−1)^k then follows the recursion of |T|, with −β for β
    private readonly double sum; // |T|
    private readonly double product; // Δ
    private readonly double discriminant; // T² − 4Δ
    private readonly double lean; // ½T − β, of the sign of T's reflection

    /// <param name="curvature">λ, the eigenvalue; finite, of any sign.</param>
    /// <param name="learningRate">η &gt; 0, with |ηλ| ≤ 1e100.</param>
    /// <param name="momentum">β, from 0, plain descent, to below 1.</param>
    /// <param name="kind">What is done with the velocity.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public MomentumMode(
        double curvature,
        double learningRate,
        double momentum = 0,
        MomentumKind kind = MomentumKind.HeavyBall
    )
    {
        Curvature = Require.Finite(curvature, "The curvature λ", nameof(curvature));
        LearningRate = Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        Momentum = MomentumStability.Coefficient(momentum);
        Kind = kind;
        force = learningRate * curvature;
        if (!(Math.Abs(force) <= 1e100))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"η|λ| must be at most 1E+100, but is {Math.Abs(force)}. Give a smaller rate: 2/λ is stable already."
            );
        }
        bool looksAhead = kind == MomentumKind.Nesterov;
        double rest = 1 - force;
        double trace = looksAhead ? (1 + momentum) * rest : 1 + momentum - force;
        product = looksAhead ? momentum * rest : momentum;
        discriminant = looksAhead
            ? rest * (Square(1 - momentum) - Square(1 + momentum) * force)
            : HeavyBallDiscriminant;
        isReflected = trace < 0;
        sum = Math.Abs(trace);
        lean = (1 - momentum - (looksAhead ? 1 + momentum : 1) * force) / (isReflected ? -2 : 2);
    }

    /// <summary>λ.</summary>
    public double Curvature { get; }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>β.</summary>
    public double Momentum { get; }

    /// <summary>What is done with the velocity.</summary>
    public MomentumKind Kind { get; }

    /// <summary>max |r|, the factor per step that remains after long times (times k at a double root).</summary>
    public double Modulus =>
        discriminant < 0 ? Math.Sqrt(product)
        : isReflected ? LargerRoot
        : Math.Exp(LogOfLargerRoot);

    /// <summary>Whether the error dies out: a modulus below 1, that is 0 &lt; ηλ &lt; 2 + 2β, over 1 + 2β for Nesterov's.</summary>
    public bool IsStable => Curvature > 0 && force < MomentumStability.LargestStableRate(1, Momentum, Kind);

    /// <summary>How the error dies out.</summary>
    public MomentumRegime Regime =>
        Curvature == 0 ? MomentumRegime.Flat
        : !IsStable ? MomentumRegime.Unstable
        : Momentum > 0 && Math.Abs(discriminant) <= RootsAlike * RootsAlike ? MomentumRegime.Critical
        : discriminant < 0 ? MomentumRegime.Ripples
        : isReflected ? MomentumRegime.Oscillating
        : MomentumRegime.Monotone;

    /// <summary>e_k.</summary>
    /// <param name="steps">k ≥ 0.</param>
    /// <param name="initialError">e_0, finite.</param>
    /// <returns>±∞ where it leaves the range of a double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is negative, or e_0 not finite.</exception>
    public double ErrorAfter(long steps, double initialError)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Require.Finite(initialError, "The initial error e_0", nameof(initialError));
        if (steps == 0 || initialError == 0 || Curvature == 0)
        {
            return initialError;
        }
        double factor = discriminant < 0 ? OfComplexRoots(steps) : OfRealRoots(steps);
        return (isReflected && long.IsOddInteger(steps) ? -factor : factor) * initialError;
    }

    private double OfComplexRoots(long steps)
    {
        double root = Math.Sqrt(-discriminant); // 2ρ sin φ
        double angle = steps * Math.Atan2(root, sum);
        return Math.Pow(product, steps / 2.0) * (Math.Cos(angle) + 2 * lean * (Math.Sin(angle) / root));
    }

    // The larger root's power is taken out, so that what is left can neither overflow nor cancel.
    private double OfRealRoots(long steps)
    {
        double larger = LargerRoot;
        if (larger == 0)
        {
            return steps == 1 ? lean : 0; // a double root 0
        }
        double power = isReflected ? Math.Pow(larger, steps) : Math.Exp(steps * LogOfLargerRoot);
        double smaller = product / larger;
        if (smaller <= 0)
        {
            double other = Math.Pow(-smaller / larger, steps) * (long.IsOddInteger(steps) ? -1 : 1);
            return power * ((1 + other) / 2 + lean * (1 - other) / (larger - smaller));
        }
        double gap = Math.Sqrt(discriminant) / smaller;
        double decay = gap < 1 ? StableFunctions.LogOnePlus(gap) : Math.Log(larger / smaller);
        double slower = Math.Exp(-steps * decay); // (r₂/r₁)^k
        double spread =
            decay == 0
                ? steps
                : StableFunctions.OneMinusExp(steps * decay, slower) / StableFunctions.OneMinusExp(decay);
        return power * ((1 + slower) / 2 + lean / larger * spread);
    }

    // T² − 4β, as it does not cancel where it is small.
    private double HeavyBallDiscriminant
    {
        get
        {
            double root = Math.Sqrt(Momentum);
            return (Square((1 - Momentum) / (1 + root)) - force) * (Square(1 + root) - force);
        }
    }

    // Of the recursion of |T|: positive.
    private double LargerRoot => (sum + Math.Sqrt(Math.Max(0, discriminant))) / 2;

    // From (1 − r₁)(1 − r₂) = ηλ: the root itself would have lost what it lacks to 1.
    private double LogOfLargerRoot
    {
        get
        {
            double larger = LargerRoot;
            double half = (1 - Momentum + (Kind == MomentumKind.Nesterov ? 1 + Momentum : 1) * force) / 2; // 1 − ½T
            double smallerLacks = half > 0 ? half + Math.Sqrt(discriminant) / 2 : 1 - product / larger;
            double excess = -force / smallerLacks;
            return excess >= -0.5 ? StableFunctions.LogOnePlus(excess) : Math.Log(larger);
        }
    }

    private static double Square(double x) => x * x;
}
