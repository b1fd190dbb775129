using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>A legend in its place.</summary>
/// <param name="Box">What it covers.</param>
/// <param name="IsFree">Whether it covers nothing that is drawn.</param>
internal sealed record LegendPlacement(Rect Box, bool IsFree)
{
    /// <summary>Length of a sample line, points.</summary>
    public const double Sample = 18;

    /// <summary>Between a sample and its text, points.</summary>
    public const double SampleGap = 4.5;

    /// <summary>Distance of one entry's middle from the next, points.</summary>
    public const double RowHeight = 1.3 * FigureStyle.FontSize;

    // Free space wanted around the legend, and the grid of places that are tried.
    private const double Clearance = 4;
    private const double Grid = 2;

    /// <summary>Height an axis must gain for a legend above everything that is drawn, points.</summary>
    public static double HeadroomFor(Legend legend) => legend.Entries.Count * RowHeight + 2 * Clearance;

    /// <summary>The place with the least ink; of several, the one nearest to a corner.</summary>
    /// <remarks>Corners are preferred in the order upper right, upper left, lower right, lower left.</remarks>
    /// <returns>Null for an empty legend.</returns>
    public static LegendPlacement? Of(Legend legend, Rect area, InkMap ink)
    {
        if (legend.Entries.Count == 0)
        {
            return null;
        }

        double width =
            Sample + SampleGap + legend.Entries.Max(entry => RichText.Set(entry.Text, FigureStyle.FontSize).Width);
        double height = legend.Entries.Count * RowHeight;
        (int Ink, double Distance, Rect Box) best = (int.MaxValue, 0, default);
        foreach (double left in Steps(area.Left + Clearance, area.Right - width - 1))
        {
            foreach (double top in Steps(area.Top + 1, area.Bottom - height - Clearance))
            {
                Rect box = new(left, top, left + width, top + height);
                int cells = ink.CellsIn(box.Inflate(Clearance));
                if (cells > best.Ink)
                {
                    continue;
                }

                double distance = Distance(box, area);
                if (cells < best.Ink || (cells == best.Ink && distance < best.Distance))
                {
                    best = (cells, distance, box);
                }
            }
        }
        return new LegendPlacement(best.Box, best.Ink == 0);
    }

    private static double Distance(Rect box, Rect area)
    {
        double right = area.Right - box.Right,
            left = box.Left - area.Left,
            upper = box.Top - area.Top,
            lower = area.Bottom - box.Bottom;
        const double preference = 20;
        return Math.Min(
            Math.Min(right + upper, left + upper + preference),
            Math.Min(right + lower + 2 * preference, left + lower + 3 * preference)
        );
    }

    // Both ends are tried; an area that is too small has one place only.
    private static IEnumerable<double> Steps(double from, double to)
    {
        for (double at = from; at < to; at += Grid)
        {
            yield return at;
        }

        yield return Math.Max(from, to);
    }
}
