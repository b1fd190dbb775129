using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>The solutions of all modes of a task, where the task and the network admit one.</summary>
public static class ModeSolutions
{
    private const string WholeMapInstead = " The whole map W(t) has one all the same: ShallowMap.";

    /// <summary>u(t) of one mode of a network of any depth, started balanced: the solution that belongs to its depth.</summary>
    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="singularValue">s of Σ^yx.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv, 1 for whitened inputs.</param>
    /// <param name="initialStrength">u(0).</param>
    /// <param name="timeConstant">τ.</param>
    /// <returns>A <see cref="ShallowMode"/>, a <see cref="BalancedTwoLayerMode"/> or a <see cref="BalancedDeepMode"/>.</returns>
    /// <exception cref="ArgumentException">A value is out of the range of that solution, or L &lt; 1.</exception>
    public static IMonotoneMode BalancedMode(
        int depth,
        double singularValue,
        double inputVariance,
        double initialStrength,
        double timeConstant
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        return depth switch
        {
            1 => new ShallowMode(singularValue, inputVariance, initialStrength, timeConstant),
            2 => new BalancedTwoLayerMode(singularValue, inputVariance, initialStrength, timeConstant),
            _ => new BalancedDeepMode(depth, singularValue, inputVariance, initialStrength, timeConstant),
        };
    }

    /// <summary>The same under a weight decay γ, loss + ½γ Σ‖W_l‖², which stays in the balanced, aligned directions.</summary>
    /// <remarks>
    /// τ u' = L|u|^{2−2/L}(s − d u) − Lγu. One layer has d + γ for d. Two have s − γ for s where the start has the sign of s, as
    /// τ u' = 2u(s − γ − d u); of opposite layers, whose |u| falls at s + γ, s + γ. Deeper: <see cref="DecayedDeepMode"/>. Without s, at
    /// any γ and d: <see cref="NullMode"/>.
    /// </remarks>
    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="mode">s of Σ^yx, of any sign, and d = vᵀΣ^xv, positive if γ is and s is not 0.</param>
    /// <param name="decay">γ ≥ 0, in the unit of s.</param>
    /// <param name="initialStrength">u(0).</param>
    /// <param name="timeConstant">τ.</param>
    /// <exception cref="ArgumentException">A value is out of the range of that solution, or L &lt; 1.</exception>
    public static IModeSolution DecayedMode(
        int depth,
        (double SingularValue, double InputVariance) mode,
        double decay,
        double initialStrength,
        double timeConstant
    )
    {
        (double s, double d) = mode;
        Require.NotNegative(decay, "The weight decay γ", nameof(decay));
        return depth switch
        {
            _ when s == 0 => new NullMode(depth, d, decay, initialStrength, timeConstant),
            _ when decay == 0 => BalancedMode(depth, s, d, initialStrength, timeConstant),
            1 => new ShallowMode(s, d + decay, initialStrength, timeConstant),
            2 => new BalancedTwoLayerMode(
                initialStrength < 0 ? s + decay : s - decay,
                d,
                initialStrength,
                timeConstant
            ),
            _ => new DecayedDeepMode(depth, s, d, decay, initialStrength, timeConstant),
        };
    }

    /// <summary>u_α(t) of a network of any depth, started balanced and aligned with the modes.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="initialStrengths">u(0) of each mode, in order.</param>
    /// <param name="timeConstant">τ.</param>
    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="decay">γ ≥ 0 of a weight decay.</param>
    /// <returns>One solution per mode, without decay each of s &gt; 0 an <see cref="IMonotoneMode"/>; none if Σ^x does not share the input modes.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a value is out of the range of a mode.</exception>
    public static ClosedForm<IReadOnlyList<IModeSolution>> Balanced(
        SingularModes modes,
        IReadOnlyList<double> initialStrengths,
        double timeConstant,
        int depth,
        double decay = 0
    ) =>
        PerMode(
            modes,
            initialStrengths,
            (s, d, u0) => DecayedMode(depth, (s, d), decay, u0, timeConstant),
            otherwise: depth == 1 ? WholeMapInstead : ""
        );

    /// <summary>u_α(t) of a network of two layers from any start, as far as every mode moves alone.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="starts">P and M of each mode, in order.</param>
    /// <param name="timeConstant">τ.</param>
    /// <returns>One solution per mode; none if Σ^x does not share the input modes.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a value is out of the range of a mode.</exception>
    public static ClosedForm<IReadOnlyList<UnbalancedTwoLayerMode>> Unbalanced(
        SingularModes modes,
        IReadOnlyList<TwoLayerStart> starts,
        double timeConstant
    )
    {
        int next = 0;
        return PerMode(
            modes,
            [.. starts.Select(start => start.Strength)],
            (s, d, _) => new UnbalancedTwoLayerMode(s, d, starts[next++], timeConstant)
        );
    }

    /// <summary>b_α(t) of a network without hidden layers, for any start.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="initialStrengths">b₀ of each mode, in order.</param>
    /// <param name="timeConstant">τ.</param>
    /// <param name="depth">L, the number of weight matrices.</param>
    /// <returns>One solution per mode; none if L ≠ 1 or Σ^x does not share the input modes.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a value is out of the range of a mode.</exception>
    public static ClosedForm<IReadOnlyList<ShallowMode>> Shallow(
        SingularModes modes,
        IReadOnlyList<double> initialStrengths,
        double timeConstant,
        int depth
    ) =>
        depth == 1
            ? PerMode(
                modes,
                initialStrengths,
                (s, d, b0) => new ShallowMode(s, d, b0, timeConstant),
                otherwise: WholeMapInstead
            )
            : new ClosedForm<IReadOnlyList<ShallowMode>>.None(
                $"The shallow solution needs a network without hidden layers (L = 1), but this network has L = {depth}."
            );

    /// <summary>One solution of any kind per mode, where the modes move independently.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="initialStrengths">u(0) of each mode, in order.</param>
    /// <param name="solution">Makes the solution of one mode from s, d and u(0).</param>
    /// <param name="otherwise">What to add to the reason where there is none.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public static ClosedForm<IReadOnlyList<T>> PerMode<T>(
        SingularModes modes,
        IReadOnlyList<double> initialStrengths,
        Func<double, double, double, T> solution,
        string otherwise = ""
    )
    {
        if (initialStrengths.Count != modes.Count)
        {
            throw new ArgumentException(
                $"One initial strength per mode is needed, but there are {initialStrengths.Count} for {modes.Count} modes.",
                nameof(initialStrengths)
            );
        }
        if (!modes.SharesInputDirections)
        {
            return new ClosedForm<IReadOnlyList<T>>.None(
                "Σ^x and Σ^yx do not share their input directions: the largest |Σ^xv_α − d_αv_α| is "
                    + $"{modes.LargestInputResidual:g3}, so the modes do not move independently.{otherwise}"
            );
        }
        T[] solutions = new T[modes.Count];
        for (int mode = 0; mode < solutions.Length; mode++)
        {
            solutions[mode] = solution(modes.SingularValues[mode], modes.InputVariances[mode], initialStrengths[mode]);
        }
        return new ClosedForm<IReadOnlyList<T>>.Found(solutions);
    }
}
