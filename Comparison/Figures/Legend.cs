namespace Dynamics.Comparison.Figures;

/// <summary>Explains line styles, one entry each; colours are better explained by labels at the curves' ends.</summary>
public sealed class Legend
{
    private readonly List<LegendEntry> entries = [];

    /// <summary>Its entries, top to bottom.</summary>
    public IReadOnlyList<LegendEntry> Entries => entries;

    /// <summary>Adds an entry that shows a line.</summary>
    /// <param name="text">What the style means, in rich-text notation.</param>
    /// <param name="dash">The pattern.</param>
    public LegendEntry Add(string text, Dash dash = Dash.Solid)
    {
        LegendEntry entry = new(text) { Dash = dash };
        entries.Add(entry);
        return entry;
    }

    /// <summary>Adds an entry that shows a mark alone.</summary>
    /// <param name="text">What the mark means, in rich-text notation.</param>
    /// <param name="shape">The mark.</param>
    /// <param name="colour">Its colour.</param>
    public LegendEntry Add(string text, Mark shape, Colour colour)
    {
        LegendEntry entry = Add(text);
        (entry.Width, entry.Dot, entry.Shape, entry.Colour) = (0, 4.4, shape, colour);
        return entry;
    }
}

/// <summary>One line of a legend: a sample and what it means.</summary>
/// <param name="text">What it means, in rich-text notation.</param>
public sealed class LegendEntry(string text)
{
    /// <summary>What the style means, in rich-text notation.</summary>
    public string Text { get; } = text;

    /// <summary>Colour of the sample; dark grey stands for every colour.</summary>
    public Colour Colour { get; set; } = Colour.DarkGrey;

    /// <summary>Pattern of the line.</summary>
    public Dash Dash { get; set; }

    /// <summary>Width of the line, points; 0 for no line.</summary>
    public double Width { get; set; } = 1.4;

    /// <summary>Diameter of a dot or another mark, points; 0 for none.</summary>
    public double Dot { get; set; }

    /// <summary>Shape of the mark.</summary>
    public Mark Shape { get; set; }

    /// <summary>Whether the sample shows a cell of a map.</summary>
    public bool ShowsCell { get; set; }

    /// <summary>Whether the sample shows a band.</summary>
    public bool ShowsBand { get; set; }
}
