using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) of one mode of a deep linear network, L ≥ 3, started from balanced weights.</summary>
/// <remarks>
/// <para>
/// Solves τ du/dt = L|u|^{2−2/L}(s − d u); every layer has the strength a = |u|^{1/L}. For 0 &lt; u &lt; s and d = 1, with
/// x = a/s^{1/L}: t = (τ/s)[(a₀^{2−L} − a^{2−L})/(L − 2) + s^{2/L−1}(G_L(x) − G_L(x₀))], G_L(x) = ∫ x dx/(1 − x^L). Any d is
/// that of d = 1 exactly, with d u in place of u and τ d^{1−2/L} in place of τ. u(t) is the inverse, by Newton's method.
/// </para>
/// <para>
/// All starts and targets: from above the target, from a sign opposite to s (dies out), and s = 0 (a power law). A start of 0
/// stays 0. A negative start is an odd number of layers of negative sign: then u(t; s, u₀) = −u(t; −s, −u₀).
/// </para>
/// <para>
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120, for d = 1; the G_L of every L and d ≠ 1 derived here. Relative error
/// at most 1e-12 times the condition number of the value, for d|u₀/s| from 1e-150 to 1e150.
/// </para>
/// </remarks>
public sealed class BalancedDeepMode : IMonotoneMode
{
    private readonly double startClock;
    private readonly DeepPath? path; // null where the start stays

    /// <param name="depth">L ≥ 3, the number of weight matrices. <see cref="ModeSolutions.BalancedMode"/> takes any.</param>
    /// <param name="singularValue">s of Σ^yx, of any sign; 0 or of a magnitude from 1e-150 to 1e150.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; 0 only where s = 0, else 1e-150 ≤ |s|/d ≤ 1e150.</param>
    /// <param name="initialStrength">u₀; 0, or of a magnitude from 1e-150 to 1e150 as such and in units of s/d.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public BalancedDeepMode(
        int depth,
        double singularValue,
        double inputVariance,
        double initialStrength,
        double timeConstant
    )
    {
        if (depth < 3)
        {
            throw new ArgumentOutOfRangeException(
                nameof(depth),
                depth,
                $"A deep mode has L ≥ 3 layers, but is given {depth}. L = 1 is a ShallowMode, L = 2 a BalancedTwoLayerMode."
            );
        }
        Depth = depth;
        SingularValue = Require.Moderate(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Moderate(initialStrength, "The initial strength u₀", nameof(initialStrength));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.LimitExists(singularValue, inputVariance);
        if (singularValue != 0)
        {
            Require.Moderate(singularValue / inputVariance, "The target s/d", nameof(inputVariance));
            Require.Moderate(
                initialStrength / (singularValue / inputVariance),
                "The start in units of the target, d u₀/s,",
                nameof(initialStrength)
            );
        }
        path = PathFrom(initialStrength);
        startClock = path?.ClockAt(Math.Abs(initialStrength)) ?? 0;
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <inheritdoc/>
    public double InitialStrength { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <summary>Limit for t → ∞: s/d if the start has the sign of s, otherwise 0 (u₀ itself where s = d = 0).</summary>
    public double FinalStrength => LimitFrom(InitialStrength);

    /// <inheritdoc/>
    public double? HalfRiseTime
    {
        get
        {
            double half = FinalStrength / 2;
            return path is DeepPath.Rise && Math.Abs(InitialStrength) < Math.Abs(half) ? TimeToReach(half) : null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        if (path is null || time == 0)
        {
            return InitialStrength;
        }
        double strength = path.StrengthAt(startClock + path.Rate * (time / TimeConstant));
        return Math.CopySign(strength, InitialStrength);
    }

    /// <inheritdoc/>
    public double TimeBetween(double from, double to)
    {
        Require.Moderate(from, "The strength u₀", nameof(from));
        if (to == from)
        {
            return 0;
        }
        double limit = LimitFrom(from);
        bool isPassed = from < limit ? from < to && to < limit : limit < to && to < from;
        if (!isPassed || PathFrom(from) is not { } way)
        {
            throw new ArgumentOutOfRangeException(
                nameof(to),
                to,
                $"A strength of {to} is never reached from {from}: from there it moves towards {limit}, and only "
                    + "the values between are passed."
            );
        }
        double ticks = way.ClockAt(Math.Abs(to)) - way.ClockAt(Math.Abs(from));
        return Math.Clamp(ticks / way.Rate * TimeConstant, 0, double.MaxValue);
    }

    /// <inheritdoc/>
    public double TimeToReach(double to) => TimeBetween(InitialStrength, to);

    private double LimitFrom(double strength) =>
        strength == 0 || InputVariance == 0 ? strength
        : strength * SingularValue > 0 ? SingularValue / InputVariance
        : 0;

    private DeepPath? PathFrom(double strength)
    {
        double size = Math.Abs(SingularValue);
        if (strength == 0 || InputVariance == 0)
        {
            return null;
        }
        if (size == 0)
        {
            return new DeepPath.PowerLaw(Depth, InputVariance);
        }
        if (Math.Sign(strength) != Math.Sign(SingularValue))
        {
            return new DeepPath.Decay(Depth, size, InputVariance);
        }
        WideDouble missing = WideDouble.Difference(size, InputVariance, Math.Abs(strength));
        return missing.IsPositive ? new DeepPath.Rise(Depth, size, InputVariance)
            : (-missing).IsPositive ? new DeepPath.Fall(Depth, size, InputVariance)
            : null;
    }
}
