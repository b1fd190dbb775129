using System.Globalization;

namespace Dynamics.Comparison.Scenarios.Source;

/// <summary>A file format that is no text table of numbers.</summary>
/// <param name="Beginning">The first bytes of its files.</param>
/// <param name="Name">What it is.</param>
/// <param name="Advice">How its matrix is written as text; {0} stands for the file's name in quotes.</param>
internal sealed record FileFormat(byte[] Beginning, string Name, string Advice)
{
    private const string Workbook = "Save the sheet as CSV, without headers.";
    private const string Frame = ".to_csv(\"matrix.csv\", header=False, index=False).";
    private const string Save = "In Python: numpy.savetxt(\"matrix.csv\", ";

    private const string Page = "Copy its numbers into a text file, one row a line.";

    // Enough of a ZIP archive for the names of its first members, which are not compressed.
    private const int Head = 4096;

    private static readonly FileFormat[] known =
    [
        new([0x93, .. "NUMPY"u8], "a NumPy array (.npy)", Save + "numpy.load({0}))."),
        new(
            [.. "MATLAB "u8],
            "a MATLAB file (.mat)",
            "In MATLAB: writematrix(A, \"matrix.csv\"); in Python: scipy.io.loadmat."
        ),
        new([0x89, .. "HDF"u8], "an HDF5 file (.h5, or .mat of MATLAB 7.3)", Save + "h5py.File({0})[\"A\"][...])."),
        new([.. "PAR1"u8], "a Parquet file", "In Python: pandas.read_parquet({0})" + Frame),
        new([.. "ARROW1"u8], "a Feather file", "In Python: pandas.read_feather({0})" + Frame),
        // By the protocol, 2 to 5.
        .. from protocol in (byte[])[2, 3, 4, 5]
        select new FileFormat([0x80, protocol], "a Python pickle", Save + "pickle.load(open({0}, \"rb\")))."),
        new(
            [.. "RDX"u8],
            "an R data file",
            "In R: write.table(A, \"matrix.csv\", sep=\",\", row.names=FALSE, col.names=FALSE)."
        ),
        new([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook (.xls)", Workbook),
        new([0x1F, 0x8B], "compressed by gzip", "Unpack it: gzip -dc {0} > matrix.csv."),
        new([.. "BZh"u8], "compressed by bzip2", "Unpack it: bzip2 -dc {0} > matrix.csv."),
        new([0xFD, .. "7zXZ"u8], "compressed by xz", "Unpack it: xz -dc {0} > matrix.csv."),
        new([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", "Unpack it: zstd -dc {0} > matrix.csv."),
        new([.. "%PDF"u8], "a PDF document", Page),
        new(
            [.. "%%MatrixMarket"u8],
            "a Matrix Market file",
            Save + "scipy.io.mmread({0})), with .toarray() where it is sparse."
        ),
        new([.. "version https://git-lfs"u8], "a Git LFS pointer, without the numbers", "Fetch them: git lfs pull."),
        new([.. "<!"u8], "HTML", Page),
        new([.. "<html"u8], "HTML", Page),
        new([.. "<?xml"u8], "XML", Page),
    ];

    // Members of ZIP archives by which their programs are known, in the place of first bytes.
    private static readonly FileFormat[] archives =
    [
        new([.. ".npy"u8], "a NumPy archive (.npz)", Save + "numpy.load({0})[\"arr_0\"])."),
        new([.. "opendocument.spreadsheet"u8], "an OpenDocument spreadsheet (.ods)", Workbook),
        new([.. "data.pkl"u8], "a PyTorch file", Save + "torch.load({0}).numpy())."),
        new([.. "[Content_Types].xml"u8], "an Excel workbook (.xlsx)", Workbook),
        new([.. "xl/"u8], "an Excel workbook (.xlsx)", Workbook),
        new([], "a ZIP archive", "Unpack it: unzip {0}."),
    ];

    // Its comments alone say that triplets of a sparse matrix follow, or a second variable.
    private static readonly FileFormat octave = new(
        [],
        "a text file of Octave with several variables, or with something that is no full matrix",
        "In Octave: dlmwrite(\"matrix.csv\", full(A))."
    );

    /// <summary>What must hold, what the file is and what to do; null for a file that may be a text table.</summary>
    public static string? Complaint(ReadOnlySpan<byte> bytes, string path)
    {
        foreach (FileFormat format in known)
        {
            if (bytes.StartsWith(format.Beginning))
            {
                return format.Complaint(path);
            }
        }
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, Head)];
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            foreach (FileFormat format in archives)
            {
                if (head.IndexOf(format.Beginning) >= 0)
                {
                    return format.Complaint(path);
                }
            }
        }
        if (IsOtherThanAMatrixOfOctave(bytes, head))
        {
            return octave.Complaint(path);
        }
        return head.Contains((byte)0) && !InputBytes.IsUtf16(bytes)
            ? "must be a text table of numbers, but holds binary data. Write the matrix as text, one row a line "
                + "(numpy.savetxt; in MATLAB writematrix)."
            : null;
    }

    private static bool IsOtherThanAMatrixOfOctave(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> type = "# type: "u8;
        int start = head.IndexOf(type);
        return start >= 0
            && (
                !head[(start + type.Length)..].StartsWith("matrix"u8)
                || bytes[(start + type.Length)..].IndexOf(type) >= 0
            );
    }

    private string Complaint(string path) =>
        $"must be a text table of numbers, but is {Name}. "
        + string.Format(CultureInfo.InvariantCulture, Advice, Display.Text(Path.GetFileName(path)));
}
