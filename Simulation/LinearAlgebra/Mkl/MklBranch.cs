namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>MKL's conditional numerical reproducibility: which kernels it may choose.</summary>
/// <remarks>
/// <para>Unset, MKL lets the bits of a result depend on where in memory a matrix lies. <c>auto</c> does not, for a fixed
/// number of threads, and costs nothing: dgemm at n = 2048 on 1 and 2 threads of an AMD Zen 3 runs at 42 and 82 GF/s with
/// and without it.</para>
/// <para>No branch makes the bits independent of the number of threads everywhere. MKL 2020 refuses <c>AVX2</c> on AMD's
/// processors (code −3), and on Intel's with AVX-512 products of 400 × 400 on one and on two threads differed under it,
/// although its manual promises otherwise. One thread is the only setting that holds on every processor.</para>
/// </remarks>
internal static class MklBranch
{
    private const int Auto = 2;
    private static bool isSelected;

    /// <summary>Selects the branch <c>auto</c>, once and before MKL computes; its name is returned.</summary>
    internal static string Select()
    {
        if (!isSelected && MklNative.MKL_CBWR_Set(Auto) is not 0 and int code)
        {
            throw new LinearAlgebraUnavailableException(
                $"MKL refused the branch auto (MKL_CBWR_Set: {code}), without which equal runs may differ in their last bits. "
                    + "Unset MKL_CBWR, or choose managed."
            );
        }
        isSelected = true;
        return Name(MklNative.MKL_CBWR_Get_Auto_Branch());
    }

    private static string Name(int branch) =>
        branch switch
        {
            Auto => "auto",
            3 => "compatible",
            >= 4 and <= 8 => "SSE",
            9 => "AVX",
            10 => "AVX2",
            _ => "AVX-512",
        };
}
