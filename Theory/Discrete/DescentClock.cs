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
/// One-hot items one at a time: every column of W₁ is seen once per epoch, W₂ at every item, and per epoch st/τ is replaced
/// by ηs − (ηs)²/4, with η the flow time per epoch in the sum convention. Asymptotic for small ηs: it leaves out what an item does
/// to itself, which fades as stronger modes are learned.
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
    /// <param name="learningRate">η &gt; 0, flow time per epoch; ηs &lt; 2, beyond which the expansion runs backwards.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public static DescentClock OfOneHotItems(double singularValue, double initialStrength, double learningRate)
    {
        double drive = Drive(singularValue, learningRate);
        return drive < 2
            ? new(singularValue, inputVariance: 1, initialStrength, drive - drive * drive / 4)
            : throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"ηs must be below 2 for the expansion ηs − (ηs)²/4, but is {drive}."
            );
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
