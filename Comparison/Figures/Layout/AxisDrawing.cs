using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>Draws the axes of a panel: left and below only, ticks outside.</summary>
internal static class AxisDrawing
{
    /// <summary>Draws both axes with ticks, numbers and labels.</summary>
    public static void Draw(PanelLayout panel, ICanvas canvas)
    {
        Rect area = panel.Plot.Area;
        List<Point[]> lines =
        [
            [new Point(area.Left, area.Top), new Point(area.Left, area.Bottom), new Point(area.Right, area.Bottom)],
        ];
        foreach ((double value, double length) in Ticks(panel.X))
        {
            lines.Add([
                new Point(panel.Plot.X(value), area.Bottom),
                new Point(panel.Plot.X(value), area.Bottom + length),
            ]);
        }

        foreach ((double value, double length) in Ticks(panel.Y))
        {
            lines.Add([new Point(area.Left, panel.Plot.Y(value)), new Point(area.Left - length, panel.Plot.Y(value))]);
        }

        canvas.Lines(lines, new Stroke(Colour.Black, FigureStyle.AxisWidth));
        Below(panel, canvas);
        Left(panel, canvas);
    }

    private static void Below(PanelLayout panel, ICanvas canvas)
    {
        Rect area = panel.Plot.Area;
        double top = area.Bottom + FigureStyle.Tick + FigureStyle.TickGap;
        double baseline = top + panel.X.HeightBelow;
        foreach (Tick tick in panel.X.Major)
        {
            TextLine text = Set(tick.Label);
            Point place = new(panel.Plot.X(tick.Value), baseline);
            if (panel.X.Upwards)
            {
                canvas.Text(
                    text,
                    new Point(place.X + text.CentreToBaseline, top),
                    Alignment.End,
                    Colour.Black,
                    upwards: true
                );
            }
            else
            {
                canvas.Text(text, place, Alignment.Middle, Colour.Black);
            }
        }

        double label = baseline + FigureStyle.LabelGap + FigureStyle.FontSize * LiberationSans.CapitalHeight;
        double middle = (area.Left + area.Right) / 2;
        canvas.Text(Set(panel.Panel.X.Label), new Point(middle, label), Alignment.Middle, Colour.Black);
        canvas.Text(Set(panel.X.Factor), new Point(area.Right, label), Alignment.End, Colour.Black);
    }

    private static void Left(PanelLayout panel, ICanvas canvas)
    {
        Rect area = panel.Plot.Area;
        double right = area.Left - FigureStyle.Tick - FigureStyle.TickGap;
        foreach (Tick tick in panel.Y.Major)
        {
            TextLine text = Set(tick.Label);
            Point place = new(right, panel.Plot.Y(tick.Value) + text.CentreToBaseline);
            canvas.Text(text, place, Alignment.End, Colour.Black);
        }
        double baseline = panel.Corner.X + FigureStyle.FontSize * LiberationSans.CapitalHeight + 1;
        double middle = (area.Top + area.Bottom) / 2;
        canvas.Text(
            Set(panel.Panel.Y.Label),
            new Point(baseline, middle),
            Alignment.Middle,
            Colour.Black,
            upwards: true
        );
        double note = area.Top - FigureStyle.FontSize * LiberationSans.CapitalHeight / 2 - 1;
        canvas.Text(Set(panel.Y.Factor), new Point(area.Left, note), Alignment.Start, Colour.Black);
    }

    private static IEnumerable<(double Value, double Length)> Ticks(AxisTicks ticks) =>
        ticks
            .Major.Select(tick => (tick.Value, FigureStyle.Tick))
            .Concat(ticks.Minor.Select(value => (value, FigureStyle.MinorTick)));

    private static TextLine Set(string markup) => RichText.Set(markup, FigureStyle.FontSize);
}
