using Dynamics.Comparison.Figures.Axes;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Plottables;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Layout;

/// <summary>A colour bar in its place.</summary>
/// <param name="Bar">The bar.</param>
/// <param name="Scale">Its colours, with limits.</param>
/// <param name="Strip">The strip of colours.</param>
/// <param name="Ticks">Its ticks, on the right.</param>
/// <param name="NoValue">The sample of what has no value, below the strip; null for none.</param>
internal sealed record ColourBarPlacement(ColourBar Bar, ColourScale Scale, Rect Strip, AxisTicks Ticks, Rect? NoValue)
{
    private const double Gap = 6;
    private const double StripWidth = 7;

    // From the strip to the sample below it: their texts stand one line apart.
    private const double SampleGap = 6;

    private static double TextLeft => FigureStyle.Tick + FigureStyle.TickGap;

    private TextLine Label => RichText.Set(Bar.Label, FigureStyle.FontSize);

    private TextLine NoValueText => RichText.Set(Bar.NoValueLabel, FigureStyle.FontSize);

    private double LabelLeft => Strip.Right + TextLeft + Ticks.LabelWidth + FigureStyle.LabelGap;

    private double SampleRight => Strip.Right + TextLeft + NoValueText.Width;

    private double LabelRight =>
        Label.IsEmpty ? Strip.Right + TextLeft + Ticks.LabelWidth : LabelLeft + 1.2 * FigureStyle.FontSize;

    /// <summary>The room it takes with the gap before it, points.</summary>
    public double Width => Gap + Math.Max(LabelRight, NoValue is null ? 0 : SampleRight) - Strip.Left;

    /// <summary>What the legend must explain because there is no room for it here; null for nothing.</summary>
    public LegendEntry? Unexplained =>
        NoValue is null && Bar.NoValueLabel.Length > 0
            ? new LegendEntry(Bar.NoValueLabel)
            {
                Colour = ColourScale.NoValue,
                ShowsCell = true,
                Width = 0,
            }
            : null;

    // Beside the strip the sample costs nearly no width, and its text keeps off the label.
    private bool FitsSample => SampleRight <= LabelRight + FigureStyle.FontSize && Label.Width <= Strip.Height;

    /// <summary>Places the colour bar of a panel; null where there is none.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="area">The rectangle between the axes.</param>
    /// <param name="endLabels">Width of the labels beside the panel, points.</param>
    /// <exception cref="ArgumentException">The bar has no limits, and no map of the panel has its scale.</exception>
    public static ColourBarPlacement? Of(Panel panel, Rect area, double endLabels)
    {
        if (panel.ColourBar is not { } bar)
        {
            return null;
        }

        double left = area.Right + endLabels + Gap;
        Rect whole = new(left, area.Top, left + StripWidth, area.Bottom);
        if (bar.NoValueLabel.Length > 0)
        {
            Rect sample = whole with { Top = area.Bottom - StripWidth };
            ColourBarPlacement explained = In(whole with { Bottom = sample.Top - SampleGap }, sample);
            if (explained.FitsSample)
            {
                return explained;
            }
        }
        return In(whole, null);

        ColourBarPlacement In(Rect strip, Rect? sample)
        {
            ColourScale scale = ScaleOf(bar, panel);
            AxisTicks ticks = HasValues(bar, panel)
                ? AxisTicks.Of(scale.Range, strip.Height, horizontal: false)
                : AxisTicks.None;
            return new ColourBarPlacement(bar, scale, strip, ticks, sample);
        }
    }

    /// <summary>Draws it.</summary>
    public void Draw(ICanvas canvas)
    {
        // From each step up to the top, the next over it: no gap can show between two.
        for (int step = 0; step <= ColourScale.Steps; step++)
        {
            double bottom = Strip.Bottom - Strip.Height * Math.Max(0, step - 0.5) / ColourScale.Steps;
            canvas.Areas([(Strip with { Bottom = bottom }).Corners()], new Fill(Scale.ColourOfStep(step)));
        }

        List<Point[]> lines = [Outline(Strip)];
        lines.AddRange(Ticks.Major.Select(tick => TickAt(tick.Value, FigureStyle.Tick)));
        lines.AddRange(Ticks.Minor.Select(value => TickAt(value, FigureStyle.MinorTick)));
        if (NoValue is Rect sample)
        {
            canvas.Areas([sample.Corners()], new Fill(ColourScale.NoValue));
            lines.Add(Outline(sample));
            Text(NoValueText, sample.Middle, canvas);
        }
        canvas.Lines(lines, new Stroke(Colour.Black, 0.5));
        foreach (Tick tick in Ticks.Major)
        {
            Text(RichText.Set(tick.Label, FigureStyle.FontSize), Height(tick.Value), canvas);
        }

        double baseline = LabelLeft + FigureStyle.FontSize * LiberationSans.CapitalHeight;
        // A label longer than the strip grows down only, where a power of ten stands above.
        bool hangs = Ticks.Factor.Length > 0 && Label.Width > Strip.Height;
        Point middle = new(baseline, hangs ? Strip.Top + Label.Width / 2 : Strip.Middle);
        canvas.Text(Label, middle, Alignment.Middle, Colour.Black, upwards: true);
        double note = Strip.Top - FigureStyle.FontSize * LiberationSans.CapitalHeight / 2 - 1;
        canvas.Text(
            RichText.Set(Ticks.Factor, FigureStyle.FontSize),
            new Point(Strip.Left, note),
            Alignment.Start,
            Colour.Black
        );
    }

    private void Text(TextLine text, double middle, ICanvas canvas) =>
        canvas.Text(
            text,
            new Point(Strip.Right + TextLeft, middle + text.CentreToBaseline),
            Alignment.Start,
            Colour.Black
        );

    private double Height(double value) => Strip.Bottom - Scale.Range.Fraction(value) * Strip.Height;

    private Point[] TickAt(double value, double length) =>
        [new Point(Strip.Right, Height(value)), new Point(Strip.Right + length, Height(value))];

    private static Point[] Outline(Rect rect) => [.. rect.Corners(), new Point(rect.Left, rect.Top)];

    private static IMap? MapOf(ColourBar bar, Panel panel) =>
        panel.Add.Items.OfType<IMap>().FirstOrDefault(map => map.Colours == bar.Scale);

    // A map without any value has colours, but no numbers.
    private static bool HasValues(ColourBar bar, Panel panel) =>
        bar.Scale.HasLimits || MapOf(bar, panel)?.Values.Any(bar.Scale.Accepts) == true;

    private static ColourScale ScaleOf(ColourBar bar, Panel panel)
    {
        IMap? map = MapOf(bar, panel);
        return map is not null || bar.Scale.HasLimits
            ? bar.Scale.Over(map?.Values ?? [])
            : throw new ArgumentException(
                $"The colour bar \"{bar.Label}\" must have limits or the scale of a map in its panel, but has neither. Give "
                    + "the map and the bar one scale.",
                nameof(panel)
            );
    }
}
