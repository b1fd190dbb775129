using System.Text;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;

namespace Dynamics.Comparison.Reports;

/// <summary>
/// What every theory claims, what it needs and what the run at hand gives it, where a descent is stable, and what keeps a run
/// from learning its whole task, as Markdown.
/// </summary>
public static class TheoryNotes
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "theories.md";

    /// <summary>The notes on all theories and descents of a scenario; of an ensemble, with the numbers of its first seed.</summary>
    public static string Markdown(ExperimentResult result)
    {
        StringBuilder text = new("# What each theory needs, and what its run gives it\n");
        foreach (RunResult run in result.Runs)
        {
            string stability = StabilityNote.Of(result.Scenario.Task, run.Plan);
            IReadOnlyList<string> obstructions = ObstructionNote.Of(result.Scenario.Task, run);
            if (run.Plan.Theories.Count == 0 && stability.Length == 0 && obstructions.Count == 0)
            {
                continue;
            }
            text.Append("\n## ").Append(run.Plan.Name).Append('\n');
            AppendParagraph(text, RunClock.Describe(result.Scenario.Task, run.Plan.Learning));
            AppendParagraph(text, stability);
            foreach (string obstruction in obstructions)
            {
                AppendParagraph(text, obstruction);
            }
            if (run.IsEnsemble && run.Plan.Theories.Count > 0)
            {
                AppendParagraph(text, $"Numbers of seed {run.Trials[0].Seed}.");
            }
            foreach (PredictedTrial predicted in run.Trials[0].Predictions)
            {
                Append(text, predicted, run.Trials[0].Targets.Keys);
            }
        }
        return text.ToString();
    }

    private static void AppendParagraph(StringBuilder text, string paragraph)
    {
        if (paragraph.Length > 0)
        {
            text.Append('\n').Append(NumbersInText.Readable(paragraph)).Append('\n');
        }
    }

    private static void Append(StringBuilder text, PredictedTrial predicted, IEnumerable<string> observed)
    {
        text.Append("\n**").Append(predicted.Plan.Name).Append("**");
        if (predicted.Forecast is Forecast.None none)
        {
            text.Append(": none. ").Append(NumbersInText.Readable(none.Because)).Append('\n');
            return;
        }
        var curves = (Forecast.Curves)predicted.Forecast;
        text.Append(": ").Append(NumbersInText.Readable(curves.Validity.ToString())).Append('\n');
        if (!curves.Observables.Intersect(observed).Any())
        {
            AppendParagraph(
                text,
                $"It speaks of {string.Join(", ", curves.Observables)}, none of which this run observes: it is nowhere drawn or compared."
            );
        }
        text.Append('\n');
        foreach (Assumption assumption in curves.Assumptions)
        {
            text.Append("- ")
                .Append(assumption.Holds ? "holds: " : "**fails**: ")
                .Append(NumbersInText.Readable(assumption.Statement))
                .Append(" (")
                .Append(NumbersInText.Readable(assumption.Measured))
                .Append(")\n");
        }
    }
}
