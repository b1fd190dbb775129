namespace Dynamics.Comparison.Reports;

/// <summary>A document that is a function of tables beside it, and can so be checked against its own folder.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="tables">Names of the tables.</param>
/// <param name="render">The document, from a folder with the tables.</param>
internal sealed class RenderedDocument(string name, string[] tables, Func<string, string> render)
{
    private static readonly RenderedDocument[] all =
    [
        new("errors.md", [ErrorTable.FileName], folder => ErrorDocuments.Markdown(Errors(folder))),
        new("errors.tex", [ErrorTable.FileName], folder => ErrorDocuments.Latex(Errors(folder))),
        new(BudgetDocument.FileName, ["budget.csv"], folder => BudgetDocument.Markdown(BudgetDocument.Read(folder))),
        new(
            LearningDocument.FileName,
            [LearningTable.CourseFile, LearningTable.HalfRiseFile],
            folder => LearningDocument.Markdown(LearningTable.Read(folder))
        ),
    ];

    /// <summary>The document of a name; null where a file of that name is no function of tables.</summary>
    public static RenderedDocument? Of(string file) => Array.Find(all, document => document.Name == file);

    /// <summary>Name of the file.</summary>
    public string Name { get; } = name;

    /// <summary>Names of the tables.</summary>
    public IReadOnlyList<string> Tables { get; } = tables;

    /// <summary>The documents that hold numbers of a table, the table itself, and the other tables of those documents.</summary>
    public static IEnumerable<string> Together(string file) =>
        all.Where(document => document.Name == file || document.Tables.Contains(file))
            .SelectMany(document => document.Tables)
            .Distinct()
            .SelectMany(table =>
                all.Where(document => document.Tables.Contains(table)).Select(document => document.Name).Append(table)
            )
            .Append(file)
            .Distinct();

    /// <summary>Checks both versions against the tables of their own folder.</summary>
    public void Compare(string freshPath, string committedPath, FileAgreement found)
    {
        foreach ((string path, string which) in new[] { (freshPath, "fresh"), (committedPath, "committed") })
        {
            try
            {
                string rendered = render(Path.GetDirectoryName(path)!);
                TextAgreement.CompareExactly(
                    TextAgreement.ReadAll(path),
                    rendered,
                    found,
                    $"in the {which} folder, by {string.Join(" and ", Tables)} beside it"
                );
            }
            catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
            {
                string reason = $"cannot be checked in the {which} folder: {exception.Message}";
                found.Add(new(found.File, null, null, null, reason));
            }
        }
    }

    private static IReadOnlyList<ErrorRow> Errors(string folder) =>
        ErrorTable.Read(Path.Combine(folder, ErrorTable.FileName));
}
