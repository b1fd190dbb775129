namespace Dynamics.Comparison.Reports;

/// <summary>A document that is a function of tables beside it, and can so be checked against its own folder.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="sources">The tables, in words.</param>
/// <param name="render">The document, from a folder with the tables.</param>
internal sealed class RenderedDocument(string name, string sources, Func<string, string> render)
{
    private static readonly RenderedDocument[] all =
    [
        new("errors.md", "errors.csv", folder => ErrorDocuments.Markdown(Errors(folder))),
        new("errors.tex", "errors.csv", folder => ErrorDocuments.Latex(Errors(folder))),
        new(BudgetDocument.FileName, "budget.csv", folder => BudgetDocument.Markdown(BudgetDocument.Read(folder))),
        new(
            LearningDocument.FileName,
            $"{LearningTable.CourseFile} and {LearningTable.HalfRiseFile}",
            folder => LearningDocument.Markdown(LearningTable.Read(folder))
        ),
    ];

    /// <summary>The document of a name; null where a file of that name is no function of tables.</summary>
    public static RenderedDocument? Of(string file) => Array.Find(all, document => document.Name == file);

    /// <summary>Name of the file.</summary>
    public string Name { get; } = name;

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
                    $"in the {which} folder, by {sources} beside it"
                );
            }
            catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
            {
                string reason = $"cannot be checked in the {which} folder: {exception.Message}";
                found.Add(new(found.File, null, null, null, reason));
            }
        }
    }

    private static IReadOnlyList<ErrorRow> Errors(string folder) => ErrorTable.Read(Path.Combine(folder, "errors.csv"));
}
