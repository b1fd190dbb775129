using System.Globalization;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Commands;

/// <summary>What became of a scenario.</summary>
/// <param name="Scenario">It.</param>
/// <param name="Errors">How far theory and simulation are apart.</param>
/// <param name="Files">Files in its folder.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Messages">One line each, for stderr.</param>
/// <param name="Earlier">Whether it reproduces the results that were there before, in a few words.</param>
/// <param name="ExitCode">0, 3 or 5.</param>
internal sealed record ScenarioOutcome(
    Scenario Scenario,
    IReadOnlyList<ErrorRow> Errors,
    int Files,
    TimeSpan Elapsed,
    IReadOnlyList<Message> Messages,
    string Earlier,
    int ExitCode
)
{
    /// <summary>The scenario's line in the closing table; the worst difference is that of a mode strength if there is one.</summary>
    public string[] Cells()
    {
        ErrorRow[] strengths = [.. Errors.Where(row => row.Observable.StartsWith("mode", StringComparison.Ordinal))];
        ErrorRow? worst = (strengths.Length > 0 ? strengths : [.. Errors]).MaxBy(row =>
            double.IsNaN(row.MaximumDifference.Value) ? double.PositiveInfinity : row.MaximumDifference.Value
        );
        return
        [
            Scenario.Name,
            Scenario.TrialCount.ToString(CultureInfo.InvariantCulture),
            worst?.MaximumDifference.Value.ToString("g4", CultureInfo.InvariantCulture) ?? "—",
            worst is null ? "" : $"{worst.Run}/{worst.Observable}@{worst.Theory}",
            Earlier,
            Files.ToString(CultureInfo.InvariantCulture),
            Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        ];
    }
}
