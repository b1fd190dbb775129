using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Weights that are simply given, from a file or from another program.</summary>
public sealed class GivenStart : IStart
{
    private readonly Matrix<double>[] weights;
    private readonly double[][]? biases;

    /// <param name="weights">W_1 … W_L, input side first; each as wide as the one before is tall.</param>
    /// <param name="biases">b_1 … b_L, one entry per row of W_l; null to start biases at 0 where a network has them.</param>
    /// <exception cref="ArgumentException">There is none, or two neighbours or a bias do not fit together.</exception>
    public GivenStart(IReadOnlyList<Matrix<double>> weights, IReadOnlyList<Vector<double>>? biases = null)
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
        if (biases is not null)
        {
            RequireFit(weights, biases);
        }
        this.weights = [.. weights.Select(weight => weight.Clone())];
        this.biases = biases is null ? null : [.. biases.Select(bias => bias.ToArray())];
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
        if (biases is not null && !sizes.HasBias)
        {
            throw new ArgumentException("Biases were given, but the network has none.", nameof(sizes));
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
            weights[sizes.Bias(layer)].Clear();
            biases?[layer].CopyTo(weights[sizes.Bias(layer)]);
        }
    }

    private static void RequireFit(IReadOnlyList<Matrix<double>> weights, IReadOnlyList<Vector<double>> biases)
    {
        if (biases.Count != weights.Count)
        {
            throw new ArgumentException(
                $"One bias per weight matrix is needed, but {biases.Count} were given with {weights.Count} matrices.",
                nameof(biases)
            );
        }
        for (int layer = 0; layer < weights.Count; layer++)
        {
            if (biases[layer].Count != weights[layer].RowCount)
            {
                throw new ArgumentException(
                    $"b_{layer + 1} must have {weights[layer].RowCount} entries, one per row of W_{layer + 1}, but has "
                        + $"{biases[layer].Count}.",
                    nameof(biases)
                );
            }
        }
    }
}
