namespace Dynamics.Comparison.Figures;

/// <summary>A figure for a paper: one panel, or several lettered a, b, … in rows.</summary>
/// <param name="title">What it shows, in a few plain words: its name for those who cannot see it. It is not drawn.</param>
public sealed class Figure(string title)
{
    /// <summary>Width of one column of a journal, inches.</summary>
    public const double OneColumn = 3.4;

    /// <summary>Width of two columns of a journal, inches.</summary>
    public const double TwoColumns = 7.0;

    // Height of a panel with its labels, as a fraction of its width.
    private const double Shape = 0.7;

    private readonly List<Panel> panels = [];

    /// <summary>What it shows, in a few plain words.</summary>
    public string Title { get; } =
        string.IsNullOrWhiteSpace(title)
            ? throw new ArgumentException("A figure must have a title, which screen readers read out.", nameof(title))
            : title;

    /// <summary>What is to be seen in it, in plain sentences, for those who cannot see it; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>Its panels, row by row.</summary>
    public IReadOnlyList<Panel> Panels => panels;

    /// <summary>Panels in a row. Default: one or two as there are panels, two of four, otherwise three.</summary>
    public int Columns
    {
        get => field > 0 ? field : Math.Max(1, panels.Count == 4 ? 2 : Math.Min(panels.Count, 3));
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }

    /// <summary>Inches. Default: one column of a journal for panels below each other, two for panels side by side.</summary>
    public double Width
    {
        get =>
            field > 0 ? field
            : Columns == 1 ? OneColumn
            : TwoColumns;
        set => field = Length(value);
    }

    /// <summary>Inches. Default: panels with labels are 0.7 times as high as wide.</summary>
    public double Height
    {
        get => field > 0 ? field : Rows * Shape * Width / Columns;
        set => field = Length(value);
    }

    /// <summary>Whether all panels have the same automatic x limits.</summary>
    public bool SharesX { get; set; }

    /// <summary>Whether all panels have the same automatic y limits.</summary>
    public bool SharesY { get; set; }

    /// <summary>Adds to the first panel, for figures with only one: <c>figure.Add.Line(xs, ys)</c>.</summary>
    public PlottableList Add => First.Add;

    /// <summary>The first panel; made when there is none.</summary>
    public Panel First => panels.Count > 0 ? panels[0] : AddPanel();

    internal int Rows => Math.Max(1, (panels.Count + Columns - 1) / Columns);

    /// <summary>Adds a panel: to the right, or in a new row when the row is full.</summary>
    public Panel AddPanel()
    {
        Panel panel = new();
        panels.Add(panel);
        return panel;
    }

    // An inch holds no figure, and a page no more than twenty.
    private static double Length(double inches) =>
        inches is >= 1 and <= 20
            ? inches
            : throw new ArgumentOutOfRangeException(
                nameof(inches),
                inches,
                "The size of a figure must be from 1 to 20 inches."
            );
}
