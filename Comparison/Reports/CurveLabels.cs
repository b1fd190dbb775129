using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Reports;

/// <summary>What columns are called in figures, in rich-text notation.</summary>
internal static class CurveLabels
{
    /// <summary>What curves of a family or a column are, for the axis.</summary>
    /// <param name="observable">Name of a family or a column.</param>
    /// <param name="isShallow">Whether they are of networks without hidden layers, whose strengths are called b.</param>
    public static string Quantity(string observable, bool isShallow) =>
        ColumnFamily.Of(observable)?.Observable switch
        {
            _ when observable == ObservedColumns.TrainLoss => "train loss",
            Observable.Loss => "excess loss",
            Observable.LinearMapLoss => "excess loss of the nearest linear map",
            Observable.Conserved => "drift of the imbalance",
            Observable.Sharpness => "sharpness",
            Observable.Eigenmodes => "error along eigenmode *z*_{i}",
            Observable.Parameters => "parameter *θ*_{i}",
            Observable.Entries => "entry of *W*(*t*)",
            Observable.Hidden => "hidden strength |*W*_{1}*v*_{α}|^{2}",
            Observable.Readout => "readout strength |*u*_{α}·*W*_{*L*}|^{2}",
            Observable.Curvature => "eigenvalue of the Hessian",
            Observable.Kernel => observable switch
            {
                "kernelDistance" => "kernel distance",
                "kernelChange" => "kernel change",
                _ => "distance of the kernel from its start",
            },
            Observable.SingularValues => "singular value of *W*(*t*)",
            Observable.Modes when ColumnFamily.Strengths.Includes(observable) => isShallow
                ? "mode strength *b*_{α}(*t*)"
                : "mode strength *a*_{α}(*t*)",
            _ => "norm of the block of *W*(*t*)",
        };

    /// <summary>What one curve is of, such as <c>α = 3,4</c>; empty where a family is one curve.</summary>
    public static string CurveName(LearningTask task, string column) =>
        ColumnFamily.Of(column)?.Observable switch
        {
            Observable.Modes when ColumnFamily.Blocks.Includes(column) => $"block {ModeNames(task, column)}",
            Observable.Modes or Observable.Hidden or Observable.Readout => $"α = {ModeNames(task, column)}",
            Observable.SingularValues => $"*σ*_{{{ObservedColumns.ModeNumber(column) + 1}}}",
            Observable.Eigenmodes => $"*z*_{{{column[1..].Replace('-', '–')}}}",
            Observable.Parameters => $"*θ*_{{{column[1..]}}}",
            Observable.Entries => $"*W*_{{{column[1..].Replace('_', ',')}}}",
            Observable.Curvature => column == ObservedColumns.Curvature[^1]
                ? "least"
                : $"*λ*_{{{column["hessian".Length..]}}}",
            Observable.Kernel => column == ObservedColumns.Kernel[0] ? "distance" : "change",
            _ => "",
        };

    /// <summary>Whether a curve is one of several that tend to nothing with a name, so that it bears its own.</summary>
    public static bool NeedsName(string column) =>
        ColumnFamily.Of(column)?.Observable
            is Observable.Entries
                or Observable.Hidden
                or Observable.Readout
                or Observable.Kernel
                or Observable.Curvature;

    /// <summary>Names of the modes a column is about, such as <c>1</c>, or <c>3,4</c> of a degenerate group.</summary>
    public static string ModeNames(LearningTask task, string column) => string.Join(",", NumbersOfModes(task, column));

    /// <summary>1-based numbers of the modes a column is about.</summary>
    public static int[] NumbersOfModes(LearningTask task, string column)
    {
        int mode = ObservedColumns.ModeNumber(column);
        ModeGroup group = task.Modes.Groups.FirstOrDefault(group =>
            mode >= group.First && mode < group.First + group.Count
        );
        return [.. Enumerable.Range(group.First + 1, Math.Max(1, group.Count))];
    }
}
