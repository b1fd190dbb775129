using Dynamics.Theory.Discrete;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Chains;

/// <summary>A balanced chain of scalar layers under full-batch descent, seen by its learning rate: epochs, regimes, the best rate.</summary>
/// <remarks>
/// All of it by iterating the exact map of the one layer strength, a' = a + η a^{L−1}(s − d a^L), u = a^L. On the way up it is ordered
/// in η as long as η ≤ ½η_c, 1 over the curvature at the optimum: no start below the target overshoots, and a larger rate is never later.
/// One epoch is one full-batch step; η is the flow time of a step, see <see cref="FlowTime"/>.
/// </remarks>
public sealed class ChainDescent
{
    // A cycle can pass near the target; an arrival stays there for some epochs.
    private const int Stay = 20;

    /// <param name="depth">L ≥ 2.</param>
    /// <param name="singularValue">s &gt; 0 of Σ^yx.</param>
    /// <param name="inputVariance">d = E[x²] &gt; 0, 1 for whitened inputs.</param>
    /// <param name="initialLayer">a_0 &gt; 0 of every layer, u_0 = a_0^L.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public ChainDescent(int depth, double singularValue, double inputVariance, double initialLayer)
    {
        Depth = Require.AtLeast(2, depth, "The depth L", nameof(depth));
        SingularValue = Require.Positive(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        InitialLayer = Require.Positive(initialLayer, "The initial layer a_0", nameof(initialLayer));
        CriticalRate = StabilityLimit.OfBalanced(depth, singularValue, inputVariance);
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>a_0.</summary>
    public double InitialLayer { get; }

    /// <summary>s/d.</summary>
    public double Target => SingularValue / InputVariance;

    /// <summary>η_c = 2/(L d (s/d)^{2−2/L}), above which the optimum repels.</summary>
    public double CriticalRate { get; }

    /// <summary>1 − 2η/η_c: what a small distance from the optimum is multiplied by in an epoch.</summary>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">η is not finite and positive.</exception>
    public double MultiplierAt(double learningRate) =>
        1 - 2 * (Require.Positive(learningRate, "The learning rate η", nameof(learningRate)) / CriticalRate);

    /// <summary>The first epoch n at which |u_n − s/d| ≤ (1 − fraction) s/d, and for 20 epochs after it.</summary>
    /// <param name="fraction">Of the target, between 0 and 1.</param>
    /// <param name="learningRate">η &gt; 0.</param>
    /// <param name="limit">The last epoch to look at, ≥ 0.</param>
    /// <returns>n; null if there is none up to the limit, or the chain escapes or is stuck.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public int? EpochsTo(double fraction, double learningRate, int limit)
    {
        if (!(fraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                $"The fraction of the target must be between 0 and 1, but is {fraction}. Example: 0.9."
            );
        }
        Require.AtLeast(0, limit, "The last epoch", nameof(limit));
        ChainMap map = At(learningRate);
        double margin = (1 - fraction) * Target;
        double layer = InitialLayer;
        int since = -1; // first epoch of the stay
        for (int epoch = 0; since >= 0 ? epoch <= since + Stay : epoch <= limit; epoch++)
        {
            bool isNear = Math.Abs(map.StrengthOf(layer) - Target) <= margin;
            if (!isNear && (map.Escapes(layer) || map.IsStuck(layer)))
            {
                return null;
            }
            since =
                !isNear ? -1
                : since < 0 ? epoch
                : since;
            layer = map.Next(layer);
        }
        return since >= 0 ? since : null;
    }

    /// <summary>The rate below the critical one with the fewest epochs to a fraction of the target; the smallest of those that tie.</summary>
    /// <remarks>
    /// By the exact map at 400 rates up to η_c, then bisection down to the smallest rate of the best run of them. From far below it lies
    /// above ½η_c, where the chain overshoots within the margin.
    /// </remarks>
    /// <param name="fraction">Of the target, between 0 and 1.</param>
    /// <param name="limit">The last epoch to look at, ≥ 1.</param>
    /// <returns>The rate; null if none arrives within the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public OptimalRate? OptimalRate(double fraction, int limit)
    {
        Require.AtLeast(1, limit, "The last epoch", nameof(limit));
        const int Rates = 400;
        int best = limit;
        int? found = null;
        for (int part = Rates - 1; part > 0; part--)
        {
            if (EpochsTo(fraction, CriticalRate * part / Rates, best) is { } epochs)
            {
                (best, found) = (epochs, part);
            }
        }
        if (found is not { } right)
        {
            return null;
        }
        double high = CriticalRate * right / Rates;
        double low = CriticalRate * (right - 1) / Rates;
        for (int halving = 0; halving < 40 && low < high; halving++)
        {
            double middle = (low + high) / 2;
            bool isAsGood = middle > 0 && EpochsTo(fraction, middle, best) is not null;
            (low, high) = isAsGood ? (low, middle) : (middle, high);
        }
        return new(high, best, high / CriticalRate);
    }

    internal ChainMap At(double learningRate) =>
        new(
            Depth,
            SingularValue,
            InputVariance,
            Require.Positive(learningRate, "The learning rate η", nameof(learningRate))
        );
}

/// <summary>The rate that arrives first.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Epochs">Until the target is near.</param>
/// <param name="PartOfCritical">η/η_c.</param>
public readonly record struct OptimalRate(double LearningRate, int Epochs, double PartOfCritical);
