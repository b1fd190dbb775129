using Dynamics.Simulation.LinearAlgebra.Mkl;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Products on MKL where they are large enough to pay for the call, else in managed code.</summary>
internal sealed class MklProducts : IMatrixProducts
{
    // Multiplications from which MKL is faster. Measured on AMD Zen 3 (256 bit), n × n × n in GF/s:
    //   n                   8    16    32    64   100   128   256   512  1024
    //   managed, 1 thread  19    32    38    41    39    37    33    30    29
    //   MKL, 1 thread       4    10    17    28    33    33    40    41    42
    //   MKL, 2 threads      4     9    16    42    55    60    78    79    78
    private const long Crossover = 80 * 80 * 80;
    private readonly ManagedProducts own = new();

    /// <inheritdoc/>
    public unsafe void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
    {
        if (shape.Multiplications < Crossover)
        {
            own.Product(shape, a, b, c);
            return;
        }
        shape.Check(a, b, c);
        using SingleThread alone = SingleThread.ForProduct(shape.Multiplications);
        fixed (
            double* startA = a,
                startB = b,
                startC = c
        )
        {
            MklNative.cblas_dgemm(
                Lapack.ColumnMajor,
                shape.TransposeA ? Lapack.Transposed : Lapack.NotTransposed,
                shape.TransposeB ? Lapack.Transposed : Lapack.NotTransposed,
                shape.Rows,
                shape.Columns,
                shape.Inner,
                shape.Alpha,
                startA,
                shape.TransposeA ? shape.Inner : shape.Rows,
                startB,
                shape.TransposeB ? shape.Columns : shape.Inner,
                shape.Beta,
                startC,
                shape.Rows
            );
        }
    }
}
