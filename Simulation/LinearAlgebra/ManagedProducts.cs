using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Simulation.LinearAlgebra.Kernels;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Vectorised products in managed code: straight from memory while small, through packed blocks while large.</summary>
/// <remarks>One thread. The bits of a result depend on the shape only, not on the processor.</remarks>
public sealed class ManagedProducts : IMatrixProducts
{
    // A block of A of this size stays in the second cache while every column of C passes by.
    private const int BlockRows = 128;
    private const int BlockInner = 256;
    private const int OnStack = 1024;
    private readonly int lanes;

    /// <summary>Products in the widest vectors this processor has.</summary>
    public ManagedProducts()
        : this(VectorWidth.Widest) { }

    /// <param name="lanes">Doubles in a vector: 8, 4, 2 or 1. What the processor lacks is emulated.</param>
    internal ManagedProducts(int lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public unsafe void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
    {
        shape.Check(a, b, c);
        if (shape.Rows == 0 || shape.Columns == 0)
        {
            return;
        }
        fixed (
            double* startA = a,
                startB = b,
                startC = c
        )
        {
            var whole = new ProductBlock
            {
                Rows = shape.Rows,
                Columns = shape.Columns,
                Inner = shape.Alpha == 0 ? 0 : shape.Inner,
                Alpha = shape.Alpha,
                Beta = shape.Beta,
                A = startA,
                StrideA = shape.TransposeA ? shape.Inner : shape.Rows,
                B = startB,
                RowStepB = shape.TransposeB ? shape.Columns : 1,
                ColumnStepB = shape.TransposeB ? 1 : shape.Inner,
                C = startC,
                StrideC = shape.Rows,
            };
            if (!shape.TransposeA && (shape.Inner <= BlockInner || shape.Multiplications <= BlockRows * BlockInner))
            {
                Run(whole);
            }
            else
            {
                Packed(whole, shape.TransposeA);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)] // keeps its stack space out of the small products
    private unsafe void Packed(in ProductBlock whole, bool isTransposed)
    {
        int blockRows = Math.Min(whole.Rows, BlockRows);
        int needed = blockRows * Math.Min(whole.Inner, BlockInner);
        double* stack = stackalloc double[OnStack];
        double[]? rented = needed <= OnStack ? null : ArrayPool<double>.Shared.Rent(needed);
        fixed (double* heap = rented)
        {
            double* pack = rented is null ? stack : heap;
            int inner = 0;
            do // once at least: without anything to sum, C ← β C
            {
                int depth = Math.Min(whole.Inner - inner, BlockInner);
                for (int row = 0; row < whole.Rows; row += BlockRows)
                {
                    int rows = Math.Min(whole.Rows - row, BlockRows);
                    double* source =
                        whole.A + (isTransposed ? row * whole.StrideA + inner : inner * whole.StrideA + row);
                    Packing.Copy(source, whole.StrideA, isTransposed, pack, rows, depth);
                    Run(
                        whole with
                        {
                            Rows = rows,
                            Inner = depth,
                            A = pack,
                            StrideA = rows,
                            B = whole.B + inner * whole.RowStepB,
                            C = whole.C + row,
                            Beta = inner == 0 ? whole.Beta : 1,
                        }
                    );
                }
                inner += depth;
            } while (inner < whole.Inner);
        }
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // The widest vector that C has rows for.
    private void Run(in ProductBlock block)
    {
        if (lanes >= Lanes512.Count && block.Rows >= Lanes512.Count)
        {
            ProductKernel<Vector512<double>, Lanes512>.Run(block);
        }
        else if (lanes >= Lanes256.Count && block.Rows >= Lanes256.Count)
        {
            ProductKernel<Vector256<double>, Lanes256>.Run(block);
        }
        else if (lanes >= Lanes128.Count && block.Rows >= Lanes128.Count)
        {
            ProductKernel<Vector128<double>, Lanes128>.Run(block);
        }
        else
        {
            ProductKernel<double, Lanes64>.Run(block);
        }
    }
}
