using Dynamics.Simulation.LinearAlgebra.Mkl;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Keeps linear algebra that is called from this thread on this thread, until disposed of on it.</summary>
/// <remarks>
/// For work beside other work: MKL would take every core for one operation. Results are then those of one thread, whatever
/// the number of cores. Managed code is on one thread anyway.
/// </remarks>
public readonly ref struct SingleThread : IDisposable
{
    private readonly bool isMkl;
    private readonly int before;

    private SingleThread(bool isMkl)
    {
        this.isMkl = isMkl;
        before = isMkl ? MklNative.MKL_Set_Num_Threads_Local(1) : 0;
    }

    /// <summary>Begins it; may be nested.</summary>
    public static SingleThread Begin() => new(LinearAlgebraSelection.Current.IsMkl);

    /// <summary>Goes back to what was before.</summary>
    public void Dispose()
    {
        if (isMkl)
        {
            _ = MklNative.MKL_Set_Num_Threads_Local(before);
        }
    }
}
