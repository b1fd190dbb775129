using System.Text.Json;

namespace Dynamics.Comparison.Reports;

/// <summary>The results of an earlier run in the place of new ones.</summary>
internal static class EarlierResults
{
    /// <summary>Whether new results agree with earlier ones.</summary>
    /// <param name="fresh">Folder of the new results, with a manifest.</param>
    /// <param name="place">Folder of the earlier ones.</param>
    /// <returns>Null where there are none, or where they cannot be read; new results are no worse for it.</returns>
    public static ScenarioAgreement? Compare(string fresh, string place)
    {
        try
        {
            return FolderListing.Listed(place) is null
                ? null
                : AgreementCheck.Compare(fresh, place, Path.GetFileName(place));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts the earlier bytes of every file that agrees in the place of the new ones.</summary>
    /// <remarks>
    /// A document and its tables are kept or replaced together; a summary of sweeps is kept only if all tables are; PNG and PDF
    /// follow their drawing, and <c>run.json</c> stays where nothing changed. Of a chaotic scenario, whose numbers agree with
    /// any numbers, everything is kept or nothing: they may be those of other settings. The earlier folder itself is only read, so that a
    /// process killed here leaves it whole.
    /// </remarks>
    /// <param name="agreement">What was found.</param>
    /// <param name="fresh">Folder of the new results, which is changed.</param>
    /// <param name="place">Folder of the earlier ones.</param>
    /// <returns>Whether all files, <c>run.json</c> included, are the earlier ones.</returns>
    public static bool Keep(ScenarioAgreement agreement, string fresh, string place)
    {
        if (agreement is { IsChaotic: true, Agrees: false })
        {
            return false;
        }
        HashSet<string> replaced =
        [
            .. agreement.Files.Where(file => !file.Agrees).Select(file => file.File),
            .. agreement.Unpaired.Select(file => file.File),
        ];
        bool areTablesKept = !replaced.Any(file => Path.GetExtension(file) == ".csv");
        foreach (FileAgreement file in agreement.Files.Where(file => !file.IsIdentical))
        {
            bool isKept =
                !RenderedDocument.Together(file.File).Any(replaced.Contains)
                && (areTablesKept || file.File != SweepDocument.FileName);
            if (isKept)
            {
                Copy(file.File);
            }
        }
        // A converter's files show the drawing that is kept, where the earlier run made any.
        foreach (string drawing in agreement.Files.Where(file => file.Agrees).Select(file => file.File))
        {
            if (Path.GetExtension(drawing) == ".svg")
            {
                CopyIfThere(Path.ChangeExtension(drawing, ".png"));
                CopyIfThere(Path.ChangeExtension(drawing, ".pdf"));
            }
        }
        // Every file has the earlier bytes: they are results of the earlier execution.
        bool areAllKept = agreement.Agrees && AreSameFiles(fresh, place);
        if (areAllKept)
        {
            Copy(RunRecord.FileName);
        }
        return areAllKept;

        void Copy(string file) => File.Copy(Path.Combine(place, file), Path.Combine(fresh, file), overwrite: true);

        void CopyIfThere(string file)
        {
            if (File.Exists(Path.Combine(place, file)) && File.Exists(Path.Combine(fresh, file)))
            {
                Copy(file);
            }
        }
    }

    private static bool AreSameFiles(string fresh, string place)
    {
        IReadOnlyList<string> earlier = FolderListing.AllFiles(place);
        return earlier.Contains(RunRecord.FileName)
            && earlier.Where(file => file != RunRecord.FileName).SequenceEqual(FolderListing.AllFiles(fresh));
    }
}
