using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>Strength of one mode of a balanced linear network in the limit of infinite depth, as a function of T = L t.</summary>
/// <remarks>
/// <para>
/// τ du/dT = u²(s − d u): T = τ[d/s² ln(u(s − d u₀)/(u₀(s − d u))) + 1/(s u₀) − 1/(s u)], and with y = s/(d u) − 1, whose
/// y + ln|y| falls at the rate s²/(τ d): <b>u = (s/d)/(1 + W(±e^{K}))</b>, K = y₀ + ln|y₀| − s²T/(τ d), W Lambert's function. A start below the
/// target takes W₀(e^K), one above it W₀(−e^K), one of a sign opposite to s (dies out) W₋₁(−e^K).
/// s = 0: u⁻² = u₀⁻² + 2dT/τ. A negative start: u(T; s, u₀) = −u(T; −s, −u₀).
/// </para>
/// <para>
/// All times of this class are T. A mode of L layers is there at t ≈ T/L, with an error of order 1/L of it: as the stable
/// rate falls like 1/L too, 2/(L d (s/d)²), the number of steps stays finite.
/// Source: Saxe, McClelland and Ganguli, arXiv:1312.6120, equation 17 for T(u), d = 1; the inverse and d ≠ 1 derived here.
/// </para>
/// </remarks>
public sealed class InfinitelyDeepMode : IMonotoneMode
{
    // Beyond all places that are within range, where every way has come to its end.
    private const double Ever = 1e304;

    private readonly double sign; // of the start
    private readonly double drive; // s in the direction of the start
    private readonly double place; // κ or K at the start
    private readonly Way way;

    /// <param name="singularValue">s of Σ^yx, of any sign; 0 or of a magnitude from 1e-150 to 1e150.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; 0 only where s = 0, else 1e-150 ≤ |s|/d ≤ 1e150.</param>
    /// <param name="initialStrength">u₀; 0, or of a magnitude from 1e-150 to 1e150 as such and in units of s/d.</param>
    /// <param name="timeConstant">τ &gt; 0, in the unit of T.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public InfinitelyDeepMode(double singularValue, double inputVariance, double initialStrength, double timeConstant)
    {
        SingularValue = Require.Moderate(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Moderate(initialStrength, "The initial strength u₀", nameof(initialStrength));
        TimeConstant = Require.Positive(timeConstant, "The time constant τ", nameof(timeConstant));
        Require.LimitExists(singularValue, inputVariance);
        if (singularValue != 0)
        {
            double target = singularValue / inputVariance;
            Require.Moderate(target, "The target s/d", nameof(inputVariance));
            Require.Moderate(
                initialStrength / target,
                "The start in units of the target, d u₀/s,",
                nameof(initialStrength)
            );
        }
        sign = initialStrength < 0 ? -1 : 1;
        drive = sign * singularValue;
        way = WayFrom(Math.Abs(initialStrength));
        place = PlaceOf(Math.Abs(initialStrength));
    }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <inheritdoc/>
    public double InitialStrength { get; }

    /// <summary>τ.</summary>
    public double TimeConstant { get; }

    /// <summary>Limit for T → ∞: s/d if the start has the sign of s, otherwise 0 (u₀ itself where s = d = 0).</summary>
    public double FinalStrength =>
        InitialStrength == 0 || InputVariance == 0 ? InitialStrength
        : drive > 0 ? SingularValue / InputVariance
        : 0;

    /// <summary>T at which half the target s/d is reached; null if the strength does not rise through it.</summary>
    public double? HalfRiseTime =>
        way == Way.Rise && InitialStrength / FinalStrength < 0.5 ? TimeToReach(FinalStrength / 2) : null;

    /// <summary>Strength at T = L t.</summary>
    /// <param name="time">T, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        if (way == Way.None || time == 0)
        {
            return InitialStrength;
        }
        double moved = Math.Min(time / TimeConstant * Rate, Ever);
        double target = drive / InputVariance;
        return sign
            * way switch
            {
                Way.Rise => target / (1 + OmegaFunctions.Omega(place - moved)),
                Way.Fall => -target / OmegaFunctions.BelowBranch(place + moved).P,
                Way.Decay => -target / OmegaFunctions.AboveBranch(place + moved),
                _ => 1 / Math.Sqrt(place + moved),
            };
    }

    /// <summary>T the strength takes from one value to another.</summary>
    /// <inheritdoc/>
    public double TimeBetween(double from, double to)
    {
        if (from == to)
        {
            return 0;
        }
        if (from != InitialStrength)
        {
            return new InfinitelyDeepMode(SingularValue, InputVariance, from, TimeConstant).TimeToReach(to);
        }
        bool isPassed = from < FinalStrength ? from < to && to < FinalStrength : FinalStrength < to && to < from;
        if (!isPassed || way == Way.None)
        {
            throw new ArgumentOutOfRangeException(
                nameof(to),
                to,
                $"A strength of {to} is never reached from {from}: from there it moves towards {FinalStrength}, and only "
                    + "the values between are passed."
            );
        }
        double moved = Math.Abs(PlaceOf(Math.Abs(to)) - place);
        return Math.Min(moved / Rate * TimeConstant, double.MaxValue);
    }

    /// <inheritdoc/>
    public double TimeToReach(double to) => TimeBetween(InitialStrength, to);

    private enum Way
    {
        None,
        Rise,
        Fall,
        Decay,
        PowerLaw,
    }

    /// <summary>How fast the place moves: s²/d, and 2d for s = 0.</summary>
    private double Rate => way == Way.PowerLaw ? 2 * InputVariance : drive / InputVariance * drive;

    private Way WayFrom(double size) =>
        size == 0 || InputVariance == 0 ? Way.None
        : drive == 0 ? Way.PowerLaw
        : drive < 0 ? Way.Decay
        : InputVariance * size < drive ? Way.Rise
        : InputVariance * size > drive ? Way.Fall
        : Way.None;

    /// <summary>What time moves: y + ln y on a rise, κ = p − ln(1 + p) with p = −s/(d u) on a fall or decay, u⁻² for s = 0.</summary>
    private double PlaceOf(double size)
    {
        if (way == Way.Rise)
        {
            double missing = Math.FusedMultiplyAdd(-InputVariance, size, drive) / InputVariance / size;
            return missing + Math.Log(missing);
        }
        double p = -(drive / InputVariance) / size;
        return way switch
        {
            Way.None => 0,
            Way.PowerLaw => 1 / size / size,
            _ => OmegaFunctions.BranchDistance(p),
        };
    }
}
