using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Simulation.LinearAlgebra.Kernels;

namespace Dynamics.Simulation.Descent;

/// <summary>What one linear layer does with one item, in vectors of some width.</summary>
internal abstract unsafe class ItemKernel
{
    /// <summary>The kernel with the widest vectors, up to 256 bits, that a column fills.</summary>
    /// <remarks>
    /// Registers of 512 bits are not used: those of 256 take all that the second cache gives, and columns whose height is
    /// no multiple of 8 do not begin with a cache line, so that half of the wider loads and stores would touch two.
    /// </remarks>
    /// <param name="lanes">Doubles in the widest vector to use.</param>
    /// <param name="rows">Height of a column.</param>
    internal static ItemKernel For(int lanes, int rows) =>
        Math.Min(lanes, rows) switch
        {
            >= 4 => new ItemKernel<Vector256<double>, Lanes256>(),
            >= 2 => new ItemKernel<Vector128<double>, Lanes128>(),
            _ => new ItemKernel<double, Lanes64>(),
        };

    /// <summary>y ← y + W x.</summary>
    internal abstract void Forward(double* weights, int rows, int columns, double* x, double* y);

    /// <summary>below ← Wᵀδ with W as it was, then W ← W − η δ xᵀ.</summary>
    /// <param name="weights">W.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="x">What the layer was given.</param>
    /// <param name="error">δ.</param>
    /// <param name="rate">η.</param>
    /// <param name="below">Filled.</param>
    internal abstract void Backward(
        double* weights,
        int rows,
        int columns,
        double* x,
        double* error,
        double rate,
        double* below
    );
}

/// <summary>One linear layer and one item: W x on the way up, and on the way down Wᵀδ and the move of W in one pass.</summary>
/// <remarks>
/// Four columns of the column-major W are walked side by side, so that y or δ is read once for four of them. A weight is
/// read twice and written once per item; that traffic with the second cache is what the time goes into.
/// </remarks>
internal sealed unsafe class ItemKernel<TVector, TLanes> : ItemKernel
    where TLanes : struct, ILanes<TVector>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(double* weights, int rows, int columns, double* x, double* y)
    {
        for (int column = 0; column < columns; column += 4)
        {
            // Past the last column the last is taken again, times 0.
            int left = columns - 1 - column;
            double* w0 = weights + (nint)column * rows;
            double* w1 = w0 + (nint)Math.Min(1, left) * rows;
            double* w2 = w0 + (nint)Math.Min(2, left) * rows;
            double* w3 = w0 + (nint)Math.Min(3, left) * rows;
            TVector x0 = TLanes.Broadcast(x[column]);
            TVector x1 = TLanes.Broadcast(left >= 1 ? x[column + 1] : 0);
            TVector x2 = TLanes.Broadcast(left >= 2 ? x[column + 2] : 0);
            TVector x3 = TLanes.Broadcast(left >= 3 ? x[column + 3] : 0);
            int row = 0;
            for (; row <= rows - TLanes.Count; row += TLanes.Count)
            {
                TVector sum = TLanes.MultiplyAdd(TLanes.Load(w0 + row), x0, TLanes.Load(y + row));
                sum = TLanes.MultiplyAdd(TLanes.Load(w1 + row), x1, sum);
                sum = TLanes.MultiplyAdd(TLanes.Load(w2 + row), x2, sum);
                sum = TLanes.MultiplyAdd(TLanes.Load(w3 + row), x3, sum);
                TLanes.Store(sum, y + row);
            }
            for (; row < rows; row++)
            {
                for (int k = column; k < Math.Min(column + 4, columns); k++)
                {
                    y[row] = Math.FusedMultiplyAdd(weights[(nint)k * rows + row], x[k], y[row]);
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(
        double* weights,
        int rows,
        int columns,
        double* x,
        double* error,
        double rate,
        double* below
    )
    {
        int whole = rows - rows % TLanes.Count;
        // Backwards: the way up has left the last columns in the first cache.
        int column = columns;
        for (; column >= 4; column -= 4)
        {
            int first = column - 4;
            FourColumns(weights + (nint)first * rows, rows, whole, x + first, error, -rate, below + first);
            for (int k = first; k < column && whole < rows; k++)
            {
                below[k] += Column(weights + (nint)k * rows, whole, rows, error, -rate * x[k]);
            }
        }
        while (--column >= 0)
        {
            below[column] = Column(weights + (nint)column * rows, 0, rows, error, -rate * x[column]);
        }
    }

    /// <summary>Whole vectors of four columns side by side.</summary>
    /// <remarks>
    /// The loop has its registers to itself: what is left of the columns, done here too, would push pointers out to the
    /// stack, and each step would read them back, which took a quarter longer.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(
        double* w0,
        nint stride,
        nint whole,
        double* x,
        double* error,
        double factor,
        double* below
    )
    {
        double* w1 = w0 + stride;
        double* w2 = w1 + stride;
        double* w3 = w2 + stride;
        TVector move0 = TLanes.Broadcast(factor * x[0]);
        TVector move1 = TLanes.Broadcast(factor * x[1]);
        TVector move2 = TLanes.Broadcast(factor * x[2]);
        TVector move3 = TLanes.Broadcast(factor * x[3]);
        TVector sum0 = TLanes.Broadcast(0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        for (nint row = 0; row < whole; row += TLanes.Count)
        {
            TVector delta = TLanes.Load(error + row);
            sum0 = PullAndMove(w0, row, delta, move0, sum0);
            sum1 = PullAndMove(w1, row, delta, move1, sum1);
            sum2 = PullAndMove(w2, row, delta, move2, sum2);
            sum3 = PullAndMove(w3, row, delta, move3, sum3);
        }
        below[0] = TLanes.Sum(sum0);
        below[1] = TLanes.Sum(sum1);
        below[2] = TLanes.Sum(sum2);
        below[3] = TLanes.Sum(sum3);
    }

    /// <summary>The error pulled through a piece of one column, which then moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PullAndMove(double* column, nint row, TVector error, TVector move, TVector sum)
    {
        TVector old = TLanes.Load(column + row);
        TLanes.Store(TLanes.MultiplyAdd(error, move, old), column + row);
        return TLanes.MultiplyAdd(old, error, sum);
    }

    /// <summary>The same for what is left of one column, entry by entry.</summary>
    private static double Column(double* weights, int from, int rows, double* error, double move)
    {
        double sum = 0;
        for (int row = from; row < rows; row++)
        {
            double old = weights[row];
            sum = Math.FusedMultiplyAdd(old, error[row], sum);
            weights[row] = Math.FusedMultiplyAdd(error[row], move, old);
        }
        return sum;
    }
}
