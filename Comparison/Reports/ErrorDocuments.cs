using System.Text;

namespace Dynamics.Comparison.Reports;

/// <summary>Error rows for people: a table for GitHub, and one for a paper.</summary>
/// <remarks>Both are pure functions of the rows; columns of half-rise times are left out where no row has any.</remarks>
public static class ErrorDocuments
{
    /// <summary>Numbers in Markdown.</summary>
    internal static ReadableNumber Plain { get; } = new("−", " ± ", "∞", "{0}e{1}");
    private static readonly ReadableNumber Tex = new("-", @" \pm ", @"\infty", @"{0} \times 10^{{{1}}}");

    private static readonly string[] MarkdownHeads =
    [
        @"max \|Δ\|",
        "at t",
        "RMS",
        "final Δ",
        "half-rise",
        "predicted",
        "shift",
    ];
    private static readonly string[] LatexHeads =
    [
        @"$\max |\Delta|$",
        "at $t$",
        "RMS",
        @"final $\Delta$",
        "half-rise",
        "predicted",
        "shift",
    ];

    /// <summary>The rows as a GitHub table.</summary>
    public static string Markdown(IReadOnlyList<ErrorRow> rows)
    {
        int numbers = ColumnsNeeded(rows);
        StringBuilder text = new();
        AppendMarkdown(text, ["run", "theory", "validity", "observable", .. MarkdownHeads.Take(numbers)]);
        AppendMarkdown(text, [.. Enumerable.Repeat("---", 4), .. Enumerable.Repeat("---:", numbers)]);
        foreach (ErrorRow row in rows)
        {
            IEnumerable<string> names = Names(row).Select(name => name.Replace("|", @"\|", StringComparison.Ordinal));
            AppendMarkdown(text, [.. names, .. Cells(row, numbers, Plain)]);
        }
        return text.ToString();
    }

    /// <summary>The rows as a LaTeX table; needs the package <c>booktabs</c>.</summary>
    public static string Latex(IReadOnlyList<ErrorRow> rows)
    {
        int numbers = ColumnsNeeded(rows);
        StringBuilder text = new("% \\usepackage{booktabs}\n");
        text.Append("\\begin{tabular}{llll").Append('r', numbers).Append("}\n\\toprule\n");
        AppendLatex(text, ["run", "theory", "validity", "observable", .. LatexHeads.Take(numbers)]);
        text.Append("\\midrule\n");
        for (int index = 0; index < rows.Count; index++)
        {
            if (index > 0 && rows[index].Run != rows[index - 1].Run)
            {
                text.Append("\\addlinespace\n");
            }
            IEnumerable<string> cells = Cells(rows[index], numbers, Tex);
            AppendLatex(text, [.. Names(rows[index]).Select(EscapeTex), .. cells.Select(Mathematics)]);
        }
        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }

    private static int ColumnsNeeded(IReadOnlyList<ErrorRow> rows) =>
        rows.Any(row => (row.HalfRiseSimulated ?? row.HalfRisePredicted) is not null) ? 7 : 4;

    private static string[] Names(ErrorRow row) => [row.Run, row.Theory, row.Validity, row.Observable];

    private static IEnumerable<string> Cells(ErrorRow row, int numbers, ReadableNumber style) =>
        ErrorTable.Numbers.Take(numbers).Select(number => style.Write(number.Of(row)));

    /// <summary>One row of a GitHub table.</summary>
    internal static void AppendMarkdown(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void AppendLatex(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(" & ", cells).Append(" \\\\\n");

    private static string Mathematics(string number) => number.Length == 0 ? "" : $"${number}$";

    private static string EscapeTex(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            text.Append(
                letter switch
                {
                    '\\' => @"\textbackslash{}",
                    '~' => @"\textasciitilde{}",
                    '^' => @"\textasciicircum{}",
                    // At the start of a line it would be an option of the \\ before it.
                    '[' => "{[}",
                    '&' or '%' or '$' or '#' or '_' or '{' or '}' => $@"\{letter}",
                    _ => letter.ToString(),
                }
            );
        }
        return text.ToString();
    }
}
