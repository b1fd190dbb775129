using System.Text;
using Dynamics.Comparison.Figures.Layout;

namespace Dynamics.Comparison.Figures.Svg;

/// <summary>A figure as a whole SVG document.</summary>
public static class SvgDocument
{
    // The faces with the widths of LiberationSans first.
    private const string FontFamily = "'Liberation Sans', Arial, Helvetica, 'Nimbus Sans', 'DejaVu Sans', sans-serif";

    /// <summary>Renders a figure.</summary>
    /// <returns>UTF-8 text with LF line ends; two renderings of one figure are equal byte by byte.</returns>
    public static string Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        FigureLayout layout = FigureLayout.Of(figure);
        SvgCanvas canvas = new();
        FigureDrawing.Draw(layout, canvas);

        string width = Points(layout.Width),
            height = Points(layout.Height);
        StringBuilder document = new();
        document.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        document.Append(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" "
                + $"viewBox=\"0 0 {width} {height}\" role=\"img\">\n"
        );
        document.Append($"<title>{Escape(figure.Title)}</title>\n");
        if (figure.Description.Length > 0)
        {
            document.Append($"<desc>{Escape(figure.Description)}</desc>\n");
        }

        document.Append($"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n");
        document
            .Append($"<g font-family=\"{FontFamily}\" xml:space=\"preserve\">\n")
            .Append(canvas)
            .Append("</g>\n</svg>\n");
        return document.ToString();
    }

    /// <summary>Text as XML character data; control characters, which XML 1.0 cannot hold, become �.</summary>
    internal static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }
        return escaped.ToString();
    }

    private static string Points(double length)
    {
        StringBuilder text = new();
        SvgNumber.Append(text, length);
        return text.ToString();
    }
}
