namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>LAPACK's dgesdd without vectors on a workspace of its own, on one thread.</summary>
/// <remarks>
/// A second thread saves 512 × 512 a quarter of the time and smaller matrices nothing, and costs more than that where another program
/// wants the core (measured on AMD Zen 3). On one thread the bits do not depend on the number of threads either.
/// </remarks>
internal sealed unsafe class LapackSingularValues
{
    private readonly int rows;
    private readonly int columns;
    private readonly double[] copy;
    private readonly double[] work;
    private readonly int[] integers;

    internal LapackSingularValues(int rows, int columns)
    {
        this.rows = rows;
        this.columns = columns;
        copy = new double[checked(rows * columns)];
        integers = new int[8 * Math.Min(rows, columns)];
        double best = 0;
        Call(copy, &best, Lapack.Query, copy);
        work = new double[(int)best];
    }

    /// <summary>Writes the singular values of a finite matrix, descending.</summary>
    internal void Solve(ReadOnlySpan<double> matrix, Span<double> values)
    {
        using SingleThread alone = SingleThread.Begin();
        matrix.CopyTo(copy);
        fixed (double* space = work)
        {
            Call(copy, space, work.Length, values);
        }
    }

    private void Call(Span<double> matrix, double* space, int size, Span<double> values)
    {
        int info;
        fixed (
            double* a = matrix,
                s = values
        )
        fixed (int* iwork = integers)
        {
            MklNative.dgesdd_(Lapack.No, rows, columns, a, rows, s, null, 1, null, 1, space, size, iwork, out info);
        }
        Lapack.Converged(info, "dgesdd");
    }
}
