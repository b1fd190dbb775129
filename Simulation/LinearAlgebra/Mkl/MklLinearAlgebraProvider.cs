using MathNet.Numerics.Providers.LinearAlgebra;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>MathNet's linear algebra on MKL, for double: products, LU, Cholesky, QR, singular values, eigenvalues.</summary>
/// <remarks>
/// Everything else, and single and complex numbers, stay managed. Layouts and conventions are MathNet's: column-major,
/// full U and Vᵀ, 0-based pivots, a Cholesky factor with zeros above its diagonal. Errors are MathNet's managed ones
/// where LAPACK reports them; matrices whose iterations could run for ever are refused if not finite.
/// </remarks>
public sealed partial class MklLinearAlgebraProvider : DelegatingLinearAlgebraProvider
{
    private readonly MklProducts products;

    /// <summary>Creates the provider and loads MKL if nobody has.</summary>
    /// <exception cref="LinearAlgebraUnavailableException">MKL cannot be loaded.</exception>
    public MklLinearAlgebraProvider()
    {
        if (!MklLibrary.TryLoad(out string searched, out _))
        {
            throw new LinearAlgebraUnavailableException($"None of these could be loaded:\n{searched}");
        }
        products = new MklProducts();
    }

    /// <inheritdoc/>
    public override string ToString() => $"MKL {MklLibrary.Version}";

    /// <inheritdoc/>
    public override void MatrixMultiply(
        double[] x,
        int rowsX,
        int columnsX,
        double[] y,
        int rowsY,
        int columnsY,
        double[] result
    ) =>
        MatrixMultiplyWithUpdate(
            Transpose.DontTranspose,
            Transpose.DontTranspose,
            1,
            x,
            rowsX,
            columnsX,
            y,
            rowsY,
            columnsY,
            0,
            result
        );

    /// <inheritdoc/>
    public override void MatrixMultiplyWithUpdate(
        Transpose transposeA,
        Transpose transposeB,
        double alpha,
        double[] a,
        int rowsA,
        int columnsA,
        double[] b,
        int rowsB,
        int columnsB,
        double beta,
        double[] c
    )
    {
        bool isTransposedA = transposeA != Transpose.DontTranspose;
        bool isTransposedB = transposeB != Transpose.DontTranspose;
        (int rows, int inner) = isTransposedA ? (columnsA, rowsA) : (rowsA, columnsA);
        (int innerB, int columns) = isTransposedB ? (columnsB, rowsB) : (rowsB, columnsB);
        if (inner != innerB)
        {
            throw new ArgumentException($"The inner dimensions must agree, but are {inner} and {innerB}.", nameof(b));
        }
        products.Product(
            new ProductShape(rows, columns, inner, isTransposedA, isTransposedB, alpha, beta),
            ReferenceEquals(a, c) ? [.. a] : a,
            ReferenceEquals(b, c) ? [.. b] : b,
            c
        );
    }

    /// <inheritdoc/>
    public override unsafe void LUFactor(double[] data, int order, int[] ipiv)
    {
        Lapack.Require(data, order, order, nameof(data));
        Lapack.Require(ipiv, order, 1, nameof(ipiv));
        using SingleThread alone = SingleThread.ForFactorisation(order, order);
        int info;
        fixed (double* a = data)
        fixed (int* pivots = ipiv)
        {
            MklNative.dgetrf_(order, order, a, order, pivots, out info);
        }
        Lapack.Accepted(info, "dgetrf"); // singular is no error yet: the factors exist
        Shift(ipiv, order, -1);
    }

    /// <inheritdoc/>
    public override void LUInverse(double[] a, int order)
    {
        int[] pivots = new int[order];
        LUFactor(a, order, pivots);
        LUInverseFactored(a, order, pivots);
    }

    /// <inheritdoc/>
    public override unsafe void LUInverseFactored(double[] a, int order, int[] ipiv)
    {
        Lapack.Require(a, order, order, nameof(a));
        Lapack.Require(ipiv, order, 1, nameof(ipiv));
        double[] work = new double[Math.Max(1, order) * 64];
        using SingleThread alone = SingleThread.ForFactorisation(order, order);
        int info;
        Shift(ipiv, order, 1);
        fixed (
            double* matrix = a,
                space = work
        )
        fixed (int* pivots = ipiv)
        {
            MklNative.dgetri_(order, matrix, order, pivots, space, work.Length, out info);
        }
        Shift(ipiv, order, -1);
        Lapack.Accepted(info, "dgetri");
        if (info > 0)
        {
            throw new ArgumentException($"A singular matrix has no inverse: its pivot {info} is zero.", nameof(a));
        }
    }

    /// <inheritdoc/>
    public override void LUSolve(int columnsOfB, double[] a, int order, double[] b)
    {
        double[] factors = [.. a];
        int[] pivots = new int[order];
        LUFactor(factors, order, pivots);
        LUSolveFactored(columnsOfB, factors, order, pivots, b);
    }

    /// <inheritdoc/>
    public override unsafe void LUSolveFactored(int columnsOfB, double[] a, int order, int[] ipiv, double[] b)
    {
        Lapack.Require(a, order, order, nameof(a));
        Lapack.Require(ipiv, order, 1, nameof(ipiv));
        Lapack.Require(b, order, columnsOfB, nameof(b));
        using SingleThread alone = SingleThread.ForFactorisation(order, columnsOfB);
        int info;
        Shift(ipiv, order, 1);
        fixed (
            double* matrix = a,
                right = b
        )
        fixed (int* pivots = ipiv)
        {
            MklNative.dgetrs_(Lapack.No, order, columnsOfB, matrix, order, pivots, right, order, out info);
        }
        Shift(ipiv, order, -1);
        Lapack.Accepted(info, "dgetrs");
    }

    /// <inheritdoc/>
    public override unsafe void CholeskyFactor(double[] a, int order)
    {
        Lapack.Require(a, order, order, nameof(a));
        using SingleThread alone = SingleThread.ForFactorisation(order, order);
        int info;
        fixed (double* matrix = a)
        {
            MklNative.dpotrf_(Lapack.Lower, order, matrix, order, out info);
        }
        Lapack.Accepted(info, "dpotrf");
        if (info > 0)
        {
            throw new ArgumentException("Matrix must be positive definite.", nameof(a));
        }
        for (int column = 1; column < order; column++)
        {
            a.AsSpan(column * order, column).Clear();
        }
    }

    /// <inheritdoc/>
    public override void CholeskySolve(double[] a, int orderA, double[] b, int columnsB)
    {
        double[] factor = [.. a];
        CholeskyFactor(factor, orderA);
        CholeskySolveFactored(factor, orderA, b, columnsB);
    }

    /// <inheritdoc/>
    public override unsafe void CholeskySolveFactored(double[] a, int orderA, double[] b, int columnsB)
    {
        Lapack.Require(a, orderA, orderA, nameof(a));
        Lapack.Require(b, orderA, columnsB, nameof(b));
        using SingleThread alone = SingleThread.ForFactorisation(orderA, columnsB);
        int info;
        fixed (
            double* matrix = a,
                right = b
        )
        {
            MklNative.dpotrs_(Lapack.Lower, orderA, columnsB, matrix, orderA, right, orderA, out info);
        }
        Lapack.Accepted(info, "dpotrs");
    }

    // LAPACK counts from 1, MathNet from 0.
    private static void Shift(int[] pivots, int order, int by)
    {
        for (int row = 0; row < order; row++)
        {
            pivots[row] += by;
        }
    }
}
