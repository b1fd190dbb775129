using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dynamics.Simulation.LinearAlgebra.Kernels;

/// <summary>Copies a block of a matrix, or of its transpose, into column-major order without gaps.</summary>
internal static unsafe class Packing
{
    /// <param name="source">First entry of the block as stored.</param>
    /// <param name="stride">From one stored column to the next.</param>
    /// <param name="isTransposed">Whether stored columns are rows of the block.</param>
    /// <param name="destination">The copy, rows × columns.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="columns">Columns of the block.</param>
    internal static void Copy(
        double* source,
        nint stride,
        bool isTransposed,
        double* destination,
        int rows,
        int columns
    )
    {
        if (isTransposed)
        {
            Transpose(source, stride, destination, rows, columns);
            return;
        }
        for (int column = 0; column < columns; column++)
        {
            new ReadOnlySpan<double>(source + column * stride, rows).CopyTo(
                new Span<double>(destination + (nint)column * rows, rows)
            );
        }
    }

    private static void Transpose(double* source, nint stride, double* destination, int rows, int columns)
    {
        int row = 0;
        if (Avx.IsSupported && columns >= 4)
        {
            for (; row + 4 <= rows; row += 4)
            {
                for (int column = 0; column < columns; column += 4)
                {
                    int at = Math.Min(column, columns - 4); // the last one overlaps the one before
                    TransposeFour(source + row * stride + at, stride, destination + (nint)at * rows + row, rows);
                }
            }
        }
        for (; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                destination[(nint)column * rows + row] = source[row * stride + column];
            }
        }
    }

    private static void TransposeFour(double* source, nint stride, double* destination, nint rows)
    {
        Vector256<double> a = Vector256.Load(source);
        Vector256<double> b = Vector256.Load(source + stride);
        Vector256<double> c = Vector256.Load(source + 2 * stride);
        Vector256<double> d = Vector256.Load(source + 3 * stride);
        Vector256<double> abEven = Avx.UnpackLow(a, b);
        Vector256<double> abOdd = Avx.UnpackHigh(a, b);
        Vector256<double> cdEven = Avx.UnpackLow(c, d);
        Vector256<double> cdOdd = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(abEven, cdEven, 0x20).Store(destination);
        Avx.Permute2x128(abOdd, cdOdd, 0x20).Store(destination + rows);
        Avx.Permute2x128(abEven, cdEven, 0x31).Store(destination + 2 * rows);
        Avx.Permute2x128(abOdd, cdOdd, 0x31).Store(destination + 3 * rows);
    }
}
