using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>A legend in its place.</summary>
/// <param name="Box">What it covers.</param>
/// <param name="IsFree">Whether it covers nothing that is drawn.</param>
/// <param name="Entries">Every entry with its sample, one row high; its text stands on the right.</param>
internal sealed record LegendPlacement(Rect Box, bool IsFree, IReadOnlyList<(LegendEntry Entry, Rect Sample)> Entries)
{
    // Length of a sample line, and of one that is a mark alone where samples need not be aligned, points.
    private const double Sample = 18;
    private const double MarkSample = 7;

    /// <summary>Between a sample and its text, points.</summary>
    public const double SampleGap = 4.5;

    /// <summary>Distance of one entry's middle from the next, points.</summary>
    public const double RowHeight = 1.3 * FigureStyle.FontSize;

    // Free space wanted around the legend, and the grid of places that are tried.
    private const double Clearance = 4;

    // Between entries in a row.
    private const double EntryGap = 10;
    private const double Grid = 2;

    /// <summary>Height an axis must gain for a legend above everything that is drawn, points.</summary>
    public static double HeadroomFor(int entries) => entries * RowHeight + 2 * Clearance;

    /// <summary>Height of a legend above a map, points; 0 for an empty one.</summary>
    public static double HeightAbove(IReadOnlyList<LegendEntry> legend, double width) =>
        legend.Count == 0 ? 0 : Rows(legend, width)[^1].Bottom + 1;

    /// <summary>A legend above the panel, in rows: on a map no place is free.</summary>
    /// <param name="legend">Its entries.</param>
    /// <param name="area">The rectangle between the axes.</param>
    /// <param name="bottom">Where it ends.</param>
    /// <returns>Null for an empty legend.</returns>
    public static LegendPlacement? Above(IReadOnlyList<LegendEntry> legend, Rect area, double bottom)
    {
        if (legend.Count == 0)
        {
            return null;
        }

        double top = bottom - HeightAbove(legend, area.Width);
        Rect[] samples = [.. Rows(legend, area.Width).Select(sample => sample.Moved(area.Left, top))];
        double right = samples.Zip(legend, (sample, entry) => sample.Right + TextWidth(entry)).Max();
        return new LegendPlacement(new Rect(area.Left, top, right, bottom), IsFree: true, [.. legend.Zip(samples)]);
    }

    // Row by row from the left, as words in a text.
    private static List<Rect> Rows(IReadOnlyList<LegendEntry> legend, double width)
    {
        List<Rect> samples = [];
        (double left, double top) = (0, 0);
        foreach (LegendEntry entry in legend)
        {
            double sample = entry.Width > 0 || entry.ShowsBand ? Sample : MarkSample,
                own = sample + TextWidth(entry);
            if (left > 0 && left + own > width)
            {
                (left, top) = (0, top + RowHeight);
            }

            samples.Add(new Rect(left, top, left + sample, top + RowHeight));
            left += own + EntryGap;
        }
        return samples;
    }

    private static double TextWidth(LegendEntry entry) =>
        SampleGap + RichText.Set(entry.Text, FigureStyle.FontSize).Width;

    /// <summary>The place with the least ink; of several, the one nearest to a corner.</summary>
    /// <remarks>Corners are preferred in the order upper right, upper left, lower right, lower left.</remarks>
    /// <returns>Null for an empty legend.</returns>
    public static LegendPlacement? Of(IReadOnlyList<LegendEntry> legend, Rect area, InkMap ink)
    {
        if (legend.Count == 0)
        {
            return null;
        }

        double width = Sample + legend.Max(TextWidth);
        double height = legend.Count * RowHeight;
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
        Rect first = new(0, 0, Sample, RowHeight);
        return new LegendPlacement(
            best.Box,
            best.Ink == 0,
            [.. legend.Select((entry, row) => (entry, first.Moved(best.Box.Left, best.Box.Top + row * RowHeight)))]
        );
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
