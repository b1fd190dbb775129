using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Networks;

/// <summary>Balanced weights along directions handed in, so that W_L⋯W_1 = Σ_α strength_α u_α v_αᵀ.</summary>
/// <remarks>
/// Every layer carries strength^(1/L) of a mode, through the first hidden units in order; hence
/// W_{l+1}ᵀW_{l+1} = W_l W_lᵀ exactly (up to rounding). Biases are 0. Where the directions come from is not this room's business.
/// </remarks>
public sealed class AlignedStart : IStart
{
    private readonly Matrix<double> outputDirections;
    private readonly Matrix<double> inputDirections;
    private readonly double[] strengths;

    /// <param name="outputDirections">u_α as columns, N_y × r.</param>
    /// <param name="inputDirections">v_α as columns, N_x × r.</param>
    /// <param name="strengths">Strength of each of the r modes; finite and not negative.</param>
    /// <exception cref="ArgumentException">The counts differ, or a strength is negative or not finite.</exception>
    public AlignedStart(
        Matrix<double> outputDirections,
        Matrix<double> inputDirections,
        IReadOnlyList<double> strengths
    )
    {
        if (outputDirections.ColumnCount != strengths.Count || inputDirections.ColumnCount != strengths.Count)
        {
            throw new ArgumentException(
                $"One strength per direction is needed, but there are {strengths.Count} strengths, "
                    + $"{outputDirections.ColumnCount} output and {inputDirections.ColumnCount} input directions.",
                nameof(strengths)
            );
        }
        if (strengths.Any(strength => !(strength >= 0 && double.IsFinite(strength))))
        {
            throw new ArgumentException(
                $"Strengths must be finite and not negative, but are {string.Join(", ", strengths)}.",
                nameof(strengths)
            );
        }
        this.outputDirections = outputDirections.Clone();
        this.inputDirections = inputDirections.Clone();
        this.strengths = [.. strengths];
    }

    /// <summary>Strength of each mode of W_L⋯W_1.</summary>
    public IReadOnlyList<double> Strengths => strengths;

    /// <inheritdoc/>
    public void Fill(LayerSizes sizes, Span<double> weights)
    {
        if (sizes.Inputs != inputDirections.RowCount || sizes.Outputs != outputDirections.RowCount)
        {
            throw new ArgumentException(
                $"The directions are for {inputDirections.RowCount} inputs and {outputDirections.RowCount} outputs, "
                    + $"but the network has {sizes.Inputs} and {sizes.Outputs}.",
                nameof(sizes)
            );
        }
        int narrowest = sizes.Widths.Min();
        if (narrowest < strengths.Length)
        {
            throw new ArgumentException(
                $"{strengths.Length} modes need at least as many units in every layer, but one has {narrowest}.",
                nameof(sizes)
            );
        }
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            FillLayer(sizes, layer, weights[sizes[layer]]);
            weights[sizes.Bias(layer)].Clear();
        }
    }

    private void FillLayer(LayerSizes sizes, int layer, Span<double> weight)
    {
        weight.Clear();
        int rows = sizes.Rows(layer);
        bool isFirst = layer == 0;
        bool isLast = layer == sizes.Depth - 1;
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            double share = isFirst && isLast ? strengths[mode] : Math.Pow(strengths[mode], 1.0 / sizes.Depth);
            for (int column = 0; column < sizes.Columns(layer); column++)
            {
                double right = isFirst ? inputDirections[column, mode] : Unit(column, mode);
                for (int row = 0; row < rows; row++)
                {
                    double left = isLast ? outputDirections[row, mode] : Unit(row, mode);
                    weight[column * rows + row] += share * left * right;
                }
            }
        }
    }

    private static double Unit(int index, int mode) => index == mode ? 1 : 0;
}
