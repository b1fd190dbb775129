using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength u(t) = a_1⋯a_L of a chain of scalar layers from any start: signs and sizes may differ.</summary>
/// <remarks>
/// <para>
/// τ a_l' = Π_{k≠l} a_k (s − d u). The flow keeps every a_l² − a_k², so the layer x of smallest magnitude carries all others,
/// a_l = ±√(x² + c_l), and moves one way: t(x) = τ∫ dx/(Π_{l} ±√(x² + c_l) (s − d u)) by quadrature, x(t) its inverse. Where no
/// other layer is as small, x passes through 0 and every start learns s/d; where one is, the sign of u stays, 0 is a
/// saddle, and a start of a sign opposite to s dies out.
/// </para>
/// <para>
/// Balanced it is <see cref="BalancedDeepMode"/>, of two layers <see cref="UnbalancedTwoLayerMode"/>. In the coordinate y of
/// x = w sinh y, w² the least c_l, or x = ±e^y for a tie: plateaus are of ordinary length there. Owns its work memory: one
/// instance, one thread. Conserved quantities: Saxe, McClelland and Ganguli, arXiv:1312.6120.
/// </para>
/// </remarks>
public sealed class ScalarChain : IMonotoneMode
{
    private readonly ChainCurve curve;
    private readonly double start; // y(0); −∞ on the saddle
    private readonly double limit;
    private readonly MonotoneClock? clock; // null where the start stays
    private readonly double[] layers;

    /// <param name="layers">a_1(0) … a_L(0), L ≥ 2; finite, and so large together that Π max(1, |a_l|) ≤ 1e100. Copied.</param>
    /// <param name="singularValue">s of Σ^yx; of any sign, |s| ≤ 1e100.</param>
    /// <param name="inputVariance">d = E[x²] ≥ 0, 1 for whitened inputs; 0 only where s = 0, and |s|/d ≤ 1e100.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of the times asked for.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public ScalarChain(IReadOnlyList<double> layers, double singularValue, double inputVariance, double timeConstant)
        : this(Required(layers), new ChainCurve(layers), singularValue, inputVariance, timeConstant) { }

    private ScalarChain(
        double[] layers,
        ChainCurve curve,
        double singularValue,
        double inputVariance,
        double timeConstant
    )
    {
        (this.layers, this.curve) = (layers, curve);
        SingularValue = Bounded(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.LimitExists(singularValue, inputVariance);
        InitialStrength = curve.Product(layers[curve.Smallest]);
        start = curve.CoordinateOf(layers[curve.Smallest]);
        if (inputVariance == 0 || double.IsInfinity(start))
        {
            limit = start;
            FinalStrength = InitialStrength;
            return;
        }
        double target = Bounded(singularValue / inputVariance, "The target s/d", nameof(inputVariance));
        limit =
            curve.HasTie && target * InitialStrength <= 0
                ? double.NegativeInfinity
                : curve.CoordinateOf(curve.PositionOf(target));
        FinalStrength = double.IsInfinity(limit) ? 0 : target;
        clock = limit == start ? null : new MonotoneClock(Speed, start, limit);
    }

    /// <summary>L.</summary>
    public int Depth => layers.Length;

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <inheritdoc/>
    public double InitialStrength { get; }

    /// <summary>Limit for t → ∞: s/d; 0 where two layers tie as the smallest and u(0) has not the sign of s; u(0) if d = 0.</summary>
    public double FinalStrength { get; }

    /// <inheritdoc/>
    public double? HalfRiseTime =>
        clock is not null && FinalStrength != 0 && InitialStrength / FinalStrength < 0.5
            ? TimeToReach(FinalStrength / 2)
            : null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        return clock is null || time == 0 ? InitialStrength : curve.Product(curve.PositionAt(clock.At(time)));
    }

    /// <summary>a_1 … a_L at a time.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double[] LayersAt(double time)
    {
        Require.Time(time);
        return clock is null || time == 0 ? [.. layers] : curve.Layers(curve.PositionAt(clock.At(time)));
    }

    /// <inheritdoc/>
    /// <remarks>Along the chain's own conserved quantities, whether it starts at the first strength or not.</remarks>
    public double TimeBetween(double from, double to)
    {
        Bounded(from, "The strength u₀", nameof(from));
        if (from == to)
        {
            return 0;
        }
        if (from == InitialStrength)
        {
            return TimeToReach(to);
        }
        double x = curve.PositionOf(from);
        return new ScalarChain(
            curve.Layers(x),
            curve.Through(x),
            SingularValue,
            InputVariance,
            TimeConstant
        ).TimeToReach(to);
    }

    /// <inheritdoc/>
    public double TimeToReach(double to)
    {
        if (to == InitialStrength)
        {
            return 0;
        }
        bool isPassed =
            InitialStrength < FinalStrength
                ? InitialStrength < to && to < FinalStrength
                : FinalStrength < to && to < InitialStrength;
        return clock is not null && isPassed
            ? Math.Min(clock.TimeTo(curve.CoordinateOf(curve.PositionOf(to))), double.MaxValue)
            : throw new ArgumentOutOfRangeException(
                nameof(to),
                to,
                $"A strength of {to} is never reached from {InitialStrength}: from there it moves towards {FinalStrength}, "
                    + "and only the values between are passed."
            );
    }

    private double Speed(double y, double left)
    {
        double error = double.IsInfinity(limit)
            ? SingularValue - InputVariance * curve.Product(curve.PositionAt(y))
            : InputVariance * curve.Rise(y, limit, left);
        return curve.Lever(y) * error / TimeConstant;
    }

    private static double[] Required(IReadOnlyList<double> layers)
    {
        Require.AtLeast(2, layers.Count, "The depth L of a chain (L = 1 is a ShallowMode)", nameof(layers));
        double size = 1;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            Require.Finite(layers[layer], $"The layer a_{layer + 1}", nameof(layers));
            size *= Math.Max(1, Math.Abs(layers[layer]));
        }
        Bounded(size, "Π max(1, |a_l|)", nameof(layers));
        return [.. layers];
    }

    private static double Bounded(double value, string symbol, string parameter) =>
        Math.Abs(value) <= 1e100
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter,
                value,
                $"{symbol} must be of a magnitude up to 1e100, but is {value}."
            );
}
