using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>One linear layer, z = W x + b, of a network whose weights lie in a flat state.</summary>
/// <remarks>
/// Batches are columns: x is N_in × B, z is N_out × B. On the way down the error is pulled through the weights as they
/// were, and only then they move, so that the updates of all layers are of the same moment. What moves by −η δxᵀ is either the
/// state itself, in one product and without an array of gradients, or such an array, which is cleared before, with η = −1.
/// </remarks>
/// <param name="sizes">The network.</param>
/// <param name="layer">0-based, input side first.</param>
/// <param name="products">Who multiplies batches.</param>
/// <param name="lanes">Doubles in a vector of the kernels that take one item; 0 for products there too.</param>
internal sealed class LinearLayer(LayerSizes sizes, int layer, IMatrixProducts products, int lanes)
{
    private readonly int rows = sizes.Rows(layer);
    private readonly int columns = sizes.Columns(layer);
    private readonly Range weights = sizes[layer];
    private readonly Range bias = sizes.Bias(layer);

    private readonly ItemKernel? kernel = lanes == 0 ? null : ItemKernel.For(lanes, sizes.Rows(layer));

    /// <summary>z ← W x + b.</summary>
    /// <param name="state">The network.</param>
    /// <param name="x">Inputs, N_in × <paramref name="count"/>.</param>
    /// <param name="count">B.</param>
    /// <param name="z">Filled, N_out × <paramref name="count"/>.</param>
    internal unsafe void Forward(ReadOnlySpan<double> state, ReadOnlySpan<double> x, int count, Span<double> z)
    {
        FillWithBias(state, count, z);
        if (count > 1 || kernel is null)
        {
            products.Product(new ProductShape(rows, count, columns, Beta: 1), state[weights], x, z);
            return;
        }
        fixed (
            double* w = state[weights],
                from = x,
                to = z
        )
        {
            kernel.Forward(w, rows, columns, from, to);
        }
    }

    /// <summary>z ← W x + b for one-hot x: item i is column i of W.</summary>
    /// <param name="state">The network.</param>
    /// <param name="items">The items of the batch.</param>
    /// <param name="z">Filled, N_out × B.</param>
    internal void Forward(ReadOnlySpan<double> state, ReadOnlySpan<int> items, Span<double> z)
    {
        FillWithBias(state, items.Length, z);
        for (int index = 0; index < items.Length; index++)
        {
            Span<double> column = z.Slice(index * rows, rows);
            TensorPrimitives.Add(column, state[weights].Slice(items[index] * rows, rows), column);
        }
    }

    /// <summary>below ← Wᵀδ, then T ← T − η δxᵀ and t ← t − η δ1, where T and t stand where W and b do in the state.</summary>
    /// <param name="state">The network.</param>
    /// <param name="x">Inputs, N_in × <paramref name="count"/>.</param>
    /// <param name="count">B.</param>
    /// <param name="error">δ = ∂loss/∂z, N_out × <paramref name="count"/>.</param>
    /// <param name="rate">η.</param>
    /// <param name="below">∂loss/∂x, N_in × <paramref name="count"/>; left alone if empty, as below the first layer.</param>
    /// <param name="moved">What moves: the state, or other memory laid out as it.</param>
    internal unsafe void Backward(
        ReadOnlySpan<double> state,
        ReadOnlySpan<double> x,
        int count,
        ReadOnlySpan<double> error,
        double rate,
        Span<double> below,
        Span<double> moved
    )
    {
        MoveBias(moved, count, error, rate);
        if (count == 1 && kernel is not null && !IsSame(state, moved))
        {
            MoveColumns(state[weights], x, error, rate, below, moved[weights]);
            return;
        }
        if (below.IsEmpty || count > 1 || kernel is null)
        {
            if (!below.IsEmpty)
            {
                products.Product(
                    new ProductShape(columns, count, rows, TransposeA: true),
                    state[weights],
                    error,
                    below
                );
            }
            products.Product(
                new ProductShape(rows, columns, count, TransposeB: true, Alpha: -rate, Beta: 1),
                error,
                x,
                moved[weights]
            );
            return;
        }
        fixed (
            double* w = moved[weights],
                from = x,
                delta = error,
                to = below
        )
        {
            kernel.Backward(w, rows, columns, from, delta, rate, to);
        }
    }

    /// <summary>T ← T − η δxᵀ for one-hot x, which moves one column per item, and t ← t − η δ1.</summary>
    internal void Backward(ReadOnlySpan<int> items, ReadOnlySpan<double> error, double rate, Span<double> moved)
    {
        MoveBias(moved, items.Length, error, rate);
        for (int index = 0; index < items.Length; index++)
        {
            Span<double> column = moved[weights].Slice(items[index] * rows, rows);
            TensorPrimitives.MultiplyAdd(error.Slice(index * rows, rows), -rate, column, column);
        }
    }

    /// <summary>One item, column by column, where W and what moves are two memories.</summary>
    private void MoveColumns(
        ReadOnlySpan<double> from,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> error,
        double rate,
        Span<double> below,
        Span<double> to
    )
    {
        for (int column = 0; column < below.Length; column++)
        {
            below[column] = TensorPrimitives.Dot(from.Slice(column * rows, rows), error);
        }
        for (int column = 0; column < columns; column++)
        {
            Span<double> moving = to.Slice(column * rows, rows);
            TensorPrimitives.MultiplyAdd(error, -rate * x[column], moving, moving);
        }
    }

    private static bool IsSame(ReadOnlySpan<double> one, ReadOnlySpan<double> other) =>
        Unsafe.AreSame(in MemoryMarshal.GetReference(one), in MemoryMarshal.GetReference(other));

    private void FillWithBias(ReadOnlySpan<double> state, int count, Span<double> z)
    {
        if (!sizes.HasBias)
        {
            z[..(rows * count)].Clear();
            return;
        }
        for (int index = 0; index < count; index++)
        {
            state[bias].CopyTo(z.Slice(index * rows, rows));
        }
    }

    private void MoveBias(Span<double> moved, int count, ReadOnlySpan<double> error, double rate)
    {
        Span<double> b = moved[bias];
        for (int index = 0; index < count && sizes.HasBias; index++)
        {
            TensorPrimitives.MultiplyAdd(error.Slice(index * rows, rows), -rate, b, b);
        }
    }
}
