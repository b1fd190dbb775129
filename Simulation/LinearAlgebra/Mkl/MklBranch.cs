namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>MKL's conditional numerical reproducibility: which kernels it may choose.</summary>
/// <remarks>
/// <para>Unset, MKL lets the bits of a result depend on where in memory a matrix lies. <c>auto</c> does not, for a fixed
/// number of threads, and costs nothing: dgemm at n = 2048 on 1 and 2 threads of an AMD Zen 3 runs at 42 and 82 GF/s with
/// and without it.</para>
/// <para><c>AVX2</c> gives the same bits for any number of threads and exists on Intel's processors; there it costs half
/// the speed of a processor with AVX-512. On AMD's, MKL 2020 refuses it (code −3); what it accepts in its place is
/// COMPATIBLE, which is four times slower and depends on the number of threads all the same. One thread with
/// <c>auto</c> is then the faster way to the same promise.</para>
/// </remarks>
internal static class MklBranch
{
    private const int Auto = 2;
    private const int Avx2 = 10;
    private const int Unsupported = -3;
    private static int? selected;
    private static bool isAvx2Offered;

    /// <summary>Selects the best branch, or for reproducible results the one that does not depend on threads.</summary>
    /// <param name="reproducible">Whether the number of threads must not show in the bits.</param>
    /// <param name="oneThreadOnly">Whether that takes a single thread on this processor.</param>
    /// <returns>Name of the branch.</returns>
    internal static string Select(bool reproducible, out bool oneThreadOnly)
    {
        // Asked for once, before MKL has computed: later it answers "too late" (−8) whatever the processor.
        isAvx2Offered = selected is null ? MklNative.MKL_CBWR_Set(Avx2) != Unsupported : isAvx2Offered;
        oneThreadOnly = reproducible && !isAvx2Offered;
        int wanted = reproducible && isAvx2Offered ? Avx2 : Auto;
        int code = wanted == selected ? 0 : MklNative.MKL_CBWR_Set(wanted);
        if (code != 0)
        {
            throw new LinearAlgebraUnavailableException(
                $"MKL refused to become {(reproducible ? "" : "not ")}reproducible (MKL_CBWR_Set: {code}): it has already "
                    + "computed in this process. Choose once, before the first operation."
            );
        }
        selected = wanted;
        return Name(wanted == Auto ? MklNative.MKL_CBWR_Get_Auto_Branch() : wanted);
    }

    private static string Name(int branch) =>
        branch switch
        {
            Auto => "auto",
            3 => "compatible",
            >= 4 and <= 8 => "SSE",
            9 => "AVX",
            Avx2 => "AVX2",
            _ => "AVX-512",
        };
}
