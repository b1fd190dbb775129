namespace Dynamics.Simulation.Networks;

/// <summary>The widths of a fully connected network and the place of every weight matrix in its flat state.</summary>
/// <remarks>
/// W_1 is nearest the input. The state holds W_1, W_2, … W_L one after the other, each column-major, in one array; with
/// biases W_1, b_1, W_2, b_2, ….
/// </remarks>
public sealed class LayerSizes
{
    private readonly int[] widths;
    private readonly int[] offsets;

    /// <param name="inputs">N_x; positive.</param>
    /// <param name="hidden">Widths of the hidden layers, input side first; empty for a shallow network.</param>
    /// <param name="outputs">N_y; positive.</param>
    /// <param name="hasBias">Whether every layer adds a bias.</param>
    /// <exception cref="ArgumentException">A width is not positive, or the weights do not fit in one array.</exception>
    public LayerSizes(int inputs, IReadOnlyList<int> hidden, int outputs, bool hasBias = false)
    {
        HasBias = hasBias;
        widths = [inputs, .. hidden, outputs];
        int bad = Array.FindIndex(widths, width => width <= 0);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Every width must be positive, but width {bad} is {widths[bad]}.",
                nameof(hidden)
            );
        }
        offsets = new int[widths.Length];
        for (int layer = 0; layer < Depth; layer++)
        {
            long end = offsets[layer] + (long)widths[layer + 1] * (widths[layer] + (hasBias ? 1 : 0));
            if (end > Array.MaxLength)
            {
                throw new ArgumentException(
                    $"The weights up to W_{layer + 1} are {end} numbers; one array holds {Array.MaxLength}.",
                    nameof(hidden)
                );
            }
            offsets[layer + 1] = (int)end;
        }
    }

    /// <summary>L, the number of weight matrices; 1 for a shallow network.</summary>
    public int Depth => widths.Length - 1;

    /// <summary>N_x.</summary>
    public int Inputs => widths[0];

    /// <summary>N_y.</summary>
    public int Outputs => widths[^1];

    /// <summary>Whether every layer adds a bias.</summary>
    public bool HasBias { get; }

    /// <summary>Number of weights, and biases, in all layers together.</summary>
    public int Count => offsets[^1];

    /// <summary>All widths, input first, output last.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <summary>Rows of W_{layer+1}: the width above it.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public int Rows(int layer) => widths[layer + 1];

    /// <summary>Columns of W_{layer+1}: the width below it.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public int Columns(int layer) => widths[layer];

    /// <summary>Where W_{layer+1} lies in the flat state.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public Range this[int layer] => offsets[layer]..(offsets[layer] + Rows(layer) * Columns(layer));

    /// <summary>Where b_{layer+1} lies in the flat state; empty without biases.</summary>
    /// <param name="layer">0-based, input side first.</param>
    public Range Bias(int layer) => (offsets[layer] + Rows(layer) * Columns(layer))..offsets[layer + 1];

    /// <summary>Which weight an entry of the flat state is.</summary>
    /// <param name="entry">0-based place in the state.</param>
    /// <returns>0-based layer, row and column; a bias counts as the column after the last.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public (int Layer, int Row, int Column) Locate(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entry, Count);
        int layer = 0;
        while (entry >= offsets[layer + 1])
        {
            layer++;
        }
        int inLayer = entry - offsets[layer];
        return (layer, inLayer % Rows(layer), inLayer / Rows(layer));
    }
}
