using System.Runtime.InteropServices;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>The functions of libmkl_rt that are used, under their own names.</summary>
/// <remarks>
/// Matrices are column-major and integers 32 bit (LP64). LAPACK is called through its Fortran entry points, which take
/// every argument by reference and leave the workspace to the caller. <see cref="MklLibrary"/> decides which file the
/// name stands for, and must have done so before the first call.
/// </remarks>
internal static unsafe partial class MklNative
{
    internal const string Library = "mkl_rt";

    // Configuration. The lower-case twins of these names take pointers; these take values.
    [LibraryImport(Library)]
    internal static partial int MKL_Set_Threading_Layer(int layer);

    [LibraryImport(Library)]
    internal static partial int MKL_Set_Interface_Layer(int layer);

    [LibraryImport(Library)]
    internal static partial int MKL_CBWR_Set(int branch);

    [LibraryImport(Library)]
    internal static partial int MKL_CBWR_Get_Auto_Branch();

    [LibraryImport(Library)]
    internal static partial void MKL_Set_Num_Threads(int threads);

    /// <summary>For the calling thread alone; 0 for what all have. Returns the one before.</summary>
    [LibraryImport(Library)]
    internal static partial int MKL_Set_Num_Threads_Local(int threads);

    [LibraryImport(Library)]
    internal static partial int MKL_Get_Max_Threads();

    [LibraryImport(Library)]
    internal static partial void MKL_Get_Version_String(byte* text, int length);

    // BLAS
    [LibraryImport(Library)]
    internal static partial void cblas_dgemm(
        int layout,
        int transposeA,
        int transposeB,
        int rows,
        int columns,
        int inner,
        double alpha,
        double* a,
        int strideA,
        double* b,
        int strideB,
        double beta,
        double* c,
        int strideC
    );

    [LibraryImport(Library)]
    internal static partial void cblas_dtrsm(
        int layout,
        int side,
        int triangle,
        int transpose,
        int diagonal,
        int rows,
        int columns,
        double alpha,
        double* a,
        int strideA,
        double* b,
        int strideB
    );

    // LU
    [LibraryImport(Library)]
    internal static partial void dgetrf_(in int m, in int n, double* a, in int lda, int* pivots, out int info);

    [LibraryImport(Library)]
    internal static partial void dgetri_(
        in int n,
        double* a,
        in int lda,
        int* pivots,
        double* work,
        in int lwork,
        out int info
    );

    [LibraryImport(Library)]
    internal static partial void dgetrs_(
        in byte transpose,
        in int n,
        in int columns,
        double* a,
        in int lda,
        int* pivots,
        double* b,
        in int ldb,
        out int info
    );

    // Cholesky
    [LibraryImport(Library)]
    internal static partial void dpotrf_(in byte triangle, in int n, double* a, in int lda, out int info);

    [LibraryImport(Library)]
    internal static partial void dpotrs_(
        in byte triangle,
        in int n,
        in int columns,
        double* a,
        in int lda,
        double* b,
        in int ldb,
        out int info
    );

    // QR
    [LibraryImport(Library)]
    internal static partial void dgeqrf_(
        in int m,
        in int n,
        double* a,
        in int lda,
        double* tau,
        double* work,
        in int lwork,
        out int info
    );

    [LibraryImport(Library)]
    internal static partial void dorgqr_(
        in int m,
        in int n,
        in int reflections,
        double* a,
        in int lda,
        double* tau,
        double* work,
        in int lwork,
        out int info
    );

    [LibraryImport(Library)]
    internal static partial void dgels_(
        in byte transpose,
        in int m,
        in int n,
        in int columns,
        double* a,
        in int lda,
        double* b,
        in int ldb,
        double* work,
        in int lwork,
        out int info
    );

    // Singular values and eigenvalues
    [LibraryImport(Library)]
    internal static partial void dgesdd_(
        in byte job,
        in int m,
        in int n,
        double* a,
        in int lda,
        double* s,
        double* u,
        in int ldu,
        double* vt,
        in int ldvt,
        double* work,
        in int lwork,
        int* iwork,
        out int info
    );

    [LibraryImport(Library)]
    internal static partial void dsyevd_(
        in byte job,
        in byte triangle,
        in int n,
        double* a,
        in int lda,
        double* w,
        double* work,
        in int lwork,
        int* iwork,
        in int liwork,
        out int info
    );

    [LibraryImport(Library)]
    internal static partial void dgeev_(
        in byte jobLeft,
        in byte jobRight,
        in int n,
        double* a,
        in int lda,
        double* wr,
        double* wi,
        double* vl,
        in int ldvl,
        double* vr,
        in int ldvr,
        double* work,
        in int lwork,
        out int info
    );
}
