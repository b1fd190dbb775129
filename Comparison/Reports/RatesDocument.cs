using System.Globalization;
using System.Text;
using CsvHelper;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Chains;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Reports;

/// <summary>How fast the eigenmodes of descents without hidden layers shrink: a table of all, and a text about each run.</summary>
public static class RatesDocument
{
    /// <summary>Name of the text in a result folder.</summary>
    public const string FileName = "rates.md";

    /// <summary>Name of the table in a result folder.</summary>
    public const string TableFile = "rates.csv";

    /// <summary>Columns of this beginning hold fits, which rounding moves by more than it moves what they are fitted to.</summary>
    internal const string Measured = "measured rate";

    // What is less, Prony's method need not give alike on two machines.
    private const double Agreement = 1e-6;

    /// <summary>Writes the rows as CSV; the stream stays open.</summary>
    public static void Write(RatesSummary summary, Stream stream)
    {
        using CsvWriter csv = CsvTable.Writer(stream);
        CsvTable.WriteRecord(
            csv,
            [
                "run",
                "eigenmode",
                "eigenvalue",
                "regime",
                "predicted rate",
                Measured,
                $"{Measured} sd",
                $"{Measured} − predicted",
            ]
        );
        foreach (RateRow row in summary.Rows)
        {
            CsvTable.WriteRecord(
                csv,
                [
                    row.Run,
                    row.Mode,
                    CsvTable.Format(row.Eigenvalue),
                    Name(row.Regime),
                    Cell(row.Predicted),
                    Cell(row.Measured?.Value),
                    Cell(row.Measured?.Spread),
                    Cell(row.Difference),
                ]
            );
        }
    }

    /// <summary>The text.</summary>
    /// <returns>Empty where no run has rates to tell of.</returns>
    public static string Markdown(ExperimentResult result, RatesSummary summary)
    {
        StringBuilder text = new();
        if (summary.Rows.Count > 0)
        {
            AppendEigenmodes(text, result, summary);
        }
        bool isFirst = true;
        foreach ((RunResult run, RateVerdict verdict) in ChainRates.In(result))
        {
            text.Append(
                !isFirst ? ""
                : text.Length > 0 ? "\n# Scalar chains\n"
                : "# Scalar chains\n"
            );
            isFirst = false;
            text.Append("\n## ").Append(run.Plan.Name).Append('\n');
            foreach (string paragraph in ChainRates.Of(result.Scenario.Task, run, verdict))
            {
                text.Append('\n').Append(paragraph).Append('\n');
            }
        }
        return text.ToString();
    }

    private static void AppendEigenmodes(StringBuilder text, ExperimentResult result, RatesSummary summary)
    {
        text.Append("# How fast the eigenmodes shrink\n");
        text.Append(
            "\nThe factor by which the error along each eigenmode of Σ^x changes in the long run: predicted per update by the roots of "
        );
        text.Append("its recursion, measured per epoch from the run by Prony's method.\n");
        LearningTask task = result.Scenario.Task;
        foreach (RunResult run in result.Runs.Where(RatesSummary.IsSeen))
        {
            text.Append("\n## ").Append(run.Plan.Name).Append('\n');
            ClosedForm<LinearDescent> known = LinearDescent.Of(task, run.Plan.ArchitectureFor(task), run.Plan.Learning);
            IEnumerable<string> paragraphs = known is ClosedForm<LinearDescent>.Found found
                ? RatesNote.Of(task, found.Solution)
                : [$"Nothing is predicted. {((ClosedForm<LinearDescent>.None)known).Because}"];
            foreach (string paragraph in paragraphs)
            {
                text.Append('\n').Append(paragraph).Append('\n');
            }
            Append(text, [.. summary.Rows.Where(row => row.Run == run.Plan.Name)]);
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<RateRow> rows)
    {
        text.Append('\n');
        ErrorDocuments.AppendMarkdown(text, ["eigenmode", "λ of Σ^x", "regime", "predicted", "measured", "difference"]);
        ErrorDocuments.AppendMarkdown(text, ["---", "---:", "---", "---:", "---:", "---:"]);
        foreach (RateRow row in rows)
        {
            ErrorDocuments.AppendMarkdown(
                text,
                [
                    row.Mode,
                    Number(row.Eigenvalue),
                    Name(row.Regime),
                    Number(row.Predicted),
                    Number(row.Measured?.Value),
                    Difference(row.Difference),
                ]
            );
        }
        if (rows.Any(row => row is { Predicted: not null, Measured: null }))
        {
            text.Append(
                "\nNo rate is measured of a length that swings through 0 or that decay keeps from 0, nor of what is not seen for long enough.\n"
            );
        }
    }

    private static string Difference(double? value) =>
        value is not double difference ? ""
        : Math.Abs(difference) < Agreement ? "below 1e−6"
        : difference.ToString("0.0e+0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Name(MomentumRegime? regime) => regime?.ToString().ToLowerInvariant() ?? "";

    private static string Cell(double? value) => value is double number ? CsvTable.Format(number) : "";

    private static string Number(double? value) => value?.ToString("g6", CultureInfo.InvariantCulture) ?? "";
}
