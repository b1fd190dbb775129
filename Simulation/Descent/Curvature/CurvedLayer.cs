using System.Numerics.Tensors;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent.Curvature;

/// <summary>One linear layer with its activation, at one place in weight space, and how all of it changes along a direction.</summary>
/// <remarks>
/// x is what the layer is given, z = W x + b, a = φ(z), e = ∂loss/∂a and δ = ∂loss/∂z = φ′ ∘ e. A change is written d: along a
/// direction (dW, db) of the weights, dz = dW x + W dx + db and da = φ′ ∘ dz on the way up, and on the way down
/// dδ = φ′ ∘ de + φ″ ∘ dz ∘ e. Without e what is left is the Gauss–Newton part. Owns its work memory.
/// </remarks>
internal sealed class CurvedLayer(Architecture architecture, int layer, int capacity, IMatrixProducts products)
{
    private readonly int rows = architecture.Sizes.Rows(layer);
    private readonly int columns = architecture.Sizes.Columns(layer);
    private readonly Range weights = architecture.Sizes[layer];
    private readonly Range bias = architecture.Sizes.Bias(layer);
    private readonly bool isActivated = architecture.IsActivated(layer);

    private readonly double[] sum = new double[architecture.Sizes.Rows(layer) * capacity];
    private readonly double[] value = new double[architecture.Sizes.Rows(layer) * capacity];
    private readonly double[] slope = new double[architecture.Sizes.Rows(layer) * capacity];
    private readonly double[] bend = new double[architecture.Sizes.Rows(layer) * capacity]; // φ″ ∘ e
    private readonly double[] error = new double[architecture.Sizes.Rows(layer) * capacity]; // δ
    private readonly double[] sumChange = new double[architecture.Sizes.Rows(layer) * capacity];
    private readonly double[] valueChange = new double[architecture.Sizes.Rows(layer) * capacity];

    /// <summary>a of B items.</summary>
    internal Span<double> Value(int count) => value.AsSpan(0, rows * count);

    /// <summary>da of B items.</summary>
    internal Span<double> ValueChange(int count) => valueChange.AsSpan(0, rows * count);

    /// <summary>a ← φ(W x + b), and φ′.</summary>
    /// <param name="state">The weights.</param>
    /// <param name="x">N_in × B.</param>
    /// <param name="count">B.</param>
    internal void Forward(ReadOnlySpan<double> state, ReadOnlySpan<double> x, int count)
    {
        Span<double> z = sum.AsSpan(0, rows * count);
        Span<double> a = Value(count);
        FillWithBias(state, z);
        products.Product(new ProductShape(rows, count, columns, Beta: 1), state[weights], x, z);
        slope.AsSpan().Fill(1);
        if (isActivated)
        {
            architecture.Activation.Apply(z, a);
            architecture.Activation.Backpropagate(z, a, slope.AsSpan(0, z.Length));
        }
        else
        {
            z.CopyTo(a);
        }
    }

    /// <summary>δ from e, and Wᵀδ, the e of the layer below.</summary>
    /// <param name="state">The weights.</param>
    /// <param name="count">B.</param>
    /// <param name="e">∂loss/∂a, N_out × B.</param>
    /// <param name="below">N_in × B; filled.</param>
    internal void Backward(ReadOnlySpan<double> state, int count, ReadOnlySpan<double> e, Span<double> below)
    {
        Span<double> bent = bend.AsSpan(0, e.Length);
        Span<double> delta = error.AsSpan(0, e.Length);
        bent.Clear();
        if (isActivated)
        {
            architecture.Activation.Curve(sum.AsSpan(0, e.Length), value.AsSpan(0, e.Length), bent);
            TensorPrimitives.Multiply(bent, e, bent);
        }
        TensorPrimitives.Multiply(slope.AsSpan(0, e.Length), e, delta);
        products.Product(new ProductShape(columns, count, rows, TransposeA: true), state[weights], delta, below);
    }

    /// <summary>da along a direction.</summary>
    /// <param name="state">The weights.</param>
    /// <param name="direction">Their change, laid out as they are.</param>
    /// <param name="x">N_in × B.</param>
    /// <param name="change">dx, N_in × B; empty for inputs of the network, which do not change.</param>
    /// <param name="count">B.</param>
    internal void ForwardChange(
        ReadOnlySpan<double> state,
        ReadOnlySpan<double> direction,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> change,
        int count
    )
    {
        Span<double> dz = sumChange.AsSpan(0, rows * count);
        FillWithBias(direction, dz);
        var shape = new ProductShape(rows, count, columns, Beta: 1);
        products.Product(shape, direction[weights], x, dz);
        if (!change.IsEmpty)
        {
            products.Product(shape, state[weights], change, dz);
        }
        TensorPrimitives.Multiply(slope.AsSpan(0, dz.Length), dz, ValueChange(count));
    }

    /// <summary>dδ from de, and with it the change of the gradient of this layer, and the de of the layer below.</summary>
    /// <param name="state">The weights.</param>
    /// <param name="direction">Their change.</param>
    /// <param name="x">N_in × B.</param>
    /// <param name="change">dx; empty for inputs of the network.</param>
    /// <param name="count">B.</param>
    /// <param name="errorChange">de, N_out × B, which becomes dδ.</param>
    /// <param name="gradientChange">Change of ∂loss/∂θ, laid out as the weights; this layer's part is filled.</param>
    /// <param name="below">N_in × B; filled, and left alone where dx is empty.</param>
    internal void BackwardChange(
        ReadOnlySpan<double> state,
        ReadOnlySpan<double> direction,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> change,
        int count,
        Span<double> errorChange,
        Span<double> gradientChange,
        Span<double> below
    )
    {
        ReadOnlySpan<double> delta = error.AsSpan(0, errorChange.Length);
        TensorPrimitives.Multiply(errorChange, slope.AsSpan(0, errorChange.Length), errorChange);
        TensorPrimitives.MultiplyAdd(
            bend.AsSpan(0, errorChange.Length),
            sumChange.AsSpan(0, errorChange.Length),
            errorChange,
            errorChange
        );
        Span<double> b = gradientChange[bias];
        b.Clear();
        for (int item = 0; item < count && architecture.Sizes.HasBias; item++)
        {
            TensorPrimitives.Add(b, errorChange.Slice(item * rows, rows), b);
        }
        var outer = new ProductShape(rows, columns, count, TransposeB: true);
        products.Product(outer, errorChange, x, gradientChange[weights]);
        if (change.IsEmpty)
        {
            return;
        }
        products.Product(outer with { Beta = 1 }, delta, change, gradientChange[weights]);
        var through = new ProductShape(columns, count, rows, TransposeA: true);
        products.Product(through, state[weights], errorChange, below);
        products.Product(through with { Beta = 1 }, direction[weights], delta, below);
    }

    private void FillWithBias(ReadOnlySpan<double> source, Span<double> z)
    {
        z.Clear();
        for (int first = 0; first < z.Length && architecture.Sizes.HasBias; first += rows)
        {
            source[bias].CopyTo(z.Slice(first, rows));
        }
    }
}
