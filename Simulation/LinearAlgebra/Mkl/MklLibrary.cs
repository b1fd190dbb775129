using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>Finds libmkl_rt, loads it and configures it in the one order in which it works.</summary>
/// <remarks>
/// The library belongs to the process: it is loaded once and its branch is chosen once. A wrong order is not an
/// exception but the end of the process (exit code 127, no message a program could catch): with its default threading
/// layer MKL wants Intel's OpenMP runtime, so the layer is set before every other call.
/// </remarks>
internal static unsafe class MklLibrary
{
    private const string Variable = "DYNAMICS_MKL";
    private const int SequentialLayer = 1;
    private const int GnuLayer = 3;
    private static readonly string[] FileNames = ["libmkl_rt.so.2", "libmkl_rt.so", "libmkl_rt.so.1"];
    private static readonly Lock Gate = new();
    private static nint handle;

    /// <summary>The file in use.</summary>
    internal static string Path { get; private set; } = "";

    /// <summary>Whether MKL runs on several threads (GNU OpenMP) or on one.</summary>
    internal static bool IsThreaded { get; private set; }

    /// <summary>Version such as 2020.0.4.</summary>
    internal static string Version { get; private set; } = "";

    /// <summary>As many threads as MKL takes when nobody says.</summary>
    internal static int DefaultThreads { get; private set; }

    /// <summary>Loads MKL unless that has been done.</summary>
    /// <param name="searched">Where it was looked for, one place per line.</param>
    /// <returns>Whether MKL can be called now.</returns>
    internal static bool TryLoad(out string searched)
    {
        lock (Gate)
        {
            searched = "";
            if (handle != 0)
            {
                return true;
            }
            foreach (string candidate in Candidates())
            {
                if (NativeLibrary.TryLoad(candidate, out handle))
                {
                    Configure(candidate);
                    return true;
                }
                searched += $"  {candidate}\n";
            }
            return false;
        }
    }

    // DYNAMICS_MKL alone when it is set: whoever names a library does not want another one.
    private static string[] Candidates()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named)
                ? Array.ConvertAll(FileNames, file => System.IO.Path.Combine(named, file))
                : [named];
        }
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        string installed = System.IO.Path.Combine(cache, "dynamics/mkl-2020.4/usr/lib/x86_64-linux-gnu/libmkl_rt.so");
        return [installed, .. FileNames, "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so.2"];
    }

    private static void Configure(string candidate)
    {
        Path = FileOf(NativeLibrary.GetExport(handle, nameof(MklNative.MKL_Set_Threading_Layer))) ?? candidate;
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            static (name, _, _) => name == MklNative.Library ? handle : 0
        );
        int layer = LoadGnuOpenMP() ? GnuLayer : SequentialLayer;
        IsThreaded = MklNative.MKL_Set_Threading_Layer(layer) == GnuLayer;
        _ = MklNative.MKL_Set_Interface_Layer(0); // LP64: integers of 32 bit
        DefaultThreads = MklNative.MKL_Get_Max_Threads();
        byte* text = stackalloc byte[256];
        MklNative.MKL_Get_Version_String(text, 255);
        string[] words = Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)).Split(' ');
        Version = words[Array.IndexOf(words, "Version") + 1]; // "… Library Version 2020.0.4 Product Build …"
    }

    // MKL's threads look for GNU OpenMP among the symbols every library can see, so it is opened for all (RTLD_GLOBAL);
    // NativeLibrary opens for one. libgomp may lie beside MKL where the system has none.
    private static bool LoadGnuOpenMP()
    {
        if (LoaderFunction("dlopen") is not (var open and not 0))
        {
            return false;
        }
        const int lazyGlobal = 0x101;
        var dlopen = (delegate* unmanaged<byte*, int, nint>)open;
        string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", "libgomp.so.1");
        fixed (byte* ours = Encoding.UTF8.GetBytes(beside + '\0'))
        fixed (byte* system = "libgomp.so.1\0"u8)
        {
            return dlopen(system, lazyGlobal) != 0 || dlopen(ours, lazyGlobal) != 0;
        }
    }

    private static string? FileOf(nint address)
    {
        if (LoaderFunction("dladdr") is not (var find and not 0))
        {
            return null;
        }
        nint* found = stackalloc nint[4]; // Dl_info: file name, base, symbol name, symbol
        int known = ((delegate* unmanaged<nint, nint*, int>)find)(address, found);
        string? file = known == 0 ? null : Marshal.PtrToStringUTF8(found[0]);
        return file is null ? null : System.IO.Path.GetFullPath(file);
    }

    // In libc since glibc 2.34, in libdl before.
    private static nint LoaderFunction(string name)
    {
        foreach (string library in (string[])["libc.so.6", "libdl.so.2"])
        {
            if (
                NativeLibrary.TryLoad(library, out nint loader) && NativeLibrary.TryGetExport(loader, name, out nint at)
            )
            {
                return at;
            }
        }
        return 0;
    }
}
