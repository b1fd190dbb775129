namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Sizes every figure shares, points.</summary>
internal static class FigureStyle
{
    /// <summary>Points per inch.</summary>
    public const double Inch = 72;

    /// <summary>All text but sub- and superscripts.</summary>
    public const double FontSize = 8;

    /// <summary>Empty edge of the page.</summary>
    public const double Edge = 1.5;

    /// <summary>Between panels.</summary>
    public const double Gutter = 10;

    /// <summary>Length of a labelled tick.</summary>
    public const double Tick = 3.2;

    /// <summary>Length of an unlabelled tick.</summary>
    public const double MinorTick = 1.8;

    /// <summary>Width of axes and ticks.</summary>
    public const double AxisWidth = 0.7;

    /// <summary>Between a tick and its label.</summary>
    public const double TickGap = 2.2;

    /// <summary>Between tick labels and the axis label.</summary>
    public const double LabelGap = 4;

    /// <summary>Line height of text: nothing of one line touches the next.</summary>
    public const double LineHeight = 1.2 * FontSize;
}
