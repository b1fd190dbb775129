using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Room around the axes of a panel, points.</summary>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom)
{
    /// <summary>What a panel's labels and ticks need.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="lettered">Whether it has a letter.</param>
    /// <param name="x">Ticks below.</param>
    /// <param name="y">Ticks on the left.</param>
    /// <param name="endLabels">Width of the labels on the right.</param>
    /// <param name="bar">The colour bar right of them; null for none.</param>
    public static Margins Of(
        Panel panel,
        bool lettered,
        AxisTicks x,
        AxisTicks y,
        double endLabels,
        ColourBarPlacement? bar
    )
    {
        double size = FigureStyle.FontSize;
        double ticks = FigureStyle.Tick + FigureStyle.TickGap;
        double left = ticks + y.LabelWidth + (panel.Y.Label.Length > 0 ? FigureStyle.LabelGap + 1.2 * size : 0);
        double bottom = ticks + x.HeightBelow;
        bottom += panel.X.Label.Length > 0 || x.Factor.Length > 0 ? FigureStyle.LabelGap + size : 0;
        double top = size * LiberationSans.CapitalHeight / 2 + 1;
        if (lettered || panel.Title.Length > 0)
        {
            top += FigureStyle.LineHeight;
        }

        if (y.Factor.Length > 0 || bar?.Ticks.Factor.Length > 0)
        {
            top += FigureStyle.LineHeight;
        }

        return new Margins(
            Math.Max(left, x.Overhang),
            top,
            Math.Max(endLabels + (bar?.Width ?? 0), x.Overhang),
            bottom
        );
    }

    /// <summary>Room enough for both.</summary>
    public static Margins Max(Margins a, Margins b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));
}

/// <summary>Places panels of equal size in rows and columns, their axes aligned.</summary>
internal static class PanelGrid
{
    // Below this a panel shows nothing; labels that leave less run off the page.
    private const double Smallest = 24;

    /// <summary>The rectangles between the axes, row by row.</summary>
    /// <param name="page">The page without its edge.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="margins">One for each panel.</param>
    public static Rect[] Areas(Rect page, int columns, IReadOnlyList<Margins> margins)
    {
        int rows = (margins.Count + columns - 1) / columns;
        Margins[] ofColumn =
        [
            .. Enumerable.Range(0, columns).Select(c => Largest(margins.Where((_, i) => i % columns == c))),
        ];
        Margins[] ofRow =
        [
            .. Enumerable.Range(0, rows).Select(r => Largest(margins.Where((_, i) => i / columns == r))),
        ];
        double width =
            (page.Width - ofColumn.Sum(m => m.Left + m.Right) - FigureStyle.Gutter * (columns - 1)) / columns;
        double height = (page.Height - ofRow.Sum(m => m.Top + m.Bottom) - FigureStyle.Gutter * (rows - 1)) / rows;
        (width, height) = (Math.Max(width, Smallest), Math.Max(height, Smallest));

        Rect[] areas = new Rect[margins.Count];
        for (int i = 0; i < areas.Length; i++)
        {
            int column = i % columns,
                row = i / columns;
            double left =
                page.Left
                + ofColumn[..column].Sum(m => m.Left + width + m.Right + FigureStyle.Gutter)
                + ofColumn[column].Left;
            double top =
                page.Top + ofRow[..row].Sum(m => m.Top + height + m.Bottom + FigureStyle.Gutter) + ofRow[row].Top;
            areas[i] = new Rect(left, top, left + width, top + height);
        }
        return areas;
    }

    private static Margins Largest(IEnumerable<Margins> margins) => margins.Aggregate(default(Margins), Margins.Max);
}
