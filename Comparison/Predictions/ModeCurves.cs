using Dynamics.Comparison.Observation;
using Dynamics.Theory;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>From the strength of every mode to every observable that follows from it.</summary>
/// <remarks>
/// <c>mode</c>, <c>group</c> (mean) and <c>block</c> (√Σu²) of the groups; <c>sv</c>: the |u| in descending order, then
/// zeros; <c>loss</c>: ½ Σ d(u − s/d)². The last two hold for a map that has nothing outside its modes. <c>sharpness</c> where
/// it is known, see <see cref="PredictedSharpness"/>.
/// </remarks>
public sealed class ModeCurves
{
    private readonly SingularModes modes;
    private readonly IReadOnlyList<IModeSolution> solutions;
    private readonly int singularValues;
    private readonly double[] strengths;
    private readonly Func<IReadOnlyList<double>, double>? sharpness;

    private ModeCurves(
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions,
        Func<IReadOnlyList<double>, double>? sharpness
    )
    {
        this.sharpness = sharpness;
        if (solutions.Count != modes.Count)
        {
            throw new ArgumentException(
                $"One solution per mode is needed, but there are {solutions.Count} for {modes.Count} modes.",
                nameof(solutions)
            );
        }
        this.modes = modes;
        this.solutions = solutions;
        singularValues = Math.Min(modes.OutputModes.RowCount, modes.InputModes.RowCount);
        strengths = new double[solutions.Count];
    }

    /// <summary>The curves of modes that move independently.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="solutions">One per mode, in order.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs.</param>
    /// <param name="sharpness">The sharpness of weights that are balanced and aligned, from their strengths; null where unknown.</param>
    /// <exception cref="ArgumentException">There is not one solution per mode.</exception>
    public static Forecast.Curves Of(
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions,
        Standing standing,
        IReadOnlyList<Assumption> assumptions,
        Func<IReadOnlyList<double>, double>? sharpness = null
    )
    {
        var curves = new ModeCurves(modes, solutions, sharpness);
        string[] observables =
        [
            .. ObservedColumns.Strengths(modes),
            .. Enumerable.Range(0, curves.singularValues).Select(ObservedColumns.SingularValue),
            ObservedColumns.Loss,
            .. sharpness is null ? Array.Empty<string>() : [ObservedColumns.Sharpness],
        ];
        return new Forecast.Curves(standing, assumptions, observables, curves.At);
    }

    /// <summary>The same where there are solutions, or why there are none.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="solutions">One per mode, in order, or none.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs; asked only where there are solutions.</param>
    /// <param name="sharpness">The sharpness of weights that are balanced and aligned, from their strengths; null where unknown.</param>
    /// <exception cref="ArgumentException">There is not one solution per mode.</exception>
    public static Forecast Of<T>(
        SingularModes modes,
        ClosedForm<IReadOnlyList<T>> solutions,
        Standing standing,
        Func<IReadOnlyList<Assumption>> assumptions,
        Func<IReadOnlyList<double>, double>? sharpness = null
    )
        where T : class, IModeSolution =>
        solutions switch
        {
            ClosedForm<IReadOnlyList<T>>.Found found => Of(modes, found.Solution, standing, assumptions(), sharpness),
            ClosedForm<IReadOnlyList<T>>.None none => new Forecast.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };

    private void At(double time, Span<double> values)
    {
        double loss = 0;
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            strengths[mode] = solutions[mode].StrengthAt(time);
            (double s, double d) = (modes.SingularValues[mode], modes.InputVariances[mode]);
            double missing = strengths[mode] - s / d;
            loss += d * missing * missing / 2;
        }
        int next = WriteGroups(values);
        Span<double> sorted = values.Slice(next, singularValues);
        sorted.Clear();
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            sorted[mode] = Math.Abs(strengths[mode]);
        }
        sorted.Sort(static (left, right) => right.CompareTo(left));
        values[next + singularValues] = loss;
        if (sharpness is not null)
        {
            values[next + singularValues + 1] = sharpness(strengths);
        }
    }

    private int WriteGroups(Span<double> values)
    {
        int next = 0;
        foreach (ModeGroup group in modes.Groups)
        {
            (double sum, double squares) = (0, 0);
            foreach (double strength in strengths.AsSpan(group.First, group.Count))
            {
                sum += strength;
                squares += strength * strength;
            }
            values[next++] = sum / group.Count;
            if (group.IsDegenerate)
            {
                values[next++] = Math.Sqrt(squares);
            }
        }
        return next;
    }
}
