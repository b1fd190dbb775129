using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>Two layers under descent, read off the balanced flow solution with a clock that grows weak modes at the right rate.</summary>
/// <remarks>
/// <para>
/// Descent multiplies a weak balanced strength by (1 + ηs)² per step where flow has e^{2ηs}; so st/τ is replaced by
/// n ln(1 + ηs). Heuristic: right while u ≪ s/d, to first order in η beyond; half-rise within a step on data where flow is off by about
/// 15 epochs. For L = 2 only: with more layers the plateau is no exponential growth, and flow is nearer.
/// </para>
/// <para>
/// One-hot items one at a time in shuffled order: a column of W₁ is seen once per epoch, and by then W₂ has seen half the other
/// items. While weak, the two layers' parts of a mode move per epoch by ((1 + 2c, ηs), (ηs, 1)) on average, with
/// c = η²(s² − |y|²)/4, |y|² the squared length of an item's target: it is the item's own push that its column does not meet. So
/// st/τ is replaced by n ln(1 + c + √(c² + (ηs)²)) = n(ηs − η²(s² + |y|²)/4 + …), with η the flow time per epoch in the sum
/// convention. Asymptotic for small ηs; what stronger modes have learned no longer pushes, so that the weakest come a little earlier
/// than this (3 % at ηs = 0.2 of the strongest).
/// </para>
/// </remarks>
public sealed class DescentClock : IModeSolution
{
    private readonly BalancedTwoLayerMode mode; // with τ = 1
    private readonly double advance; // flow time a step or an epoch is worth

    private DescentClock(double singularValue, double inputVariance, double initialStrength, double ticks)
    {
        mode = new(singularValue, inputVariance, initialStrength, timeConstant: 1);
        advance = ticks / singularValue;
    }

    /// <summary>The clock of full-batch descent; its unit is the step.</summary>
    /// <param name="singularValue">s &gt; 0 of Σ^yx.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv &gt; 0, 1 for whitened inputs.</param>
    /// <param name="initialStrength">a₀ of the balanced start, or ¼|W₁v + W₂ᵀu|² of any.</param>
    /// <param name="learningRate">η &gt; 0, flow time per step.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public static DescentClock OfFullBatch(
        double singularValue,
        double inputVariance,
        double initialStrength,
        double learningRate
    )
    {
        double drive = Drive(singularValue, learningRate);
        return new(singularValue, inputVariance, initialStrength, StableFunctions.LogOnePlus(drive));
    }

    /// <summary>The clock of descent on one-hot items, one at a time; its unit is the epoch.</summary>
    /// <param name="singularValue">s &gt; 0 of Σ^yx, summed over items.</param>
    /// <param name="initialStrength">a₀ of the balanced start, or ¼|W₁v + W₂ᵀu|² of any.</param>
    /// <param name="learningRate">η &gt; 0, flow time per epoch.</param>
    /// <param name="targetSquare">|y|² ≥ 0, mean over items weighted by v_i²: Σ_i v_i²|y_i|².</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public static DescentClock OfOneHotItems(
        double singularValue,
        double initialStrength,
        double learningRate,
        double targetSquare
    )
    {
        double drive = Drive(singularValue, learningRate);
        Require.NotNegative(targetSquare, "The squared length |y|² of a target", nameof(targetSquare));
        double half = (drive * drive - learningRate * learningRate * targetSquare) / 4;
        double root = Math.Sqrt(half * half + drive * drive);
        // c + √(c² + x²) without cancellation where c is negative.
        double growth = half < 0 ? drive * drive / (root - half) : half + root;
        return new(singularValue, inputVariance: 1, initialStrength, StableFunctions.LogOnePlus(growth));
    }

    /// <summary>n at which u = s/2d, (1/2 ln(1 + ηs)) ln(s/(d a₀) − 1) in full batch; null if u does not rise through it.</summary>
    public double? HalfRise => mode.HalfRiseTime / advance;

    /// <summary>u after n steps (full batch) or epochs (one item at a time).</summary>
    /// <param name="count">n ≥ 0; not necessarily whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or not finite.</exception>
    public double StrengthAfter(double count) => mode.StrengthAt(count * advance);

    /// <inheritdoc/>
    double IModeSolution.StrengthAt(double time) => StrengthAfter(time);

    private static double Drive(double singularValue, double learningRate) =>
        Require.Positive(singularValue, "The singular value s", nameof(singularValue))
        * Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
}
