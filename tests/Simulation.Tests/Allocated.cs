namespace SimulationTests;

/// <summary>What a call allocates on its thread.</summary>
internal static class Allocated
{
    private const int Calls = 10;

    /// <summary>The least over some calls, after one for compilation and pools: what a call allocates it allocates in all of them.</summary>
    /// <remarks>A single call may meet a pool that a collection has just emptied.</remarks>
    public static long InEveryCall(Action call)
    {
        call();
        long least = long.MaxValue;
        for (int count = 0; count < Calls; count++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
