using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Draws a figure that is laid out, on any canvas.</summary>
internal static class FigureDrawing
{
    private const double LetterSize = FigureStyle.FontSize + 1;

    /// <summary>Draws all panels.</summary>
    public static void Draw(FigureLayout layout, ICanvas canvas)
    {
        foreach (PanelLayout panel in layout.Panels)
        {
            if (panel.Notice.Length == 0)
            {
                Data(panel, canvas);
            }

            AxisDrawing.Draw(panel, canvas);
            Labels(panel, canvas);
            panel.ColourBar?.Draw(canvas);
            Legend(panel, canvas);
            Heading(panel, canvas);
        }
    }

    private static void Data(PanelLayout panel, ICanvas canvas)
    {
        ClippingCanvas clipped = new(canvas, panel.Plot.Area);
        foreach (IPlottable item in panel.Panel.Add.Items.OrderBy(item => item.Layer)) // Stable.
        {
            item.Draw(clipped, panel.Plot);
        }
    }

    private static void Labels(PanelLayout panel, ICanvas canvas)
    {
        foreach (PlacedLabel label in panel.Labels)
        {
            double middle = label.Box.Middle;
            if (label.HasGround)
            {
                canvas.Areas([label.Box.Inflate(0.5).Corners()], new Fill(Colour.White, 0.75));
            }

            if (label.HasLeader)
            {
                canvas.Lines(
                    [
                        [label.From with { X = label.From.X + 1.5 }, new Point(label.Box.Left - 1.5, middle)],
                    ],
                    new Stroke(label.Colour, 0.5)
                );
            }

            canvas.Text(
                label.Text,
                new Point(label.Box.Left, middle + label.Text.CentreToBaseline),
                Alignment.Start,
                label.Colour
            );
        }
    }

    private static void Legend(PanelLayout panel, ICanvas canvas)
    {
        if (panel.Legend is not { } legend)
        {
            return;
        }

        Rect box = legend.Box;
        if (!legend.IsFree)
        {
            canvas.Areas([box.Inflate(1.5).Corners()], new Fill(Colour.White, 0.85));
        }

        foreach ((LegendEntry entry, Rect sample) in legend.Entries)
        {
            Sample(entry, sample, canvas);
            TextLine text = RichText.Set(entry.Text, FigureStyle.FontSize);
            double baseline = sample.Middle + text.CentreToBaseline;
            Point place = new(sample.Right + LegendPlacement.SampleGap, baseline);
            canvas.Text(text, place, Alignment.Start, Colour.Black);
        }
    }

    private static void Sample(LegendEntry entry, Rect sample, ICanvas canvas)
    {
        (double left, double right, double middle) = (sample.Left, sample.Right, sample.Middle);
        if (entry.ShowsCell)
        {
            double centre = (left + right) / 2;
            Rect cell = new Rect(centre, middle, centre, middle).Inflate(3.5);
            canvas.Areas([cell.Corners()], new Fill(entry.Colour));
            canvas.Lines(
                [
                    [.. cell.Corners(), new Point(cell.Left, cell.Top)],
                ],
                new Stroke(Colour.Black, 0.5)
            );
        }

        if (entry.ShowsBand)
        {
            canvas.Areas([new Rect(left, middle - 3, right, middle + 3).Corners()], new Fill(entry.Colour, 0.22));
        }

        if (entry.Width > 0)
        {
            canvas.Lines(
                [
                    [new Point(left, middle), new Point(right, middle)],
                ],
                new Stroke(entry.Colour, entry.Width, entry.Dash)
            );
        }

        if (entry.Dot > 0)
        {
            MarkDrawing.Draw(
                canvas,
                [new Point((left + right) / 2, middle)],
                entry.Shape,
                entry.Dot,
                new Fill(entry.Colour)
            );
        }
    }

    private static void Heading(PanelLayout panel, ICanvas canvas)
    {
        Rect area = panel.Plot.Area;
        double baseline = panel.Corner.Y + LetterSize * LiberationSans.CapitalHeight;
        if (panel.Letter.Length > 0)
        {
            canvas.Text(
                RichText.Set(panel.Letter, LetterSize, bold: true),
                new Point(panel.Corner.X, baseline),
                Alignment.Start,
                Colour.Black
            );
        }

        if (panel.Panel.Title.Length > 0)
        {
            canvas.Text(
                RichText.Set(panel.Panel.Title, FigureStyle.FontSize),
                new Point(area.Left, baseline),
                Alignment.Start,
                Colour.Black
            );
        }

        if (panel.Notice.Length > 0)
        {
            canvas.Text(
                RichText.Set(panel.Notice, FigureStyle.FontSize),
                new Point((area.Left + area.Right) / 2, (area.Top + area.Bottom) / 2),
                Alignment.Middle,
                Colour.DarkGrey
            );
        }
    }
}
