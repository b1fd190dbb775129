using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>The value a column tends to, what the best map W* = Σ^yx(Σ^x)⁺ or the best reachable answers show of it.</summary>
/// <param name="Value">Finite and not 0.</param>
/// <param name="Label">In rich-text notation; the same for columns that share one guide.</param>
internal sealed record Guide(double Value, string Label)
{
    // Of the largest target: what is smaller is 0 with rounding, what differs by less is equal.
    private const double Rounding = 1e-8;

    /// <summary>The guide of a column at W*, under its name in the task; null where it is 0 or nothing that is known.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="targets">What W* shows of every column of the run.</param>
    /// <param name="column">The column.</param>
    public static Guide? Of(LearningTask task, IReadOnlyDictionary<string, double> targets, string column) =>
        At(task, targets, column, Name);

    /// <summary>The guide of a column at the best reachable answers, under the name of the curve that tends to it.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="targets">What these answers show of every column of the run.</param>
    /// <param name="column">The column.</param>
    public static Guide? Reachable(LearningTask task, IReadOnlyDictionary<string, double> targets, string column) =>
        At(task, targets, column, NameOfCurve);

    private static Guide? At(
        LearningTask task,
        IReadOnlyDictionary<string, double> targets,
        string column,
        Func<LearningTask, string, string, string> naming
    )
    {
        double target = targets.GetValueOrDefault(column, double.NaN);
        double tolerance = Rounding * targets.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (!double.IsFinite(target) || Math.Abs(target) <= tolerance)
        {
            return null;
        }
        double size = Math.Abs(target);
        string digits =
            size is >= 0.1 and < 1000 ? "0.00"
            : size is >= 1000 and < 1e5 ? "0"
            : "G3";
        string value = target.ToString(digits, CultureInfo.InvariantCulture);
        string name = naming(task, column, SingularValuesAt(task, targets, target, tolerance));
        return new Guide(target, name.Length > 0 ? $"{name} = {value}" : value);
    }

    private static string NameOfCurve(LearningTask task, string column, string equal) =>
        ColumnFamily.SingularValues.Includes(column) ? $"*σ*_{{{equal}}}"
        : ColumnFamily.Strengths.Includes(column) ? $"*a*_{{{CurveLabels.ModeNames(task, column)}}}"
        : "";

    /// <summary>
    /// The strength of a mode tends to s_α/d_α where the inputs share its direction, s_α for white ones; singular values of
    /// W* are numbered by themselves, and only white inputs leave them those of Σ^yx. Anything else has no short name.
    /// </summary>
    private static string Name(LearningTask task, string column, string equal)
    {
        if (ColumnFamily.SingularValues.Includes(column))
        {
            return task.Moments.IsWhite ? $"*s*_{{{equal}}}" : $"*σ*_{{{equal}}}(*W*^{{\\*}})";
        }
        if (!ColumnFamily.Strengths.Includes(column) || !task.Modes.SharesInputDirections)
        {
            return "";
        }
        string modes = CurveLabels.ModeNames(task, column);
        return task.Moments.IsWhite ? $"*s*_{{{modes}}}" : $"*s*_{{{modes}}}/*d*_{{{modes}}}";
    }

    private static string SingularValuesAt(
        LearningTask task,
        IReadOnlyDictionary<string, double> targets,
        double target,
        double tolerance
    ) =>
        string.Join(
            ",",
            Enumerable
                .Range(0, Math.Min(task.Moments.Outputs, task.Moments.Inputs))
                .Where(k =>
                    targets.TryGetValue(ObservedColumns.SingularValue(k), out double other)
                    && Math.Abs(other - target) <= tolerance
                )
                .Select(k => k + 1)
        );
}
