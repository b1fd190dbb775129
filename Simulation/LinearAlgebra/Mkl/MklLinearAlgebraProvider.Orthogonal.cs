using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

// The factorisations with orthogonal factors: QR, singular values, eigenvalues.
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

    /// <inheritdoc/>
    public override void SingularValueDecomposition(
        bool computeVectors,
        double[] a,
        int rowsA,
        int columnsA,
        double[] s,
        double[] u,
        double[] vt
    )
    {
        int count = Math.Min(rowsA, columnsA);
        Lapack.Require(a, rowsA, columnsA, nameof(a));
        Lapack.Require(s, count, 1, nameof(s));
        Lapack.Require(u, computeVectors ? rowsA : 0, rowsA, nameof(u));
        Lapack.Require(vt, computeVectors ? columnsA : 0, columnsA, nameof(vt));
        Lapack.RequireFinite(a.AsSpan(0, rowsA * columnsA), rowsA, nameof(a));
        byte job = computeVectors ? Lapack.All : Lapack.No;
        double best;
        int info;
        fixed (
            double* matrix = a,
                values = s,
                left = u,
                right = vt
        )
        fixed (int* space = new int[8 * count])
        {
            MklNative.dgesdd_(
                job,
                rowsA,
                columnsA,
                matrix,
                rowsA,
                values,
                left,
                rowsA,
                right,
                columnsA,
                &best,
                Lapack.Query,
                space,
                out info
            );
            Lapack.Accepted(info, "dgesdd");
            double[] work = new double[(int)best];
            fixed (double* reals = work)
            {
                MklNative.dgesdd_(
                    job,
                    rowsA,
                    columnsA,
                    matrix,
                    rowsA,
                    values,
                    left,
                    rowsA,
                    right,
                    columnsA,
                    reals,
                    work.Length,
                    space,
                    out info
                );
            }
        }
        Lapack.Converged(info, "dgesdd");
    }

    /// <inheritdoc/>
    public override void SvdSolve(double[] a, int rowsA, int columnsA, double[] b, int columnsB, double[] x)
    {
        double[] s = new double[Math.Min(rowsA, columnsA)];
        double[] u = new double[rowsA * rowsA];
        double[] vt = new double[columnsA * columnsA];
        SingularValueDecomposition(computeVectors: true, [.. a], rowsA, columnsA, s, u, vt);
        SvdSolveFactored(rowsA, columnsA, s, u, vt, b, columnsB, x);
    }

    /// <inheritdoc/>
    public override void EigenDecomp(
        bool isSymmetric,
        int order,
        double[] matrix,
        double[] matrixEv,
        Complex[] vectorEv,
        double[] matrixD
    )
    {
        Lapack.Require(matrix, order, order, nameof(matrix));
        Lapack.Require(matrixEv, order, order, nameof(matrixEv));
        Lapack.Require(vectorEv, order, 1, nameof(vectorEv));
        Lapack.Require(matrixD, order, order, nameof(matrixD));
        Lapack.RequireFinite(matrix.AsSpan(0, order * order), order, nameof(matrix));
        double[] real = new double[order];
        double[] imaginary = new double[order];
        if (isSymmetric)
        {
            matrix.AsSpan(0, order * order).CopyTo(matrixEv);
            Symmetric(order, matrixEv, real);
        }
        else
        {
            General(order, [.. matrix], matrixEv, real, imaginary);
        }
        Array.Clear(matrixD);
        for (int index = 0; index < order; index++)
        {
            vectorEv[index] = new Complex(real[index], imaginary[index]);
            matrixD[index * order + index] = real[index];
            // A conjugate pair is the block [re im; −im re]; LAPACK gives its positive imaginary part first.
            int partner = imaginary[index] > 0 ? index + 1 : index - 1;
            if (imaginary[index] != 0)
            {
                matrixD[partner * order + index] = imaginary[index];
            }
        }
    }

    private static void Symmetric(int order, double[] matrix, double[] eigenvalues)
    {
        double best;
        int bestIntegers;
        int info;
        fixed (
            double* a = matrix,
                w = eigenvalues
        )
        {
            MklNative.dsyevd_(
                Lapack.Vectors,
                Lapack.Lower,
                order,
                a,
                order,
                w,
                &best,
                Lapack.Query,
                &bestIntegers,
                Lapack.Query,
                out info
            );
            Lapack.Accepted(info, "dsyevd");
            double[] work = new double[(int)best];
            int[] integerWork = new int[bestIntegers];
            fixed (double* reals = work)
            fixed (int* integers = integerWork)
            {
                MklNative.dsyevd_(
                    Lapack.Vectors,
                    Lapack.Lower,
                    order,
                    a,
                    order,
                    w,
                    reals,
                    work.Length,
                    integers,
                    integerWork.Length,
                    out info
                );
            }
        }
        Lapack.Converged(info, "dsyevd");
    }

    private static void General(int order, double[] matrix, double[] vectors, double[] real, double[] imaginary)
    {
        double best;
        int info;
        fixed (
            double* a = matrix,
                v = vectors,
                re = real,
                im = imaginary
        )
        {
            MklNative.dgeev_(
                Lapack.No,
                Lapack.Vectors,
                order,
                a,
                order,
                re,
                im,
                null,
                1,
                v,
                order,
                &best,
                Lapack.Query,
                out info
            );
            Lapack.Accepted(info, "dgeev");
            double[] work = new double[(int)best];
            fixed (double* reals = work)
            {
                MklNative.dgeev_(
                    Lapack.No,
                    Lapack.Vectors,
                    order,
                    a,
                    order,
                    re,
                    im,
                    null,
                    1,
                    v,
                    order,
                    reals,
                    work.Length,
                    out info
                );
            }
        }
        Lapack.Converged(info, "dgeev");
    }

    private static void Reflect(double[] matrix, int rows, int columns, double[] tau)
    {
        Lapack.Require(matrix, rows, columns, nameof(matrix));
        Lapack.Require(tau, Math.Min(rows, columns), 1, nameof(tau));
        double[] work = new double[Math.Max(1, columns) * 64];
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
