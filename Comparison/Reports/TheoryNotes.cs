using System.Text;
using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;

namespace Dynamics.Comparison.Reports;

/// <summary>What every theory claims, what it needs and what the run at hand gives it, as Markdown.</summary>
public static class TheoryNotes
{
    /// <summary>Name of the file in a result folder.</summary>
    public const string FileName = "theories.md";

    /// <summary>The notes on all theories of a scenario; of an ensemble, with the numbers of its first seed.</summary>
    public static string Markdown(ExperimentResult result)
    {
        StringBuilder text = new("# What each theory needs, and what its run gives it\n");
        foreach (RunResult run in result.Runs.Where(run => run.Plan.Theories.Count > 0))
        {
            text.Append("\n## ").Append(run.Plan.Name).Append('\n');
            string clock = RunClock.Describe(result.Scenario.Task, run.Plan.Learning);
            if (clock.Length > 0)
            {
                text.Append('\n').Append(clock).Append('\n');
            }
            if (run.IsEnsemble)
            {
                text.Append("\nNumbers of seed ").Append(run.Trials[0].Seed).Append(".\n");
            }
            foreach (PredictedTrial predicted in run.Trials[0].Predictions)
            {
                Append(text, predicted);
            }
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, PredictedTrial predicted)
    {
        text.Append("\n**").Append(predicted.Plan.Name).Append("**");
        if (predicted.Forecast is Forecast.None none)
        {
            text.Append(": none. ").Append(none.Because).Append('\n');
            return;
        }
        var curves = (Forecast.Curves)predicted.Forecast;
        text.Append(": ").Append(Words(curves)).Append("\n\n");
        foreach (Assumption assumption in curves.Assumptions)
        {
            text.Append("- ")
                .Append(assumption.Holds ? "holds: " : "**fails**: ")
                .Append(assumption.Statement)
                .Append(" (")
                .Append(assumption.Measured)
                .Append(")\n");
        }
    }

    private static string Words(Forecast.Curves curves)
    {
        string standing = curves.Standing.ToString().ToLowerInvariant();
        return curves.Assumptions.All(assumption => assumption.Holds)
            ? $"{standing}; everything it needs holds here."
            : $"{standing} where its assumptions hold, but here some fail.";
    }
}
