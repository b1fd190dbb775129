using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dynamics.Comparison.Reports;

/// <summary>The results of one scenario on their way to disk: all of them arrive, or none.</summary>
/// <remarks>
/// <para>Files are written to a hidden sibling <c>.name.tmp-&lt;pid&gt;</c>. To complete, the old folder is renamed to
/// <c>.name.old</c>, the new one takes its name, and the old one is deleted. A process killed in between leaves what
/// <see cref="Begin"/> repairs: no folder of that name but an old one means that the old one is put back. This guards
/// against a process that ends at any point, not against a machine that loses power.</para>
/// <para>One process at a time writes a scenario: an operating-system lock on <c>.name.lock</c>, which ends with its
/// process. The file itself stays: deleting it would let two processes lock two files of one name.</para>
/// </remarks>
public sealed class ResultFolder : IDisposable
{
    private readonly FileStream locked;
    private readonly string staging;
    private readonly HashSet<string> verbatim = new(StringComparer.Ordinal);
    private bool isOpen = true;

    private ResultFolder(FileStream locked, string path, string staging)
    {
        this.locked = locked;
        this.staging = staging;
        FullPath = path;
    }

    /// <summary>Where complete results appear.</summary>
    public string FullPath { get; }

    /// <summary>Where the results of an interrupted run appear.</summary>
    public string PartialPath => PartialOf(FullPath);

    /// <summary>Locks a scenario's place, repairs what a killed run left, and makes room for new files.</summary>
    /// <param name="output">Folder of all results; made if it is missing.</param>
    /// <param name="name">Name of the scenario.</param>
    /// <exception cref="ArgumentException">The name cannot name a folder, or ends in <c>.partial</c>.</exception>
    /// <exception cref="OutputException">
    /// The place holds files that are not ours (exit code 2; nothing was written), or it cannot be written or another
    /// process is writing it (exit code 4).
    /// </exception>
    public static ResultFolder Begin(string output, string name)
    {
        if (
            name.Length == 0
            || name[0] == '.'
            || name.EndsWith(".partial", StringComparison.Ordinal)
            || name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
        )
        {
            throw new ArgumentException(
                $"A result folder's name must not be empty, start with '.', end in .partial or hold a path, but is \"{name}\".",
                nameof(name)
            );
        }
        string path = Path.Combine(Path.GetFullPath(output), name);
        ResultFolder? folder = null;
        OutputException.Guard(path, () => folder = Open(path));
        return folder!;
    }

    /// <summary>Where a file of the folder lies until it is complete, for a program that reads or writes it by itself.</summary>
    /// <param name="file">Path relative to the folder, with <c>/</c>.</param>
    public string StagedPath(string file) => Path.Combine(staging, file);

    /// <summary>Writes one file.</summary>
    /// <param name="file">Path relative to the folder, with <c>/</c>.</param>
    /// <param name="write">Writes its content; need not flush.</param>
    /// <exception cref="OutputException">It cannot be written (exit code 4).</exception>
    public void Write(string file, Action<Stream> write) =>
        OutputException.Guard(
            Path.Combine(FullPath, file),
            () =>
            {
                string path = StagedPath(file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using FileStream stream = new(path, FileMode.Create, FileAccess.Write);
                write(stream);
            }
        );

    /// <summary>Writes a table as CSV.</summary>
    /// <exception cref="OutputException">It cannot be written (exit code 4).</exception>
    public void Write(string file, Table table) => Write(file, stream => CsvTable.Write(table, stream));

    /// <summary>Writes a text in UTF-8.</summary>
    /// <exception cref="OutputException">It cannot be written (exit code 4).</exception>
    public void Write(string file, string text) => Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes the error table in its three forms: <c>errors.csv</c>, <c>errors.md</c>, <c>errors.tex</c>.</summary>
    /// <exception cref="OutputException">One cannot be written (exit code 4).</exception>
    public void Write(IReadOnlyList<ErrorRow> errors)
    {
        Write(ErrorTable.FileName, stream => ErrorTable.Write(errors, stream));
        Write("errors.md", ErrorDocuments.Markdown(errors));
        Write("errors.tex", ErrorDocuments.Latex(errors));
    }

    /// <summary>Writes what was learned and when: <c>half-rise.csv</c>, <c>learning.csv</c>, <c>learning.md</c>.</summary>
    /// <exception cref="OutputException">One cannot be written (exit code 4).</exception>
    public void Write(LearningSummary learning)
    {
        Write(LearningTable.HalfRiseFile, stream => LearningTable.WriteHalfRises(learning, stream));
        Write(LearningTable.CourseFile, stream => LearningTable.WriteCourses(learning, stream));
        Write(LearningDocument.FileName, LearningDocument.Markdown(learning));
    }

    /// <summary>Writes a copy of an input, whose bytes, and so whose SHA-256 in the manifest, are the same everywhere.</summary>
    /// <exception cref="OutputException">It cannot be written (exit code 4).</exception>
    public void WriteVerbatim(string file, ReadOnlyMemory<byte> content)
    {
        Write(file, stream => stream.Write(content.Span));
        verbatim.Add(file);
    }

    /// <summary>Whether the results agree with those that were in their place, once they are complete; null where none were.</summary>
    public ScenarioAgreement? Earlier { get; private set; }

    /// <summary>Writes manifest and record, puts the folder in its place and removes what an interrupted run left.</summary>
    /// <param name="manifest">What the results are results of.</param>
    /// <param name="record">This execution.</param>
    /// <param name="keepsAgreeing">Whether files of earlier results that agree with the new ones stay as they are, to the byte.</param>
    /// <returns>Number of files in the folder.</returns>
    /// <exception cref="OutputException">
    /// It cannot be written (exit code 4), or files that are not ours came to the place since the start (exit code 2; the
    /// results are kept as those of an interrupted run).
    /// </exception>
    public int Complete(Manifest manifest, RunRecord record, bool keepsAgreeing = false)
    {
        int count = Seal(manifest, record, isComplete: true, keepsAgreeing);
        try
        {
            FolderListing.RequireOurs(FullPath);
        }
        catch (OutputException)
        {
            OutputException.Guard(PartialPath, () => Swap(PartialPath));
            throw;
        }
        OutputException.Guard(
            FullPath,
            () =>
            {
                Swap(FullPath);
                Remove(PartialPath);
            }
        );
        return count;
    }

    /// <summary>Keeps what there is under <see cref="PartialPath"/>; complete results stay untouched.</summary>
    /// <returns>Number of files in the folder.</returns>
    /// <exception cref="OutputException">It cannot be written (exit code 4).</exception>
    public int KeepPartial(Manifest manifest, RunRecord record)
    {
        int count = Seal(manifest, record, isComplete: false, keepsAgreeing: false);
        OutputException.Guard(PartialPath, () => Swap(PartialPath));
        return count;
    }

    /// <summary>Throws away what was not completed or kept, and unlocks the place.</summary>
    public void Dispose()
    {
        try
        {
            if (isOpen)
            {
                Remove(staging);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run removes it; an exception here would hide the one that made us give up.
        }
        finally
        {
            isOpen = false;
            locked.Dispose();
        }
    }

    private static ResultFolder Open(string path)
    {
        FolderListing.RequireOurs(path);
        FolderListing.RequireOurs(PartialOf(path));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream place = FolderLock.Take(path);
        try
        {
            FolderSwap.Repair(path);
            FolderSwap.Repair(PartialOf(path));
            string files = FolderSwap.Hidden(
                path,
                $"tmp-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}"
            );
            Directory.CreateDirectory(files);
            return new ResultFolder(place, path, files);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private static string PartialOf(string path) => path + ".partial";

    private int Seal(Manifest manifest, RunRecord record, bool isComplete, bool keepsAgreeing)
    {
        ObjectDisposedException.ThrowIf(!isOpen, this);
        int count = 0;
        OutputException.Guard(
            FullPath,
            () =>
            {
                IReadOnlyList<string> files = FolderListing.AllFiles(staging);
                count = files.Count + 2;
                IEnumerable<(string, string?)> promised = files
                    .Where(file => !FolderListing.IsByproduct(file))
                    .Select(file => (file, verbatim.Contains(file) ? HashOf(StagedPath(file)) : null));
                Write(Manifest.FileName, stream => stream.Write(manifest.ToJson(promised, isComplete)));
                if (isComplete)
                {
                    Earlier = EarlierResults.Compare(staging, FullPath);
                }
                if (keepsAgreeing && Earlier is not null && EarlierResults.Keep(Earlier, staging, FullPath))
                {
                    return;
                }
                // Hashes of what is kept, where something is.
                IEnumerable<(string, string?)> hashes = files.Select(file => (file, (string?)HashOf(StagedPath(file))));
                Write(RunRecord.FileName, stream => stream.Write(record.ToJson(hashes)));
            }
        );
        return count;
    }

    // From a stream: a file may be larger than an array.
    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void Swap(string place)
    {
        FolderSwap.Replace(place, staging);
        isOpen = false;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
