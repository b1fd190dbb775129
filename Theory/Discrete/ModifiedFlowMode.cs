using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>Strength of one balanced mode after n steps of full-batch descent, by the flow that descent follows to second order.</summary>
/// <remarks>
/// Descent at a rate η on a loss 𝓛 follows the flow on 𝓛 + ¼η|∇𝓛|², with an error of order η² where the flow on 𝓛 has one of
/// order η. For L equal layers, per step: da/dn = ηf − ½η²f f', f = a^{L−1}(s − d a^L), u = a^L; by quadrature in ln a. The exact
/// answer at whole n is <see cref="BalancedDescentMode"/>; this is a curve through any n, and no slower for small η.
/// Source: Barrett and Dherin, Implicit gradient regularization, arXiv:2009.11162.
/// </remarks>
public sealed class ModifiedFlowMode : IModeSolution
{
    private readonly MonotoneClock? clock; // null where the start stays
    private readonly double sign;
    private readonly double drive; // s in the direction of the start
    private readonly double limit; // of ln a

    /// <param name="depth">L ≥ 2; for L = 1 <see cref="ShallowDescentMode"/> is exact at any rate.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv &gt; 0, 1 for whitened inputs; s/d finite.</param>
    /// <param name="initialStrength">u₀; finite, 0 stays 0.</param>
    /// <param name="learningRate">η &gt; 0, flow time per step; at most 2/f' on the way, beyond which this flow stops short.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public ModifiedFlowMode(
        int depth,
        double singularValue,
        double inputVariance,
        double initialStrength,
        double learningRate
    )
    {
        Depth = Require.AtLeast(2, depth, "The depth L", nameof(depth));
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Finite(initialStrength, "The initial strength u₀", nameof(initialStrength));
        LearningRate = Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        Require.LimitExists(singularValue, inputVariance);
        sign = initialStrength < 0 ? -1 : 1;
        drive = sign * singularValue;
        if (initialStrength == 0)
        {
            return;
        }
        double start = Math.Log(Math.Abs(initialStrength)) / depth;
        limit = drive > 0 ? Math.Log(drive / inputVariance) / depth : double.NegativeInfinity;
        double largest = LargestRate(depth, singularValue, inputVariance, initialStrength);
        if (learningRate >= largest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"η must be below 2/f' = {largest} on the way, where the modified flow would come to rest, but is {learningRate}. "
                    + "Take the exact steps of BalancedDescentMode."
            );
        }
        clock = start == limit ? null : new MonotoneClock(Speed, start, limit);
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>u₀.</summary>
    public double InitialStrength { get; }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>Limit for n → ∞: s/d if the start has the sign of s, otherwise 0.</summary>
    public double FinalStrength => InitialStrength != 0 && drive > 0 ? SingularValue / InputVariance : 0;

    /// <summary>n at which u = s/2d; null if u does not rise through it.</summary>
    public double? HalfRise =>
        FinalStrength != 0 && InitialStrength / FinalStrength < 0.5
            ? clock?.TimeTo(Math.Log(Math.Abs(FinalStrength) / 2) / Depth)
            : null;

    /// <summary>2/f' where f' is largest on the way: from this rate on the flow stops short; infinite where f' is nowhere positive.</summary>
    /// <param name="depth">L ≥ 2.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d &gt; 0.</param>
    /// <param name="initialStrength">u₀; finite.</param>
    public static double LargestRate(int depth, double singularValue, double inputVariance, double initialStrength)
    {
        (double Drive, double Variance) task = (initialStrength < 0 ? -singularValue : singularValue, inputVariance);
        double start = Math.Log(Math.Abs(initialStrength)) / depth;
        double target = Math.Log(task.Drive / inputVariance) / depth;
        if (initialStrength == 0 || task.Drive <= 0 || start > target)
        {
            return double.PositiveInfinity; // f' ≤ 0, or at least below what it is at the limit, which is negative
        }
        // f' is largest where d a^L = s(L − 2)/(2(2L − 1)), for L = 2 at 0.
        double peak = depth == 2 ? start : target + Math.Log((depth - 2) / (2.0 * (2 * depth - 1))) / depth;
        double steepest = Slope(depth, task, Math.Max(start, peak));
        return steepest > 0 ? 2 / steepest : double.PositiveInfinity;
    }

    /// <summary>u after n steps.</summary>
    /// <param name="count">n ≥ 0; not necessarily whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or not finite.</exception>
    public double StrengthAfter(double count)
    {
        Require.NotNegative(count, "The number n of steps", nameof(count));
        return clock is null || count == 0 ? InitialStrength : sign * Math.Exp(Depth * clock.At(count));
    }

    /// <inheritdoc/>
    double IModeSolution.StrengthAt(double time) => StrengthAfter(time);

    /// <summary>d ln a/dn = η(f/a)(1 − ½ηf'), at y = ln a with y + left the limit.</summary>
    private double Speed(double y, double left)
    {
        double error = double.IsInfinity(left)
            ? drive - InputVariance * Math.Exp(Depth * y)
            : 2 * drive * Math.Exp(-Depth * left / 2) * Math.Sinh(Depth * left / 2);
        return LearningRate * Math.Exp((Depth - 2) * y) * error * (1 - LearningRate / 2 * Slope(y));
    }

    private double Slope(double y) => Slope(Depth, (drive, InputVariance), y);

    /// <summary>f' = a^{L−2}((L − 1)s − (2L − 1)d a^L) at ln a.</summary>
    private static double Slope(int depth, (double Drive, double Variance) task, double y) =>
        Math.Exp((depth - 2) * y) * ((depth - 1) * task.Drive - (2 * depth - 1) * task.Variance * Math.Exp(depth * y));
}
