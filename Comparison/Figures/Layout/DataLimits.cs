using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>A panel with the ranges it shows.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="X">Range of the axis below.</param>
/// <param name="Y">Range of the axis on the left.</param>
/// <param name="IsEmpty">Whether no point of the data can be drawn.</param>
internal sealed record DataLimits(Panel Panel, AxisRange X, AxisRange Y, bool IsEmpty)
{
    private const double Margin = 0.04;

    /// <summary>The ranges of all panels of a figure.</summary>
    public static DataLimits[] Of(Figure figure)
    {
        DataExtent[] own = [.. figure.Panels.Select(Extent)];
        DataExtent[] shown = [.. figure.Panels.Select(Extent)];
        for (int i = 0; i < shown.Length; i++)
        {
            for (int k = 0; k < own.Length; k++)
            {
                bool sharesY = SharesY(figure, figure.Panels[i], figure.Panels[k]);
                shown[i].Include(own[k], x: figure.SharesX, y: sharesY);
            }
        }
        return
        [
            .. figure.Panels.Select(
                (panel, i) =>
                    new DataLimits(
                        panel,
                        AxisRange.Of(
                            panel.X,
                            shown[i].Left,
                            shown[i].Right,
                            HasMarks(panel) && !IsFilled(panel) ? Margin : 0
                        ),
                        AxisRange.Of(panel.Y, shown[i].Lowest, shown[i].Highest, IsFilled(panel) ? 0 : Margin),
                        own[i].IsEmpty
                    )
            ),
        ];
    }

    /// <summary>Whether two panels of a figure have the same automatic y limits.</summary>
    public static bool SharesY(Figure figure, Panel one, Panel other) =>
        figure.SharesY || (one.SharedY.Length > 0 && one.SharedY == other.SharedY);

    /// <summary>What labels and ticks need around an area.</summary>
    public Margins MarginsIn(Rect area, bool lettered)
    {
        PlotTransform plot = new(area, X, Y);
        double endLabels = EndLabelPlacement.Width(Labels(plot), area);
        ColourBarPlacement? bar = Bar(area, endLabels);
        Margins margins = Margins.Of(Panel, lettered, XTicks(area), YTicks(area), endLabels, bar);
        double legend = IsFilled(Panel) && !IsEmpty ? LegendPlacement.HeightAbove(Legend(bar), area.Width) : 0;
        return margins with { Top = margins.Top + legend };
    }

    /// <summary>Places everything around and in an area.</summary>
    /// <param name="area">The rectangle between the axes.</param>
    /// <param name="corner">Upper left corner of what belongs to the panel.</param>
    /// <param name="letter">a, b, …; empty for none.</param>
    public PanelLayout Place(Rect area, Point corner, string letter)
    {
        PlotTransform plot = new(area, X, Y);
        InkMap ink = new(area);
        Draw(ink, plot);
        List<EndLabel> labels = Labels(plot);
        ColourBarPlacement? bar = Bar(area, EndLabelPlacement.Width(labels, area));
        List<PlacedLabel> inner = InnerLabelPlacement.Of(labels, area, ink, IsFilled(Panel));
        return new PanelLayout(
            Panel,
            corner,
            letter,
            plot,
            XTicks(area),
            YTicks(area),
            [.. EndLabelPlacement.Of(labels, area), .. inner],
            bar,
            IsEmpty ? null : LegendIn(area, bar, ink),
            IsEmpty ? Notice() : ""
        );
    }

    private void Draw(InkMap ink, PlotTransform plot)
    {
        if (IsEmpty)
        {
            return;
        }

        ClippingCanvas canvas = new(ink, plot.Area);
        // On a map labels have white ground, so that only curves and marks are in their way.
        bool isFilled = IsFilled(Panel);
        foreach (IPlottable item in Panel.Add.Items.Where(item => !isFilled || item.Layer >= Layer.Curves))
        {
            item.Draw(canvas, plot);
        }
    }

    private LegendPlacement? LegendIn(Rect area, ColourBarPlacement? bar, InkMap ink) =>
        IsFilled(Panel)
            ? LegendPlacement.Above(Legend(bar), area, area.Top - Margins.Above(YTicks(area), bar))
            : LegendPlacement.Of(Legend(bar), area, ink);

    private IReadOnlyList<LegendEntry> Legend(ColourBarPlacement? bar) =>
        bar?.Unexplained is LegendEntry more ? [.. Panel.Legend.Entries, more] : Panel.Legend.Entries;

    private List<EndLabel> Labels(PlotTransform plot) =>
        IsEmpty ? [] : [.. Panel.Add.Items.Select(item => item.EndLabelOn(plot)).OfType<EndLabel>()];

    private ColourBarPlacement? Bar(Rect area, double endLabels) =>
        IsEmpty ? null : ColourBarPlacement.Of(Panel, area, endLabels);

    private AxisTicks XTicks(Rect area) =>
        IsEmpty ? AxisTicks.None : AxisTicks.Of(Panel.X, X, area.Width, horizontal: true);

    private AxisTicks YTicks(Rect area) =>
        IsEmpty ? AxisTicks.None : AxisTicks.Of(Panel.Y, Y, area.Height, horizontal: false);

    private string Notice() =>
        Panel.X.Minimum is not null || Panel.X.Maximum is not null ? "no data in this range"
        : Panel.X.Logarithmic || Panel.Y.Logarithmic ? "no finite positive data"
        : "no finite data";

    // Lines may start on an axis, dots should not lie on it.
    private static bool HasMarks(Panel panel) =>
        panel.Add.Items.Any(item => item.Layer == Layer.Marks || item is Plottables.Path);

    // Around a map there is nothing to see.
    private static bool IsFilled(Panel panel) => panel.Add.Items.Any(item => item is IMap);

    private static DataExtent Extent(Panel panel)
    {
        DataExtent extent = new(panel.X, panel.Y);
        foreach (IPlottable item in panel.Add.Items)
        {
            item.Cover(extent);
        }

        return extent;
    }
}
