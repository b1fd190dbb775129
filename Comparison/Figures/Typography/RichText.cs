using System.Text;

namespace Dynamics.Comparison.Figures.Typography;

/// <summary>The small notation in which labels are written.</summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>*t*</c> is italic, for variables: <c>time *t*</c>.</item>
/// <item><c>_{…}</c> is a subscript and <c>^{…}</c> a superscript: <c>*a*_{α}(*t*)</c>, <c>10^{-4}</c>. Inside them
/// <c>*…*</c> works too; they do not nest. <c>_</c> and <c>^</c> without a brace are themselves, and so are braces
/// elsewhere.</item>
/// <item>A backslash takes the meaning from the sign that follows: <c>\*</c>, <c>\_{</c>, <c>\\</c>; see
/// <see cref="Escape"/>.</item>
/// <item>A hyphen before a digit, where a number can start, becomes a minus sign: <c>-0.5</c>, but not
/// <c>run-1</c>.</item>
/// </list>
/// </remarks>
public static class RichText
{
    // Proportions of a sub- or superscript, em of the line: as in journals' styles, legible at 8 pt (5.8 pt).
    private const double ScriptSize = 0.72;
    private const double SubscriptRise = -0.2;
    private const double SuperscriptRise = 0.36;

    /// <summary>Sets a line of text.</summary>
    /// <param name="markup">Text in the notation above.</param>
    /// <param name="size">Font size, points; positive.</param>
    /// <param name="bold">Whether all of it is bold.</param>
    /// <exception cref="ArgumentException">A <c>*</c> or a brace is not closed.</exception>
    public static TextLine Set(string markup, double size, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(markup);
        List<TextRun> runs = [];
        StringBuilder pending = new();
        bool italic = false;
        char script = '\0';

        for (int i = 0; i < markup.Length; i++)
        {
            char sign = markup[i];
            bool opensScript = sign is '_' or '^' && i + 1 < markup.Length && markup[i + 1] == '{' && script == '\0';
            if (sign == '\\' && i + 1 < markup.Length)
            {
                pending.Append(markup[++i]);
            }
            else if (sign == '*')
            {
                Flush();
                italic = !italic;
            }
            else if (opensScript)
            {
                Flush();
                script = sign;
                i++;
            }
            else if (sign == '}' && script != '\0')
            {
                Flush();
                script = '\0';
            }
            else
            {
                pending.Append(IsMinus(markup, i) ? '−' : sign);
            }
        }
        Flush();
        if (italic || script != '\0')
        {
            throw new ArgumentException(
                $"Every * and every _{{ or ^{{ of a label must be closed, but the label is \"{markup}\". "
                    + "Close it, or put a backslash before the sign.",
                nameof(markup)
            );
        }

        return new TextLine(runs, size);

        void Flush()
        {
            if (pending.Length == 0)
            {
                return;
            }

            double scale = script == '\0' ? 1 : ScriptSize;
            double rise = script switch
            {
                '_' => SubscriptRise,
                '^' => SuperscriptRise,
                _ => 0,
            };
            runs.Add(new TextRun(pending.ToString(), size * scale, size * rise, italic, bold));
            pending.Clear();
        }
    }

    /// <summary>Writes plain text, such as a name a user chose, so that <see cref="Set"/> shows it unchanged.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder escaped = new(text.Length);
        foreach (char sign in text)
        {
            if (sign is '*' or '_' or '^' or '\\' or '-')
            {
                escaped.Append('\\');
            }

            escaped.Append(sign);
        }
        return escaped.ToString();
    }

    private static bool IsMinus(string markup, int i) =>
        markup[i] == '-'
        && i + 1 < markup.Length
        && char.IsAsciiDigit(markup[i + 1])
        && (i == 0 || !(char.IsLetterOrDigit(markup[i - 1]) || markup[i - 1] is '}' or ')' or '*' or '-'));
}
