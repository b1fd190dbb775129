using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Puts the labels of curves that end within the panel beside those ends, where they cover least.</summary>
internal static class InnerLabelPlacement
{
    // From the curve's end to the nearest edge of the label, points: close, then farther where that is taken.
    private static readonly double[] distances = [3, 9, 15, 21, 27];

    private const double Clearance = 0.5;

    /// <summary>Places labels and inks them, so that what is placed later keeps off them.</summary>
    /// <param name="labels">Those with an X.</param>
    /// <param name="area">The rectangle between the axes.</param>
    /// <param name="ink">What is drawn there.</param>
    /// <param name="onMap">Whether that is on a map, which no label can keep off: it gets white ground.</param>
    public static List<PlacedLabel> Of(IEnumerable<EndLabel> labels, Rect area, InkMap ink, bool onMap = false)
    {
        List<PlacedLabel> placed = [];
        foreach (EndLabel label in labels.Where(label => label.X is not null))
        {
            TextLine text = RichText.Set(label.Text, FigureStyle.FontSize);
            Point end = new(label.X!.Value, label.Y);
            Rect? best = Candidates(end, label.Radius, text.Width)
                .Where(box =>
                    area.Contains(new Point(box.Left, box.Top)) && area.Contains(new Point(box.Right, box.Bottom))
                )
                .Where(box => !placed.Exists(other => other.Box.Overlaps(box)))
                .Select(box => (Rect?)box)
                .MinBy(box => ink.CellsIn(box!.Value.Inflate(Clearance))); // The first of equal ones.
            if (best is Rect box) // A panel too small for it goes without.
            {
                placed.Add(new PlacedLabel(text, label.Colour, end, box, HasLeader: false) { HasGround = onMap });
                double baseline = (box.Top + box.Bottom) / 2 + text.CentreToBaseline;
                ink.Text(text, new Point(box.Left, baseline), Alignment.Start, label.Colour);
            }
        }
        return placed;
    }

    // Right of the end first, then below and above it, last to its left, where the curve comes from.
    private static IEnumerable<Rect> Candidates(Point end, double radius, double width)
    {
        const double half = FigureStyle.LineHeight / 2;
        foreach (double distance in distances.Select(distance => distance + radius))
        {
            yield return Box(end.X + distance, end.Y);
            yield return Box(end.X + distance, end.Y + half);
            yield return Box(end.X + distance, end.Y - half);
            yield return Box(end.X - width / 2, end.Y + distance + half);
            yield return Box(end.X - width / 2, end.Y - distance - half);
            yield return Box(end.X - distance - width, end.Y);
        }

        Rect Box(double left, double middle) => new(left, middle - half, left + width, middle + half);
    }
}
