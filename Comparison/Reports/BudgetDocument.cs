using System.Globalization;
using System.Text;

namespace Dynamics.Comparison.Reports;

/// <summary>Error budgets for people, and as CSV.</summary>
public static class BudgetDocument
{
    /// <summary>Name of the file for people in a result folder.</summary>
    public const string FileName = "budget.md";

    /// <summary>Name of the file of numbers: a row per run, strength and part.</summary>
    public const string TableFile = "budget.csv";

    // A part below this share of the whole is not worth a word.
    internal const double WorthSaying = 0.01;

    private static readonly string[] texts = ["run", "observable", "part"];
    private static readonly string[] numbers = ["value", "largest", "whole", "at t"];

    /// <summary>Writes the numbers; the stream stays open.</summary>
    public static void Write(BudgetSummary budgets, Stream stream) =>
        new EstimateTable(
            texts,
            numbers,
            [
                .. budgets.Rows.SelectMany(row =>
                    row.Parts.Select(part =>
                        (
                            new[] { row.Run, row.Observable, part.Name },
                            new Estimate?[] { part.Value, part.Largest, row.Whole, row.Time }
                        )
                    )
                ),
            ]
        ).Write(stream);

    /// <summary>Reads the numbers of a folder back.</summary>
    /// <exception cref="InvalidDataException">The file is missing or is not such a table; the message names it.</exception>
    public static BudgetSummary Read(string folder)
    {
        string path = Path.Combine(folder, TableFile);
        EstimateTable table = File.Exists(path)
            ? EstimateTable.Read(path, texts)
            : throw new InvalidDataException($"{TableFile}: must be there, but is not.");
        if (!table.Numbers.SequenceEqual(numbers) || table.Rows.Any(row => row.Numbers.Take(3).Contains(null)))
        {
            throw new InvalidDataException(
                $"{TableFile}:1: must have the numbers {string.Join(",", numbers)}, in every row but the time."
            );
        }
        return new BudgetSummary([
            .. table
                .Rows.GroupBy(row => (Run: row.Texts[0], Observable: row.Texts[1]))
                .Select(row => new BudgetRow(
                    row.Key.Run,
                    row.Key.Observable,
                    Time: row.First().Numbers[3],
                    Whole: row.First().Numbers[2]!.Value,
                    [
                        .. row.Select(part => new BudgetShare(
                            part.Texts[2],
                            part.Numbers[0]!.Value,
                            part.Numbers[1]!.Value
                        )),
                    ]
                )),
        ]);
    }

    /// <summary>The document.</summary>
    public static string Markdown(BudgetSummary budgets)
    {
        StringBuilder text = new("# Why simulation and formula differ\n\n");
        text.Append(
                "Simulation − theory at the time it is largest, split along a ladder of theories each of which repairs one "
            )
            .Append(
                "assumption of the one before. The parts add up to the whole; they depend on the order of the ladder, which is "
            )
            .Append(
                "that of the columns. Of an ensemble: mean ± standard deviation over its seeds, each at its own time.\n"
            );
        foreach (IGrouping<string, BudgetRow> run in budgets.Rows.GroupBy(row => row.Run))
        {
            Append(text, run.Key, [.. run]);
            if (budgets.WithoutOrders.Contains(run.Key, StringComparer.Ordinal))
            {
                text.Append(
                        "\nFinite rate and order are one part here: what is the accident of one order takes descents in eight others, "
                    )
                    .Append("which this run is too long for. `dynamics explain scenario.json` makes them.\n");
            }
        }
        return text.ToString();
    }

    /// <summary>A run in a sentence: the strongest mode in which simulation and formula differ.</summary>
    /// <param name="rows">Those of the run, the strongest mode first; at least one.</param>
    public static string InWords(IReadOnlyList<BudgetRow> rows)
    {
        if (rows.FirstOrDefault(row => row.Time is not null && !IsRounding(row)) is not { Time: Estimate time } row)
        {
            return $"In all that is looked at simulation and formula agree to {BudgetSummary.Rounding.ToString("0e0", CultureInfo.InvariantCulture)}: there is nothing to explain.";
        }
        double whole = Math.Abs(row.Whole.Value);
        BudgetShare[] worth =
        [
            .. row
                .Parts.Where(part => Math.Abs(part.Value.Value) >= WorthSaying * whole)
                .OrderByDescending(part => Math.Abs(part.Value.Value)),
        ];
        string parts = string.Join(
            "; ",
            worth.Select(part => $"{Text(part.Value.Value)} is {part.Name} ({Meaning(part.Name)})")
        );
        string mean = row.Whole.Spread is null ? "" : ", the mean over seeds";
        return $"Of a difference of {Text(row.Whole.Value)} in {row.Observable} at t = {Text(time.Value)}{mean}: {parts}.";
    }

    private static void Append(StringBuilder text, string run, BudgetRow[] rows)
    {
        text.Append("\n## ").Append(run).Append("\n\n").Append(InWords(rows)).Append("\n\n");
        // Singular values have one part more than strengths.
        string[] parts = [.. rows.SelectMany(row => row.Parts).Select(part => part.Name).Distinct()];
        Head(text, ["observable", "at *t*", "simulation − theory", .. parts]);
        foreach (BudgetRow row in rows)
        {
            Line(text, [row.Observable, Number(row.Time), Number(row.Whole), .. Cells(row, part => part.Value)]);
        }
        text.Append("\nThe largest magnitude of each part at any time, which add up to nothing:\n\n");
        Head(text, ["observable", .. parts]);
        foreach (BudgetRow row in rows)
        {
            Line(text, [row.Observable, .. Cells(row, part => part.Largest)]);
        }

        IEnumerable<string> Cells(BudgetRow row, Func<BudgetShare, Estimate> number) =>
            parts.Select(name =>
                row.Parts.FirstOrDefault(part => part.Name == name) is { } part ? Number(number(part)) : ""
            );
    }

    private static bool IsRounding(BudgetRow row) => Math.Abs(row.Whole.Value) <= BudgetSummary.Rounding;

    private static string Meaning(string part) =>
        part switch
        {
            "start value" => "the formula was given another strength than the one that grows",
            "imbalance" => "W₁v and W₂ᵀu of a mode are not equal",
            "succession" => "stronger modes take their part of the hidden layer first",
            "competition" => "modes share hidden units and parts of W outside the modes",
            "unequal imbalance" => "W₂ᵀW₂ − W₁W₁ᵀ is not λ1",
            "shape of the start" => "the start is neither balanced nor aligned",
            "step size" => "what the steps of this run add to the flow",
            "finite rate" => "steps of fewer items than all, on average over orders",
            "order" => "the order in which items came",
            "reading" => "a singular value of W is not the strength of its mode while W has other directions",
            _ => "several assumptions that have no curve of their own here",
        };

    private static void Head(StringBuilder text, string[] heads)
    {
        Line(text, heads);
        Line(text, [.. heads.Select((_, column) => column == 0 ? "---" : "---:")]);
    }

    private static void Line(StringBuilder text, string[] cells) => ErrorDocuments.AppendMarkdown(text, cells);

    private static string Number(Estimate? number) => ErrorDocuments.Plain.Write(number);

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture).Replace('-', '−');
}
