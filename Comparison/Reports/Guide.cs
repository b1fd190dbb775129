using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;

namespace Dynamics.Comparison.Reports;

/// <summary>The value a column tends to, what the best map W* = Σ^yx(Σ^x)⁺ shows of it, under the name it has in the task.</summary>
/// <param name="Value">Finite and not 0.</param>
/// <param name="Label">In rich-text notation; the same for columns that share one guide.</param>
internal sealed record Guide(double Value, string Label)
{
    // Of the largest target: what is smaller is 0 with rounding, what differs by less is equal.
    private const double Rounding = 1e-8;

    /// <summary>The guide of a column; null where it tends to 0 or to nothing that is known.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="targets">Where every column of the run tends to.</param>
    /// <param name="column">The column.</param>
    public static Guide? Of(LearningTask task, IReadOnlyDictionary<string, double> targets, string column)
    {
        double target = targets.GetValueOrDefault(column, double.NaN);
        double tolerance = Rounding * targets.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (!double.IsFinite(target) || Math.Abs(target) <= tolerance)
        {
            return null;
        }
        double size = Math.Abs(target);
        string value = target.ToString(size is >= 0.1 and < 1000 ? "0.00" : "G3", CultureInfo.InvariantCulture);
        string name = Name(task, column, SingularValuesAt(task, targets, target, tolerance));
        return new Guide(target, name.Length > 0 ? $"{name} = {value}" : value);
    }

    /// <summary>
    /// The strength of a mode tends to s_α/d_α where the inputs share its direction, s_α for white ones; singular values of
    /// W* are numbered by themselves, and only white inputs leave them those of Σ^yx. Anything else has no short name.
    /// </summary>
    private static string Name(LearningTask task, string column, string equal)
    {
        if (RunCurves.IsSingularValue(column))
        {
            return task.Moments.IsWhite ? $"*s*_{{{equal}}}" : $"*σ*_{{{equal}}}(*W*^{{\\*}})";
        }
        if (!RunCurves.IsStrength(column) || !task.Modes.SharesInputDirections)
        {
            return "";
        }
        string modes = RunCurves.ModeNames(task, column);
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
