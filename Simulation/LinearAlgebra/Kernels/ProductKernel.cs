using System.Runtime.CompilerServices;

namespace Dynamics.Simulation.LinearAlgebra.Kernels;

/// <summary>Operands of one block of a product: C ← α A op(B) + β C with A column-major and not transposed.</summary>
internal readonly unsafe struct ProductBlock
{
    internal int Rows { get; init; }
    internal int Columns { get; init; }
    internal int Inner { get; init; }
    internal double Alpha { get; init; }
    internal double Beta { get; init; }

    /// <summary>First entry of A, whose columns are <see cref="StrideA"/> apart.</summary>
    internal double* A { get; init; }
    internal nint StrideA { get; init; }

    /// <summary>First entry of op(B), with the steps to its next row and its next column.</summary>
    internal double* B { get; init; }
    internal nint RowStepB { get; init; }
    internal nint ColumnStepB { get; init; }

    /// <summary>First entry of C, whose columns are <see cref="StrideC"/> apart.</summary>
    internal double* C { get; init; }
    internal nint StrideC { get; init; }
}

/// <summary>A product in registers: tiles of two vectors by four columns of C, summed over k in order.</summary>
/// <remarks>
/// <para>Eight accumulators are what two fused multiply-adds a cycle with a latency of four need. A last tile that would
/// stick out at the bottom is moved up and keeps what it covers a second time; one that would stick out at the right
/// repeats the last column and does not store it.</para>
/// <para>Every entry is the same chain of fused multiply-adds in every width, so all processors give the same bits.</para>
/// </remarks>
internal static unsafe class ProductKernel<TVector, TLanes>
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Computes one block; it must have at least as many rows as a vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a run may be over before the tiers are climbed
    internal static void Run(in ProductBlock block)
    {
        for (int column = 0; column < block.Columns; column += 4)
        {
            int row = 0;
            for (; row + TLanes.Count < block.Rows; row += 2 * TLanes.Count)
            {
                TwoVectors(block, row, column);
            }
            if (row < block.Rows)
            {
                OneVector(block, row, column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoVectors(in ProductBlock block, int row, int column)
    {
        int second = Math.Min(row + TLanes.Count, block.Rows - TLanes.Count);
        double* a = block.A + row;
        nint toSecond = second - row;
        nint step1 = Step(block, column, 1);
        nint step2 = Step(block, column, 2);
        nint step3 = Step(block, column, 3);
        double* b = block.B + column * block.ColumnStepB;
        nint strideA = block.StrideA;
        nint rowStepB = block.RowStepB;
        TVector c00 = TLanes.Broadcast(0);
        TVector c01 = c00;
        TVector c02 = c00;
        TVector c03 = c00;
        TVector c10 = c00;
        TVector c11 = c00;
        TVector c12 = c00;
        TVector c13 = c00;
        for (int k = block.Inner; k > 0; k--)
        {
            TVector a0 = TLanes.Load(a);
            TVector a1 = TLanes.Load(a + toSecond);
            TVector b0 = TLanes.Broadcast(*b);
            c00 = TLanes.MultiplyAdd(a0, b0, c00);
            c10 = TLanes.MultiplyAdd(a1, b0, c10);
            TVector b1 = TLanes.Broadcast(b[step1]);
            c01 = TLanes.MultiplyAdd(a0, b1, c01);
            c11 = TLanes.MultiplyAdd(a1, b1, c11);
            TVector b2 = TLanes.Broadcast(b[step2]);
            c02 = TLanes.MultiplyAdd(a0, b2, c02);
            c12 = TLanes.MultiplyAdd(a1, b2, c12);
            TVector b3 = TLanes.Broadcast(b[step3]);
            c03 = TLanes.MultiplyAdd(a0, b3, c03);
            c13 = TLanes.MultiplyAdd(a1, b3, c13);
            a += strideA;
            b += rowStepB;
        }
        double* c = block.C + column * block.StrideC;
        Write(block, column, c + row, 0, c00, c01, c02, c03);
        Write(block, column, c + second, row + TLanes.Count - second, c10, c11, c12, c13);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneVector(in ProductBlock block, int row, int column)
    {
        int first = block.Rows - TLanes.Count;
        double* a = block.A + first;
        nint step1 = Step(block, column, 1);
        nint step2 = Step(block, column, 2);
        nint step3 = Step(block, column, 3);
        double* b = block.B + column * block.ColumnStepB;
        nint strideA = block.StrideA;
        nint rowStepB = block.RowStepB;
        TVector c0 = TLanes.Broadcast(0);
        TVector c1 = c0;
        TVector c2 = c0;
        TVector c3 = c0;
        for (int k = block.Inner; k > 0; k--)
        {
            TVector a0 = TLanes.Load(a);
            c0 = TLanes.MultiplyAdd(a0, TLanes.Broadcast(*b), c0);
            c1 = TLanes.MultiplyAdd(a0, TLanes.Broadcast(b[step1]), c1);
            c2 = TLanes.MultiplyAdd(a0, TLanes.Broadcast(b[step2]), c2);
            c3 = TLanes.MultiplyAdd(a0, TLanes.Broadcast(b[step3]), c3);
            a += strideA;
            b += rowStepB;
        }
        Write(block, column, block.C + column * block.StrideC + first, row - first, c0, c1, c2, c3);
    }

    // Distance from column `column` of op(B) to the one `ahead` of it, or to the last there is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(in ProductBlock block, int column, int ahead) =>
        Math.Min(ahead, block.Columns - 1 - column) * block.ColumnStepB;

    // Four columns of C, or as many as there are; lanes below `kept` belong to another tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(
        in ProductBlock block,
        int column,
        double* c,
        int kept,
        TVector c0,
        TVector c1,
        TVector c2,
        TVector c3
    )
    {
        int left = block.Columns - column;
        nint stride = block.StrideC;
        WriteColumn(block, c, kept, c0);
        if (left > 1)
        {
            WriteColumn(block, c + stride, kept, c1);
        }
        if (left > 2)
        {
            WriteColumn(block, c + 2 * stride, kept, c2);
        }
        if (left > 3)
        {
            WriteColumn(block, c + 3 * stride, kept, c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteColumn(in ProductBlock block, double* c, int kept, TVector sum)
    {
        TVector fresh = TLanes.Multiply(TLanes.Broadcast(block.Alpha), sum);
        if (block.Beta != 0)
        {
            fresh = TLanes.MultiplyAdd(TLanes.Broadcast(block.Beta), TLanes.Load(c), fresh);
        }
        TLanes.Store(kept == 0 ? fresh : TLanes.Join(kept, TLanes.Load(c), fresh), c);
    }
}
