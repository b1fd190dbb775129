using System.Globalization;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Experiments.Checkpoints;

/// <summary>The folder of a checkpoint on disk: <c>settings.json</c> and one file per trial, and never half of one.</summary>
/// <remarks>
/// A file is written under another name, flushed, and renamed. The folder comes into its place, and goes, by a rename too.
/// </remarks>
/// <param name="place">Where it is.</param>
internal sealed class CheckpointFolder(string place)
{
    /// <summary>Ending of a trial's file.</summary>
    public const string TrialEnding = ".bin";

    private const string Unfinished = ".tmp";

    /// <summary>Where it is.</summary>
    public string Place => place;

    private string Staging =>
        FolderSwap.Hidden(place, $"tmp-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The checkpoint of the results that have a folder.</summary>
    public static CheckpointFolder Beside(string result) => new(result + ".checkpoint");

    /// <summary>Undoes what a killed run left half done.</summary>
    public void Repair() => OutputException.Guard(place, () => FolderSwap.Repair(place));

    /// <summary>What the checkpoint is of; null if there is none.</summary>
    /// <exception cref="OutputException">There is one that cannot be read (exit code 2).</exception>
    public CheckpointSettings? Find()
    {
        string file = Path.Combine(place, CheckpointSettings.FileName);
        if (!Directory.Exists(place))
        {
            return null;
        }
        try
        {
            return File.Exists(file)
                ? CheckpointSettings.Parse(File.ReadAllBytes(file))
                : throw new InvalidDataException("settings: must be in this file, but it is missing");
        }
        catch (InvalidDataException problem)
        {
            throw OutputException.Refused(
                file,
                $"{problem.Message}. Put the file back as it was, or move the folder {place} away, or delete it, to begin anew."
            );
        }
    }

    /// <summary>Whether the folder holds nothing but a checkpoint.</summary>
    public bool IsOurs => Foreign() is null;

    /// <summary>Refuses a place that holds anything but a checkpoint: that is never replaced or removed.</summary>
    /// <exception cref="OutputException">It does (exit code 2).</exception>
    public void RequireOurs()
    {
        if (File.Exists(place))
        {
            throw OutputException.Refused(place, "must be a folder for a checkpoint, but is a file. Move it away.");
        }
        if (Find() is not null && Foreign() is string foreign)
        {
            throw OutputException.Refused(
                place,
                $"must hold only a checkpoint, but also holds {foreign}. Move it away."
            );
        }
    }

    /// <summary>Reads a file; null if there is none of that name.</summary>
    /// <exception cref="OutputException">It is damaged (exit code 2).</exception>
    public TrialState? Read(string file, Func<Stream, TrialState> read)
    {
        string source = Path.Combine(place, file);
        if (!File.Exists(source))
        {
            return null;
        }
        try
        {
            using FileStream stream = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return read(stream);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw OutputException.Refused(
                source,
                $"must be a whole file of a checkpoint, but {problem.Message.TrimEnd('.')}. Delete it to begin this run "
                    + "anew and go on with the others, or leave --resume out to begin all of them anew."
            );
        }
    }

    /// <summary>Writes a file of a checkpoint that is in its place.</summary>
    public void Write(string file, Action<Stream> write) => Write(place, file, write);

    /// <summary>Puts a new checkpoint with its first trial in the place of what is there.</summary>
    public void Begin(CheckpointSettings settings, string file, Action<Stream> write)
    {
        RequireOurs();
        Directory.CreateDirectory(Staging);
        Write(Staging, CheckpointSettings.FileName, stream => stream.Write(settings.ToJson()));
        Write(Staging, file, write);
        FolderSwap.Replace(place, Staging);
    }

    /// <summary>Removes the checkpoint.</summary>
    /// <exception cref="OutputException">It cannot be removed (exit code 4).</exception>
    public void Remove() =>
        OutputException.Guard(
            place,
            () =>
            {
                if (Directory.Exists(Staging))
                {
                    Directory.Delete(Staging, recursive: true); // of a checkpoint that could not be written
                }
                // Out of the way first: a folder half deleted would be taken for one that is damaged.
                Directory.Move(place, Staging);
                Directory.Delete(Staging, recursive: true);
            }
        );

    private string? Foreign() =>
        FolderListing
            .AllFiles(place)
            .FirstOrDefault(file =>
                file is not CheckpointSettings.FileName
                && (file.Contains('/') || Path.GetExtension(file) is not (TrialEnding or Unfinished))
            );

    private static void Write(string folder, string file, Action<Stream> write)
    {
        string target = Path.Combine(folder, file);
        string unfinished = target + Unfinished;
        try
        {
            using (
                FileStream stream = new(
                    unfinished,
                    FileMode.Create,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1 << 16
                )
            )
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
