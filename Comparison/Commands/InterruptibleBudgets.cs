using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Reports;

namespace Dynamics.Comparison.Commands;

/// <summary>The error budgets of a scenario, which may take descents of their own, and may be interrupted in them.</summary>
internal static class InterruptibleBudgets
{
    /// <summary>The budgets, none of a scenario that was cut short; null where working them out was.</summary>
    public static BudgetSummary? Of(
        ExperimentResult result,
        IProgress<RunProgress>? progress,
        CancellationToken interruption
    )
    {
        try
        {
            return result.IsComplete
                ? BudgetSummary.Of(result, isAskedFor: false, progress, interruption)
                : new BudgetSummary([]);
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What to say where all runs ended, but their budgets were cut short.</summary>
    public static IEnumerable<Message> NoticeOf(string scenario, bool areCutShort, ResultFolder folder) =>
        areCutShort
            ?
            [
                Message.Notice(
                    $"{scenario}: interrupted when all runs had ended, while their differences from theory were taken apart: "
                        + $"{BudgetDocument.FileName} is missing. The rest is in {folder.PartialPath}."
                ),
            ]
            : [];
}
