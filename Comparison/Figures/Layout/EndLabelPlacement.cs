using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>A label at the right edge, in its place.</summary>
/// <param name="Text">The label, set.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="From">End of the curve.</param>
/// <param name="Box">What the text covers: from its left end, one line high.</param>
/// <param name="HasLeader">Whether a thin line joins the two.</param>
internal sealed record PlacedLabel(TextLine Text, Colour Colour, Point From, Rect Box, bool HasLeader)
{
    /// <summary>Whether it stands on white ground, as it must on a map.</summary>
    public bool HasGround { get; init; }
}

/// <summary>Puts labels beside their curves, moved apart as little as possible where they would overlap.</summary>
internal static class EndLabelPlacement
{
    // A label moved no farther than this is still read as standing beside its curve.
    private const double Beside = 2.5;
    private const double Gap = 3.5;
    private const double LeaderGap = 11;
    private const double Smallest = 5;

    // More are not read, and their curves not told apart.
    private const int Most = 12;

    /// <summary>Width of the column of labels with its gap, points; 0 without labels.</summary>
    public static double Width(IReadOnlyList<EndLabel> labels, Rect area)
    {
        List<PlacedLabel> placed = Of(labels, area);
        return placed.Count == 0 ? 0 : placed.Max(label => label.Box.Right) - area.Right;
    }

    /// <summary>Places labels.</summary>
    /// <remarks>
    /// Equal texts on one height become one label. More labels than the height holds are set smaller, down to 5 points. Of
    /// more than 12, or than fit then, only the highest are kept: those of the largest values. Labels with an X are left out;
    /// <see cref="InnerLabelPlacement"/> places them.
    /// </remarks>
    public static List<PlacedLabel> Of(IReadOnlyList<EndLabel> labels, Rect area)
    {
        double room = area.Height + FigureStyle.LineHeight;
        int fitting = (int)(room / (FigureStyle.LineHeight * Smallest / FigureStyle.FontSize));
        List<EndLabel> distinct = [.. Merge(labels).Take(Math.Min(Most, fitting))]; // Ascending: from the top.
        double crowding = Math.Min(1, room / (distinct.Count * FigureStyle.LineHeight));
        double size = Math.Max(Smallest, FigureStyle.FontSize * crowding);
        double spacing = FigureStyle.LineHeight * crowding;
        double[] heights = MoveApart(
            [.. distinct.Select(label => label.Y)],
            spacing,
            area.Top - (FigureStyle.LineHeight - spacing) / 2,
            area.Bottom + (FigureStyle.LineHeight - spacing) / 2
        );
        bool anyLeader = distinct.Where((label, i) => Math.Abs(heights[i] - label.Y) > Beside).Any();
        double left = area.Right + (anyLeader ? LeaderGap : Gap);
        return
        [
            .. distinct.Select(
                (label, i) =>
                {
                    TextLine text = RichText.Set(label.Text, size);
                    return new PlacedLabel(
                        text,
                        label.Colour,
                        new Point(area.Right, label.Y),
                        new Rect(left, heights[i] - spacing / 2, left + text.Width, heights[i] + spacing / 2),
                        HasLeader: Math.Abs(heights[i] - label.Y) > Beside
                    );
                }
            ),
        ];
    }

    /// <summary>The heights nearest to the wanted ones (least squares) that keep their order and a distance.</summary>
    /// <remarks>
    /// With the distances taken off, this is isotonic regression: pool adjacent violators. What then passes a limit is pushed
    /// back inside.
    /// </remarks>
    /// <param name="wanted">Ascending.</param>
    /// <param name="spacing">Least distance of neighbours.</param>
    /// <param name="lowest">Least height.</param>
    /// <param name="highest">Greatest height; all fit between the two.</param>
    public static double[] MoveApart(double[] wanted, double spacing, double lowest, double highest)
    {
        List<(double Sum, int Count)> blocks = [];
        for (int i = 0; i < wanted.Length; i++)
        {
            (double sum, int count) = (wanted[i] - i * spacing, 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count >= sum / count)
            {
                (sum, count) = (sum + blocks[^1].Sum, count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add((sum, count));
        }
        double[] heights = [.. blocks.SelectMany(block => Enumerable.Repeat(block.Sum / block.Count, block.Count))];
        double last = highest - (wanted.Length - 1) * spacing;
        for (int i = 0; i < heights.Length; i++)
        {
            heights[i] = Math.Max(Math.Min(heights[i], last), lowest) + i * spacing;
        }

        return heights;
    }

    private static List<EndLabel> Merge(IReadOnlyList<EndLabel> labels)
    {
        List<EndLabel> distinct = [];
        // OrderBy is stable: equal heights keep their order.
        foreach (EndLabel label in labels.Where(label => label.X is null).OrderBy(label => label.Y))
        {
            bool known = distinct.Exists(other =>
                other.Text == label.Text && Math.Abs(other.Y - label.Y) < FigureStyle.LineHeight
            );
            if (!known)
            {
                distinct.Add(label);
            }
        }
        return distinct;
    }
}
