using System.Numerics;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

// Singular values and eigenvalues.
public sealed unsafe partial class MklLinearAlgebraProvider
{
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
        using SingleThread alone = SingleThread.ForFactorisation(rowsA, columnsA);
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
        using SingleThread alone = SingleThread.ForFactorisation(order, order);
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
        using SingleThread alone = SingleThread.ForFactorisation(order, order);
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
}
