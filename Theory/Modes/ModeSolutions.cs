namespace Dynamics.Theory.Modes;

/// <summary>The solutions of all modes of a task, where the task and the network admit one.</summary>
public static class ModeSolutions
{
    /// <summary>u_α(t) of a network with one hidden layer, started balanced and aligned with the modes.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="initialStrengths">a₀ of each mode, in order.</param>
    /// <param name="timeConstant">τ.</param>
    /// <param name="depth">L, the number of weight matrices.</param>
    /// <returns>One solution per mode; none if L ≠ 2 or Σ^x does not share the input modes.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a value is out of the range of a mode.</exception>
    public static ClosedForm<IReadOnlyList<BalancedTwoLayerMode>> Balanced(
        SingularModes modes,
        IReadOnlyList<double> initialStrengths,
        double timeConstant,
        int depth
    ) =>
        depth == 2
            ? PerMode(
                modes,
                initialStrengths,
                (s, d, a0) => new BalancedTwoLayerMode(s, d, a0, timeConstant),
                otherwise: ""
            )
            : new ClosedForm<IReadOnlyList<BalancedTwoLayerMode>>.None(
                $"The balanced two-layer solution needs exactly one hidden layer (L = 2), but this network has L = {depth}."
            );

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
                otherwise: " The whole map W(t) has one all the same: ShallowMap."
            )
            : new ClosedForm<IReadOnlyList<ShallowMode>>.None(
                $"The shallow solution needs a network without hidden layers (L = 1), but this network has L = {depth}."
            );

    private static ClosedForm<IReadOnlyList<T>> PerMode<T>(
        SingularModes modes,
        IReadOnlyList<double> initialStrengths,
        Func<double, double, double, T> solution,
        string otherwise
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
