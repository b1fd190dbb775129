using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Where everything in a panel stands.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="Corner">Upper left corner of what belongs to the panel: aligned in rows and columns.</param>
/// <param name="Letter">a, b, …; empty in a figure of one panel.</param>
/// <param name="Plot">From data to canvas.</param>
/// <param name="X">Ticks below.</param>
/// <param name="Y">Ticks on the left.</param>
/// <param name="Labels">Labels at the right edge.</param>
/// <param name="ColourBar">The colour bar; null for none.</param>
/// <param name="Legend">The legend; null for none.</param>
/// <param name="Notice">What stands in a panel that has no data to show; empty otherwise.</param>
internal sealed record PanelLayout(
    Panel Panel,
    Point Corner,
    string Letter,
    PlotTransform Plot,
    AxisTicks X,
    AxisTicks Y,
    IReadOnlyList<PlacedLabel> Labels,
    ColourBarPlacement? ColourBar,
    LegendPlacement? Legend,
    string Notice
);

/// <summary>Where everything in a figure stands.</summary>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
/// <param name="Panels">Row by row.</param>
internal sealed record FigureLayout(double Width, double Height, IReadOnlyList<PanelLayout> Panels)
{
    // Ticks depend on lengths, lengths on margins, margins on ticks: they settle in two or three rounds.
    // After the first two they only grow, so that they can't go back and forth.
    private const int Rounds = 4;
    private const int FreeRounds = 2;

    // Colour bars have ticks too, and the rows of a legend above a map depend on its width.
    private const int MoreForMaps = 3;

    // A legend takes at most this part of an axis from the data; for a larger one the figure becomes higher.
    private const double LargestHeadroom = 0.4;

    /// <summary>Lays out a figure.</summary>
    /// <remarks>
    /// A legend of a map stands above it, and the figure becomes higher by that. One of curves that finds no free place gets
    /// it above the data. Only under a manual upper limit, or where it is wider than its panel, does it lie over them on
    /// white ground.
    /// </remarks>
    /// <exception cref="ArgumentException">It has no panel, limits are out of order, or a label is not well formed.</exception>
    public static FigureLayout Of(Figure figure)
    {
        if (figure.Panels.Count == 0)
        {
            throw new ArgumentException("A figure must have at least one panel.", nameof(figure));
        }

        DataLimits[] limits = DataLimits.Of(figure);
        double height = figure.Height * FigureStyle.Inch;
        FigureLayout layout = Arrange(figure, limits, height);
        double above = layout.Panels.Chunk(figure.Columns).Sum(row => row.Max(LegendAbove));
        if (above > 0)
        {
            height += above;
            layout = Arrange(figure, limits, height);
        }

        PanelLayout[] covered =
        [
            .. layout.Panels.Where(panel => panel.Legend is { IsFree: false } && panel.Panel.Y.Maximum is null),
        ];
        if (covered.Length == 0)
        {
            return layout;
        }

        double length = covered.Max(panel => LegendPlacement.HeadroomFor(panel.Legend!.Entries.Count));
        double axis = covered[0].Plot.Area.Height; // That of every panel.
        double higher = Math.Max(axis, length / LargestHeadroom);
        for (int i = 0; i < limits.Length; i++)
        {
            Panel panel = limits[i].Panel;
            bool grows = covered.Any(other => other.Panel == panel || DataLimits.SharesY(figure, other.Panel, panel));
            if (grows && panel.Y.Maximum is null)
            {
                limits[i] = limits[i] with { Y = limits[i].Y.WithHeadroom(length / higher) };
            }
        }
        return Arrange(figure, limits, height + (higher - axis) * figure.Rows);
    }

    private static double LegendAbove(PanelLayout panel) =>
        panel.Legend is { } legend && legend.Box.Bottom <= panel.Plot.Area.Top ? legend.Box.Height : 0;

    private static FigureLayout Arrange(Figure figure, DataLimits[] limits, double height)
    {
        double width = figure.Width * FigureStyle.Inch;
        Rect page = new Rect(0, 0, width, height).Inflate(-FigureStyle.Edge);
        bool lettered = limits.Length > 1;
        Margins[] margins = new Margins[limits.Length];
        Rect[] areas = PanelGrid.Areas(page, figure.Columns, margins);
        int more = figure.Panels.Any(panel => panel.ColourBar is not null) ? MoreForMaps : 0;
        for (int round = 0; round < Rounds + more; round++)
        {
            Margins[] needed = [.. limits.Select((limit, i) => limit.MarginsIn(areas[i], lettered))];
            if (round >= FreeRounds + more)
            {
                needed = [.. needed.Zip(margins, Margins.Max)];
            }

            if (needed.SequenceEqual(margins))
            {
                break;
            }

            margins = needed;
            areas = PanelGrid.Areas(page, figure.Columns, margins);
        }
        return new FigureLayout(
            width,
            height,
            [.. limits.Select((limit, i) => limit.Place(areas[i], Corner(i), lettered ? Letter(i) : ""))]
        );

        Point Corner(int i) =>
            new(
                areas[i].Left - margins.Where((_, k) => k % figure.Columns == i % figure.Columns).Max(m => m.Left),
                areas[i].Top - margins.Where((_, k) => k / figure.Columns == i / figure.Columns).Max(m => m.Top)
            );
    }

    private static string Letter(int i) => i < 26 ? ((char)('a' + i)).ToString() : Letter(i / 26 - 1) + Letter(i % 26);
}
