using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

// QR and least squares.
public sealed unsafe partial class MklLinearAlgebraProvider
{
    /// <inheritdoc/>
    public override void QRFactor(double[] a, int rowsA, int columnsA, double[] q, double[] tau)
    {
        int reflections = Math.Min(rowsA, columnsA);
        Lapack.Require(q, rowsA, rowsA, nameof(q));
        Reflect(a, rowsA, columnsA, tau);
        a.AsSpan(0, rowsA * reflections).CopyTo(q);
        Orthogonalise(q, rowsA, rowsA, reflections, tau);
        ClearBelowDiagonal(a, rowsA, columnsA);
    }

    /// <inheritdoc/>
    public override void ThinQRFactor(double[] a, int rowsA, int columnsA, double[] r, double[] tau)
    {
        if (rowsA < columnsA)
        {
            throw new ArgumentException(
                $"A thin QR needs at least as many rows as columns, not {rowsA}×{columnsA}.",
                nameof(rowsA)
            );
        }
        Lapack.Require(r, columnsA, columnsA, nameof(r));
        Reflect(a, rowsA, columnsA, tau);
        for (int column = 0; column < columnsA; column++)
        {
            a.AsSpan(column * rowsA, columnsA).CopyTo(r.AsSpan(column * columnsA));
        }
        ClearBelowDiagonal(r, columnsA, columnsA);
        Orthogonalise(a, rowsA, columnsA, columnsA, tau);
    }

    /// <inheritdoc/>
    public override void QRSolve(
        double[] a,
        int rows,
        int columns,
        double[] b,
        int columnsB,
        double[] x,
        QRMethod method = QRMethod.Full
    )
    {
        Lapack.Require(a, rows, columns, nameof(a));
        Lapack.Require(b, rows, columnsB, nameof(b));
        Lapack.Require(x, columns, columnsB, nameof(x));
        if (rows < columns)
        {
            throw new ArgumentException(
                $"At least as many rows as columns are needed, not {rows}×{columns}.",
                nameof(a)
            );
        }
        double best;
        using SingleThread alone = SingleThread.ForFactorisation(rows, columns);
        int info;
        fixed (
            double* matrix = (double[])[.. a],
                right = (double[])[.. b]
        )
        {
            MklNative.dgels_(
                Lapack.No,
                rows,
                columns,
                columnsB,
                matrix,
                rows,
                right,
                rows,
                &best,
                Lapack.Query,
                out info
            );
            Lapack.Accepted(info, "dgels");
            double[] work = new double[(int)best];
            fixed (double* space = work)
            {
                MklNative.dgels_(
                    Lapack.No,
                    rows,
                    columns,
                    columnsB,
                    matrix,
                    rows,
                    right,
                    rows,
                    space,
                    work.Length,
                    out info
                );
            }
            Lapack.Accepted(info, "dgels");
            if (info > 0)
            {
                throw new ArgumentException(
                    $"The columns must be independent, but R({info}, {info}) is zero.",
                    nameof(a)
                );
            }
            for (int column = 0; column < columnsB; column++)
            {
                new ReadOnlySpan<double>(right + column * rows, columns).CopyTo(x.AsSpan(column * columns));
            }
        }
    }

    /// <inheritdoc/>
    public override void QRSolveFactored(
        double[] q,
        double[] r,
        int rowsA,
        int columnsA,
        double[] tau,
        double[] b,
        int columnsB,
        double[] x,
        QRMethod method = QRMethod.Full
    )
    {
        int rowsR = method == QRMethod.Full ? rowsA : columnsA;
        Lapack.Require(r, rowsR, columnsA, nameof(r));
        // The first columns of a full Q are the thin Q, so QᵀB is the same product for both.
        products.Product(new ProductShape(columnsA, columnsB, rowsA, TransposeA: true), q, b, x);
        using SingleThread alone = SingleThread.ForFactorisation(columnsA, columnsB);
        fixed (
            double* triangle = r,
                right = x
        )
        {
            MklNative.cblas_dtrsm(
                Lapack.ColumnMajor,
                Lapack.Left,
                Lapack.Upper,
                Lapack.NotTransposed,
                Lapack.NonUnitDiagonal,
                columnsA,
                columnsB,
                1,
                triangle,
                rowsR,
                right,
                columnsA
            );
        }
    }

    private static void Reflect(double[] matrix, int rows, int columns, double[] tau)
    {
        Lapack.Require(matrix, rows, columns, nameof(matrix));
        Lapack.Require(tau, Math.Min(rows, columns), 1, nameof(tau));
        double[] work = new double[Math.Max(1, columns) * 64];
        using SingleThread alone = SingleThread.ForFactorisation(rows, columns);
        int info;
        fixed (
            double* a = matrix,
                t = tau,
                space = work
        )
        {
            MklNative.dgeqrf_(rows, columns, a, rows, t, space, work.Length, out info);
        }
        Lapack.Accepted(info, "dgeqrf");
    }

    private static void Orthogonalise(double[] matrix, int rows, int columns, int reflections, double[] tau)
    {
        double[] work = new double[Math.Max(1, columns) * 64];
        using SingleThread alone = SingleThread.ForFactorisation(rows, columns);
        int info;
        fixed (
            double* a = matrix,
                t = tau,
                space = work
        )
        {
            MklNative.dorgqr_(rows, columns, reflections, a, rows, t, space, work.Length, out info);
        }
        Lapack.Accepted(info, "dorgqr");
    }

    private static void ClearBelowDiagonal(double[] matrix, int rows, int columns)
    {
        for (int column = 0; column < Math.Min(rows - 1, columns); column++)
        {
            matrix.AsSpan(column * rows + column + 1, rows - column - 1).Clear();
        }
    }
}
