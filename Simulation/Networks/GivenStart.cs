using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Weights that are simply given, from a file or from another program.</summary>
public sealed class GivenStart : IStart
{
    private readonly Matrix<double>[] weights;

    /// <param name="weights">W_1 … W_L, input side first; each as wide as the one before is tall.</param>
    /// <exception cref="ArgumentException">There is none, or two neighbours do not fit together.</exception>
    public GivenStart(IReadOnlyList<Matrix<double>> weights)
    {
        if (weights.Count == 0)
        {
            throw new ArgumentException("At least one weight matrix is needed.", nameof(weights));
        }
        for (int layer = 1; layer < weights.Count; layer++)
        {
            Matrix<double> below = weights[layer - 1];
            Matrix<double> above = weights[layer];
            if (above.ColumnCount != below.RowCount)
            {
                throw new ArgumentException(
                    $"W_{layer + 1} must have {below.RowCount} columns, one per row of W_{layer}, but is "
                        + $"{above.RowCount}×{above.ColumnCount}. Give the layers input side first.",
                    nameof(weights)
                );
            }
        }
        this.weights = [.. weights.Select(weight => weight.Clone())];
    }

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        if (sizes.Depth != this.weights.Length)
        {
            throw new ArgumentException(
                $"The network has {sizes.Depth} weight matrices, but {this.weights.Length} were given.",
                nameof(sizes)
            );
        }
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            Matrix<double> given = this.weights[layer];
            if (given.RowCount != sizes.Rows(layer) || given.ColumnCount != sizes.Columns(layer))
            {
                throw new ArgumentException(
                    $"W_{layer + 1} must be {sizes.Rows(layer)}×{sizes.Columns(layer)}, but is "
                        + $"{given.RowCount}×{given.ColumnCount}.",
                    nameof(sizes)
                );
            }
            given.ToColumnMajorArray().CopyTo(weights[sizes[layer]]);
        }
    }
}
