using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Modes;

/// <summary>Refuses weights that are no network of a task.</summary>
internal static class WeightShapes
{
    public static void RequireTwoLayers(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireFit(modes, weights);
        if (weights.Count != 2)
        {
            throw new ArgumentException(
                $"The growing part |W₁v + W₂ᵀu|² is that of two layers, but {weights.Count} were given. Use the overlap.",
                nameof(weights)
            );
        }
    }

    public static void RequireFit(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        RequireChain(weights);
        int inputs = modes.InputModes.RowCount;
        int outputs = modes.OutputModes.RowCount;
        if (weights[0].ColumnCount != inputs || weights[^1].RowCount != outputs)
        {
            throw new ArgumentException(
                $"The task has {inputs} inputs and {outputs} outputs, but the weights lead from {weights[0].ColumnCount} "
                    + $"to {weights[^1].RowCount}. Give the layers input side first.",
                nameof(weights)
            );
        }
    }

    public static void RequireChain(IReadOnlyList<Matrix<double>> weights)
    {
        if (weights.Count == 0)
        {
            throw new ArgumentException("At least one weight matrix is needed.", nameof(weights));
        }
        for (int layer = 0; layer < weights.Count; layer++)
        {
            Require.Finite(weights[layer], $"W_{layer + 1}", nameof(weights));
            if (layer > 0 && weights[layer].ColumnCount != weights[layer - 1].RowCount)
            {
                throw new ArgumentException(
                    $"W_{layer + 1} must have {weights[layer - 1].RowCount} columns, one per row of W_{layer}, but is "
                        + $"{weights[layer].RowCount}×{weights[layer].ColumnCount}. Give the layers input side first.",
                    nameof(weights)
                );
            }
        }
    }
}
