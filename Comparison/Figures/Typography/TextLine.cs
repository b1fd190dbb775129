namespace Dynamics.Comparison.Figures.Typography;

/// <summary>A piece of a line of text in one style.</summary>
/// <param name="Text">Not empty.</param>
/// <param name="Size">Font size, points.</param>
/// <param name="Rise">Height of its baseline above that of the line, points; negative for a subscript.</param>
/// <param name="Italic">Whether it is slanted.</param>
/// <param name="Bold">Whether it is bold.</param>
public sealed record TextRun(string Text, double Size, double Rise, bool Italic, bool Bold)
{
    /// <summary>Advance width, points.</summary>
    public double Width { get; } = Size * LiberationSans.Width(Text, Bold);
}

/// <summary>One line of text, set and measured, ready to be put on a canvas.</summary>
/// <param name="Runs">Its pieces, left to right.</param>
/// <param name="Size">Font size of the text that is neither sub- nor superscript, points.</param>
public sealed record TextLine(IReadOnlyList<TextRun> Runs, double Size)
{
    /// <summary>No text.</summary>
    public static TextLine Empty { get; } = new([], 0);

    /// <summary>Advance width, points.</summary>
    public double Width { get; } = Runs.Sum(run => run.Width);

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => Runs.Count == 0;

    /// <summary>How far below a line its baseline must be for the text to look centred on it, points.</summary>
    public double CentreToBaseline => Size * LiberationSans.CapitalHeight / 2;
}
