using Dynamics.Comparison.Figures.Svg;

namespace Dynamics.Comparison.Figures;

/// <summary>What became of a figure that was to be saved.</summary>
public abstract record SavedFigure
{
    private SavedFigure() { }

    /// <summary>The file is there.</summary>
    /// <param name="Path">The file.</param>
    public sealed record Written(string Path) : SavedFigure;

    /// <summary>There is no file, because a converter is missing or failed. A notice, not an error: the SVG says the same.</summary>
    /// <param name="Path">The file that is not there.</param>
    /// <param name="Because">A sentence for the user.</param>
    public sealed record NotConverted(string Path, string Because) : SavedFigure;
}

/// <summary>Saves figures by the extension of their file: <c>.svg</c> by itself, <c>.png</c> and <c>.pdf</c> through a converter.</summary>
public static class FigureFile
{
    private static readonly string[] Converted = [".png", ".pdf"];

    /// <summary>Saves a figure, with the converter on PATH for <c>.png</c> and <c>.pdf</c>.</summary>
    /// <inheritdoc cref="SaveAsync"/>
    public static SavedFigure Save(Figure figure, string path) =>
        SaveAsync(figure, path, SvgConverter.OnPath()).GetAwaiter().GetResult();

    /// <summary>Saves a figure. Calls for different files may run at the same time, which hides the converter's start-up.</summary>
    /// <remarks>
    /// An <c>.svg</c> first removes the <c>.png</c> and <c>.pdf</c> of the same name, which would show an older figure: save it
    /// before the others. Nothing half written stands under the final name.
    /// </remarks>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="converter">Makes <c>.png</c> and <c>.pdf</c>; null when there is none.</param>
    /// <param name="cancellation">Ends a conversion.</param>
    /// <exception cref="ArgumentException">The extension is none of the three, or the figure is not well formed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task<SavedFigure> SaveAsync(
        Figure figure,
        string path,
        SvgConverter? converter,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension == ".svg")
        {
            WriteSvg(SvgDocument.Of(figure), path);
            return new SavedFigure.Written(path);
        }
        if (!Converted.Contains(extension))
        {
            throw new ArgumentException(
                $"A figure is saved as .svg, .png or .pdf, but the file is \"{path}\".",
                nameof(path)
            );
        }

        File.Delete(path); // It shows another figure, whatever happens now.
        if (converter is null)
        {
            return new SavedFigure.NotConverted(
                path,
                $"No {extension} without {SvgConverter.Program} on PATH (Debian: apt install librsvg2-bin)."
            );
        }

        ConvertedFormat format = extension == ".png" ? ConvertedFormat.Png : ConvertedFormat.Pdf;
        string? problem = await converter.ConvertAsync(SvgDocument.Of(figure), path, format, cancellation);
        return problem is null ? new SavedFigure.Written(path) : new SavedFigure.NotConverted(path, problem);
    }

    private static void WriteSvg(string svg, string path)
    {
        foreach (string extension in Converted)
        {
            File.Delete(Path.ChangeExtension(path, extension));
        }

        string unfinished = path + ".unfinished";
        try
        {
            File.WriteAllText(unfinished, svg); // UTF-8 without a byte order mark; a full disk throws here.
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
