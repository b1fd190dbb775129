using Dynamics.Simulation.LinearAlgebra.Mkl;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Keeps linear algebra that is called from this thread on this thread, until disposed of on it.</summary>
/// <remarks>
/// For work beside other work: MKL would take every core for one operation. Results are then those of one thread, whatever
/// the number of cores. Products of managed code are on one thread anyway.
/// </remarks>
public readonly ref struct SingleThread : IDisposable
{
    // A product with fewer multiplications (256³) is on one thread. On an idle machine with two cores a second thread saves it less
    // than half a millisecond, and on one whose cores others want it costs more than it saves. A factorisation gains less from a
    // second thread and loses more where that thread must wait for a core, so its limit is 512³. Measured on AMD Zen 3 (2 cores),
    // MKL 2020.4 with the waiting of MklLibrary, time on two threads over time on one, medians of 7 to 9 turns:
    //                         200³  256³  400³  512³ | dgesdd 256  400  512  1000 | dsyevd 256  400  512  1000
    //   idle                  0.61  0.56  0.54  0.53 |       1.08 1.01 0.73  0.82 |       1.03 0.71 0.75  0.70
    //   one core busy         1.37  1.21  1.06  1.05 |        2.1  1.8    .     . |        4.1  2.5    .     .
    private const long SmallestManyThreadedProduct = 1 << 24;
    private const long SmallestManyThreadedFactorisation = 1 << 27;

    private readonly bool isMkl;
    private readonly int before;

    private SingleThread(bool isMkl)
    {
        this.isMkl = isMkl;
        before = isMkl ? MklNative.MKL_Set_Num_Threads_Local(1) : 0;
    }

    /// <summary>Begins it; may be nested.</summary>
    public static SingleThread Begin() => new(LinearAlgebraSelection.Current.IsMkl);

    /// <summary>Begins it for a product of MKL that is too small for a second thread; for others changes nothing.</summary>
    /// <param name="multiplications">Of the product.</param>
    internal static SingleThread ForProduct(long multiplications) =>
        multiplications < SmallestManyThreadedProduct ? new SingleThread(isMkl: true) : default;

    /// <summary>The same for a factorisation of a matrix of this size, or for the solution of equations with it.</summary>
    internal static SingleThread ForFactorisation(int rows, int columns) =>
        (long)rows * columns * Math.Min(rows, columns) < SmallestManyThreadedFactorisation
            ? new SingleThread(isMkl: true)
            : default;

    /// <summary>Goes back to what was before.</summary>
    public void Dispose()
    {
        if (isMkl)
        {
            _ = MklNative.MKL_Set_Num_Threads_Local(before);
        }
    }
}
