using System.Numerics.Tensors;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Observation;

/// <summary>How strongly the outer layers of a linear network carry the modes of its task: |W₁v_α|² and |W_Lᵀu_α|².</summary>
/// <remarks>
/// The first is v_αᵀW₁ᵀW₁v_α, the strength of the mode in the first hidden representation, the second u_αᵀW_LW_Lᵀu_α, that of its readout. Of a
/// degenerate group the mean over its modes, which no basis changes. Owns its work memory: one thread.
/// </remarks>
internal sealed class LayerStrengths
{
    private readonly LayerSizes sizes;
    private readonly IMatrixProducts products;
    private readonly ModeGroup[] groups;
    private readonly double[] inputModes;
    private readonly double[] outputModes;
    private readonly int rank;
    private readonly double[] images;

    /// <param name="task">What is learned.</param>
    /// <param name="sizes">The layers.</param>
    /// <param name="products">Who multiplies matrices.</param>
    public LayerStrengths(LearningTask task, LayerSizes sizes, IMatrixProducts products)
    {
        (this.sizes, this.products) = (sizes, products);
        SingularModes modes = task.Modes;
        groups = [.. modes.Groups];
        rank = modes.Count;
        inputModes = modes.InputModes.ToColumnMajorArray();
        outputModes = modes.OutputModes.ToColumnMajorArray();
        images = new double[sizes.Widths.Max() * rank];
    }

    /// <summary>Number of groups, simple modes among them.</summary>
    public int Count => groups.Length;

    /// <summary>Writes |W₁v_α|².</summary>
    public void WriteHidden(in NetworkView network, Span<double> values) =>
        Write(new ProductShape(sizes.Rows(0), rank, sizes.Columns(0)), network[0].Values.Span, inputModes, values);

    /// <summary>Writes |W_Lᵀu_α|².</summary>
    public void WriteReadout(in NetworkView network, Span<double> values)
    {
        int last = sizes.Depth - 1;
        Write(
            new ProductShape(sizes.Columns(last), rank, sizes.Rows(last), TransposeA: true),
            network[last].Values.Span,
            outputModes,
            values
        );
    }

    private void Write(ProductShape shape, ReadOnlySpan<double> layer, double[] modes, Span<double> values)
    {
        products.Product(shape, layer, modes, images);
        for (int group = 0; group < groups.Length; group++)
        {
            (int first, int count) = (groups[group].First, groups[group].Count);
            values[group] =
                TensorPrimitives.SumOfSquares<double>(images.AsSpan(first * shape.Rows, count * shape.Rows)) / count;
        }
    }
}
