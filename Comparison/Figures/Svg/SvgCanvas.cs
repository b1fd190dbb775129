using System.Globalization;
using System.Text;
using Dynamics.Comparison.Figures.Drawing;
using Dynamics.Comparison.Figures.Typography;

namespace Dynamics.Comparison.Figures.Svg;

/// <summary>Writes what is drawn as SVG 1.1 elements: the same bytes for the same drawing, on every machine.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder elements = new();

    /// <summary>The elements so far, one a line.</summary>
    public override string ToString() => elements.ToString();

    /// <inheritdoc/>
    public void Lines(IReadOnlyList<Point[]> lines, Stroke stroke)
    {
        elements.Append("<path d=\"");
        foreach (Point[] line in lines)
        {
            AppendSubpath(line);
        }

        elements.Append($"\" fill=\"none\" stroke=\"{Hex(stroke.Colour)}\" stroke-width=\"");
        SvgNumber.Append(elements, stroke.Width);
        elements.Append("\" stroke-linejoin=\"round\"");
        if (stroke.Pattern.Count > 0)
        {
            elements.Append(" stroke-dasharray=\"");
            for (int i = 0; i < stroke.Pattern.Count; i++)
            {
                if (i > 0)
                {
                    elements.Append(' ');
                }

                SvgNumber.Append(elements, stroke.Pattern[i]);
            }
            elements.Append('"');
        }
        AppendOpacity("stroke-opacity", stroke.Opacity);
        elements.Append("/>\n");
    }

    /// <inheritdoc/>
    public void Areas(IReadOnlyList<Point[]> polygons, Fill fill)
    {
        elements.Append("<path d=\"");
        foreach (Point[] polygon in polygons)
        {
            AppendSubpath(polygon);
            elements.Append('z');
        }
        elements.Append($"\" fill=\"{Hex(fill.Colour)}\"");
        if (!fill.Overlaps) // SVG's own rule is the other one.
        {
            elements.Append(" fill-rule=\"evenodd\"");
        }

        AppendOpacity("fill-opacity", fill.Opacity);
        elements.Append("/>\n");
    }

    /// <inheritdoc/>
    public void Dots(IReadOnlyList<Point> centres, double radius, Fill fill)
    {
        elements.Append($"<g fill=\"{Hex(fill.Colour)}\"");
        AppendOpacity("fill-opacity", fill.Opacity);
        elements.Append(">\n");
        foreach (Point centre in centres)
        {
            elements.Append("<circle cx=\"");
            SvgNumber.Append(elements, centre.X);
            elements.Append("\" cy=\"");
            SvgNumber.Append(elements, centre.Y);
            elements.Append("\" r=\"");
            SvgNumber.Append(elements, radius);
            elements.Append("\"/>\n");
        }
        elements.Append("</g>\n");
    }

    /// <inheritdoc/>
    public void Text(TextLine text, Point anchor, Alignment alignment, Colour colour, bool upwards = false)
    {
        if (text.IsEmpty)
        {
            return;
        }

        elements.Append("<text x=\"");
        SvgNumber.Append(elements, anchor.X);
        elements.Append("\" y=\"");
        SvgNumber.Append(elements, anchor.Y);
        elements.Append("\" font-size=\"");
        SvgNumber.Append(elements, text.Size);
        elements.Append('"');
        if (alignment != Alignment.Start)
        {
            elements.Append(alignment == Alignment.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        }

        if (colour != Colour.Black)
        {
            elements.Append($" fill=\"{Hex(colour)}\"");
        }

        if (upwards)
        {
            elements.Append(" transform=\"rotate(-90 ");
            SvgNumber.Append(elements, anchor.X);
            elements.Append(' ');
            SvgNumber.Append(elements, anchor.Y);
            elements.Append(")\"");
        }
        elements.Append('>');
        double rise = 0;
        foreach (TextRun run in text.Runs)
        {
            AppendRun(run, rise, text.Size);
            rise = run.Rise;
        }
        elements.Append("</text>\n");
    }

    private void AppendRun(TextRun run, double previousRise, double lineSize)
    {
        bool plain = run.Rise == previousRise && run.Size == lineSize && !run.Italic && !run.Bold;
        if (!plain)
        {
            elements.Append("<tspan");
            if (run.Rise != previousRise)
            {
                AppendAttribute("dy", previousRise - run.Rise);
            }

            if (run.Size != lineSize)
            {
                AppendAttribute("font-size", run.Size);
            }

            if (run.Italic)
            {
                elements.Append(" font-style=\"italic\"");
            }

            if (run.Bold)
            {
                elements.Append(" font-weight=\"bold\"");
            }

            elements.Append('>');
        }
        elements.Append(SvgDocument.Escape(run.Text));
        if (!plain)
        {
            elements.Append("</tspan>");
        }
    }

    private void AppendAttribute(string name, double value)
    {
        elements.Append(' ').Append(name).Append("=\"");
        SvgNumber.Append(elements, value);
        elements.Append('"');
    }

    private void AppendOpacity(string name, double opacity)
    {
        if (opacity < 1)
        {
            AppendAttribute(name, opacity);
        }
    }

    // Relative moves between rounded places are half as long as absolute ones, and no rounding accumulates.
    private void AppendSubpath(Point[] points)
    {
        long x = SvgNumber.Hundredths(points[0].X),
            y = SvgNumber.Hundredths(points[0].Y);
        elements.Append('M');
        SvgNumber.AppendPair(elements, x, y);
        elements.Append('l');
        bool first = true;
        for (int i = 1; i < points.Length; i++)
        {
            long nextX = SvgNumber.Hundredths(points[i].X),
                nextY = SvgNumber.Hundredths(points[i].Y);
            if (nextX == x && nextY == y && !(first && i == points.Length - 1))
            {
                continue;
            }

            if (!first && nextX >= x)
            {
                elements.Append(' ');
            }

            SvgNumber.AppendPair(elements, nextX - x, nextY - y);
            (x, y, first) = (nextX, nextY, false);
        }
    }

    private static string Hex(Colour colour) =>
        string.Create(CultureInfo.InvariantCulture, $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}");
}
