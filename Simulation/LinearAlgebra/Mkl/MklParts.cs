using System.Buffers.Binary;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>Whether the libraries that libmkl_rt loads by itself are there and whole.</summary>
/// <remarks>
/// They must be checked before the first call: where one is absent MKL prints "Intel MKL FATAL ERROR" on stdout and ends the
/// process with exit code 2, and where one was cut short the loader ends it with SIGBUS. Neither can be caught.
/// </remarks>
internal static class MklParts
{
    // libmkl_def is the kernel library of processors without one of their own, and what MKL falls back to for the others.
    private static readonly string[] Required = ["core", "intel_lp64", "def"];
    private static readonly string[] Optional =
    [
        GnuThread,
        Sequential,
        .. new[] { "avx512", "avx2", "avx", "mc3", "mc" }.SelectMany(kernel => new[] { kernel, "vml_" + kernel }),
        "vml_def",
    ];

    private const string GnuThread = "gnu_thread";
    private const string Sequential = "sequential";

    /// <summary>What prevents an installation from being loaded, before its threading layer is chosen; null for nothing.</summary>
    /// <param name="library">Its libmkl_rt, an absolute path.</param>
    /// <param name="others">Folders in which the loader searches for libraries that are not beside it.</param>
    /// <returns>Null, or words that go on after the path and a colon.</returns>
    internal static string? Problem(string library, IReadOnlyList<string> others)
    {
        if (!File.Exists(library))
        {
            return "no such file";
        }
        string?[] parts = Array.ConvertAll([.. Required, .. Optional], part => Find(part, library, others));
        int absent = Array.FindIndex(parts, 0, Required.Length, file => file is null);
        return absent >= 0
            ? Missing(Required[absent], library)
            : parts.OfType<string>().Prepend(library).Select(Cut).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>What prevents it from being loaded on one thread; null for nothing.</summary>
    internal static string? SequentialProblem(string library, IReadOnlyList<string> others) =>
        Find(Sequential, library, others) is null ? Missing(Sequential, library) : null;

    /// <summary>Whether it has the layer of GNU OpenMP's threads, as far as its own libraries go.</summary>
    internal static bool HasGnuThreads(string library, IReadOnlyList<string> others) =>
        Find(GnuThread, library, others) is not null;

    /// <summary>Whether a shared library of x86-64 is there and not cut short.</summary>
    internal static bool IsWhole(string path) => Cut(path) is null;

    private static string Missing(string part, string library) => $"{FileName(part, library)} is missing beside it";

    // libmkl_core.so beside libmkl_rt.so, libmkl_core.so.2 beside libmkl_rt.so.2.
    private static string FileName(string part, string library) =>
        $"libmkl_{part}"
        + (
            Path.GetFileName(library) is string name && name.IndexOf(".so", StringComparison.Ordinal) is >= 0 and int at
                ? name[at..]
                : ".so"
        );

    private static string? Find(string part, string library, IReadOnlyList<string> others) =>
        others
            .Prepend(Path.GetDirectoryName(library)!)
            .Select(folder => Path.Combine(folder, FileName(part, library)))
            .FirstOrDefault(File.Exists);

    /// <summary>Null for a shared library of x86-64 whose segments and section table end within its file.</summary>
    private static string? Cut(string path)
    {
        try
        {
            // A pipe or a device has no length, and to open it could take for ever.
            var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (file.Length == 0)
            {
                return $"{path} is empty, or no file";
            }
            using FileStream stream = file.OpenRead();
            return IsWhole(stream) ? null : $"{path} is damaged: it is cut short, or no shared library of x86-64";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read ({problem.Message})";
        }
    }

    // ELF-64, System V ABI chapter 4: e_machine at 18, e_phoff 32, e_shoff 40, then sizes and counts; p_offset at 8, p_filesz 32.
    private static bool IsWhole(FileStream stream)
    {
        const ushort x86 = 62;
        Span<byte> header = stackalloc byte[64];
        if (
            stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || !header.StartsWith("\u007fELF\u0002\u0001"u8)
            || BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) != x86
        )
        {
            return false;
        }
        ulong segments = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        ulong sections = BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
        ushort segmentSize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        ushort segmentCount = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        ushort sectionSize = BinaryPrimitives.ReadUInt16LittleEndian(header[58..]);
        ushort sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(header[60..]);
        var length = (ulong)stream.Length;
        if (!Fits(sections, (ulong)sectionSize * sectionCount, length) || segmentCount == 0 || segmentSize < 56)
        {
            return false;
        }
        Span<byte> segment = stackalloc byte[56];
        for (int index = 0; index < segmentCount; index++)
        {
            ulong place = segments + (ulong)segmentSize * (ulong)index;
            if (!Fits(place, (ulong)segment.Length, length))
            {
                return false;
            }
            stream.Position = (long)place;
            stream.ReadExactly(segment);
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(segment[8..]);
            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(segment[32..]);
            if (!Fits(offset, size, length))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Fits(ulong offset, ulong size, ulong length) => offset <= length && size <= length - offset;
}
