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
    /// <param name="searched">The places it was looked for, one per line, each with the reason it was not loaded.</param>
    /// <param name="damaged">The first place that has a libmkl_rt which cannot be used, and why; null for none.</param>
    /// <returns>Whether MKL can be called now.</returns>
    internal static bool TryLoad(out string searched, out string? damaged)
    {
        lock (Gate)
        {
            searched = "";
            damaged = null;
            if (handle != 0)
            {
                return true;
            }
            IReadOnlyList<string> folders = LoaderFolders.All();
            foreach (string candidate in Candidates(folders))
            {
                string? problem = MklParts.Problem(candidate, folders);
                int layer =
                    problem is null && MklParts.HasGnuThreads(candidate, folders) && LoadGnuOpenMP(candidate)
                        ? GnuLayer
                        : SequentialLayer;
                problem ??= layer == SequentialLayer ? MklParts.SequentialProblem(candidate, folders) : null;
                problem ??= Load(candidate);
                if (problem is null)
                {
                    Configure(candidate, layer);
                    return true;
                }
                searched += $"  {candidate}: {problem}\n";
                damaged ??= File.Exists(candidate) ? $"{candidate}: {problem}" : null;
            }
            return false;
        }
    }

    private static string? Load(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint loaded))
        {
            return "the loader refused it";
        }
        if (!NativeLibrary.TryGetExport(loaded, nameof(MklNative.MKL_CBWR_Get_Auto_Branch), out _))
        {
            NativeLibrary.Free(loaded);
            return "it has no MKL_CBWR_Get_Auto_Branch, so it is no MKL of 2012 or later";
        }
        handle = loaded;
        return null;
    }

    // DYNAMICS_MKL alone when it is set: whoever names a library does not want another one.
    private static string[] Candidates(IReadOnlyList<string> folders)
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            named = System.IO.Path.GetFullPath(named);
            return Directory.Exists(named)
                ? Array.ConvertAll(FileNames, file => System.IO.Path.Combine(named, file))
                : [named];
        }
        string home = Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile,
            Environment.SpecialFolderOption.DoNotVerify
        );
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given)
            : System.IO.Path.Combine(home, ".cache");
        string installed = System.IO.Path.Combine(cache, "dynamics/mkl-2020.4/usr/lib/x86_64-linux-gnu/libmkl_rt.so");
        return
        [
            .. new[] { installed }.Where(System.IO.Path.IsPathRooted),
            .. folders
                .SelectMany(folder => FileNames.Select(file => System.IO.Path.Combine(folder, file)))
                .Where(File.Exists),
            "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so.2",
        ];
    }

    private static void Configure(string candidate, int layer)
    {
        Path = FileOf(NativeLibrary.GetExport(handle, nameof(MklNative.MKL_Set_Threading_Layer))) ?? candidate;
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            static (name, _, _) => name == MklNative.Library ? handle : 0
        );
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
    private static bool LoadGnuOpenMP(string mkl)
    {
        if (FunctionOfC("dlopen") is not (var open and not 0))
        {
            return false;
        }
        LimitWaiting();
        const int lazyGlobal = 0x101;
        var dlopen = (delegate* unmanaged<byte*, int, nint>)open;
        string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(mkl) ?? "", "libgomp.so.1");
        fixed (byte* ours = Encoding.UTF8.GetBytes(beside + '\0'))
        fixed (byte* system = "libgomp.so.1\0"u8)
        {
            return dlopen(system, lazyGlobal) != 0 || (MklParts.IsWhole(beside) && dlopen(ours, lazyGlobal) != 0);
        }
    }

    // GNU OpenMP's threads wait in a loop of 300 000 turns, a millisecond, before they sleep, and take a core that the thread they
    // wait for may need: on AMD Zen 3 with both cores wanted by others, products of 256³ on two threads took 5 to 28 times as long
    // as on one. With 1000 turns they take at most 1.4 times as long, and on an idle machine as long as before. OpenMP reads its
    // variables when it is loaded, from the environment of C, which .NET's own does not reach.
    private static void LimitWaiting()
    {
        bool isChosen = Array.Exists(
            ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY"],
            name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))
        );
        if (isChosen || FunctionOfC("setenv") is not (var set and not 0))
        {
            return;
        }
        fixed (
            byte* name = "GOMP_SPINCOUNT\0"u8,
                turns = "1000\0"u8
        )
        {
            _ = ((delegate* unmanaged<byte*, byte*, int, int>)set)(name, turns, 1);
        }
    }

    private static string? FileOf(nint address)
    {
        if (FunctionOfC("dladdr") is not (var find and not 0))
        {
            return null;
        }
        nint* found = stackalloc nint[4]; // Dl_info: file name, base, symbol name, symbol
        int known = ((delegate* unmanaged<nint, nint*, int>)find)(address, found);
        string? file = known == 0 ? null : Marshal.PtrToStringUTF8(found[0]);
        return file is null ? null : System.IO.Path.GetFullPath(file);
    }

    // The loader's are in libc since glibc 2.34, in libdl before.
    private static nint FunctionOfC(string name)
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
