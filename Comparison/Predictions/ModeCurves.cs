using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Theory;
using Dynamics.Theory.Curvature;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>From the strength of every mode to every observable that follows from it.</summary>
/// <remarks>
/// <c>mode</c>, <c>group</c> (mean) and <c>block</c> (√Σu²) of the groups; <c>sv</c>: the |u| in descending order, then
/// zeros; <c>loss</c>: ½ Σ d(u − s/d)². The last two hold for a map that has nothing outside its modes; modes with s = 0 count in them
/// and have no columns of their own. <c>sharpness</c> and both
/// ends of the Hessian's spectrum where they are known, see <see cref="PredictedSharpness"/>.
/// </remarks>
public sealed class ModeCurves
{
    // Of a singular value: a mode grows by e^2st, which makes a difference a hundred times larger before it is learned.
    private const double Rounding = 1e-11;

    private readonly SingularModes modes;
    private readonly ModeGroup[] groups;
    private readonly IReadOnlyList<IModeSolution> solutions;
    private readonly int singularValues;
    private readonly double[] strengths;
    private readonly Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>?>? spectrum;

    private ModeCurves(
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions,
        Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>?>? spectrum
    )
    {
        this.spectrum = spectrum;
        if (solutions.Count != modes.Count)
        {
            throw new ArgumentException(
                $"One solution per mode is needed, but there are {solutions.Count} for {modes.Count} modes.",
                nameof(solutions)
            );
        }
        this.modes = modes;
        groups = [.. modes.Groups.Where(group => modes.SingularValues[group.First] > 0)];
        this.solutions = solutions;
        singularValues = Math.Min(modes.OutputModes.RowCount, modes.InputModes.RowCount);
        strengths = new double[solutions.Count];
    }

    /// <summary>The curves of modes that move independently.</summary>
    /// <param name="modes">The modes of the task, and after them any with s = 0, <see cref="SingularModes.WithDirectionsOf"/>.</param>
    /// <param name="solutions">One per mode, in order.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs.</param>
    /// <param name="spectrum">Eigenvalues, descending, of the Hessian at balanced, aligned weights, from their strengths; null where unknown.</param>
    /// <exception cref="ArgumentException">There is not one solution per mode.</exception>
    public static Forecast.Curves Of(
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions,
        Standing standing,
        IReadOnlyList<Assumption> assumptions,
        Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>?>? spectrum = null
    )
    {
        var curves = new ModeCurves(modes, solutions, spectrum);
        string[] observables =
        [
            .. ObservedColumns.Strengths(curves.groups),
            .. Enumerable.Range(0, curves.singularValues).Select(ObservedColumns.SingularValue),
            ObservedColumns.Loss,
            .. spectrum is null ? [] : ObservedColumns.Curvature.Prepend(ObservedColumns.Sharpness),
        ];
        return new Forecast.Curves(
            standing,
            [.. assumptions, .. AreEqual(modes, standing), .. AreShared(modes, standing)],
            observables,
            curves.At
        );
    }

    /// <summary>The same where there are solutions, or why there are none.</summary>
    /// <param name="modes">The modes of the task, and after them any with s = 0, <see cref="SingularModes.WithDirectionsOf"/>.</param>
    /// <param name="solutions">One per mode, in order, or none.</param>
    /// <param name="standing">What the formula claims.</param>
    /// <param name="assumptions">What it needs, from the solutions; asked only where there are some.</param>
    /// <param name="spectrum">Eigenvalues, descending, of the Hessian at balanced, aligned weights, from their strengths; null where unknown.</param>
    /// <exception cref="ArgumentException">There is not one solution per mode.</exception>
    public static Forecast Of<T>(
        SingularModes modes,
        ClosedForm<IReadOnlyList<T>> solutions,
        Standing standing,
        Func<IReadOnlyList<IModeSolution>, IReadOnlyList<Assumption>> assumptions,
        Func<IReadOnlyList<double>, IReadOnlyList<Eigenvalue>?>? spectrum = null
    )
        where T : class, IModeSolution =>
        solutions switch
        {
            ClosedForm<IReadOnlyList<T>>.Found found => Of(
                modes,
                found.Solution,
                standing,
                assumptions(found.Solution),
                spectrum
            ),
            ClosedForm<IReadOnlyList<T>>.None none => new Forecast.None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };

    /// <summary>Of an exact theory, that singular values which count as equal are; nothing where they are equal but for rounding.</summary>
    private static IEnumerable<Assumption> AreEqual(SingularModes modes, Standing standing) =>
        standing == Standing.Exact && modes.LargestDifferenceOfEqual > Rounding
            ?
            [
                new Assumption(
                    "singular values of a group are equal",
                    Holds: false,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"they differ by up to {modes.LargestDifferenceOfEqual:g3} of themselves, and their mean takes their place"
                    )
                ),
            ]
            : [];

    /// <summary>Of an exact theory, that Σ^x shares the directions of the modes; nothing where it does but for rounding.</summary>
    private static IEnumerable<Assumption> AreShared(SingularModes modes, Standing standing) =>
        standing == Standing.Exact && modes.LargestInputResidual > Rounding * modes.InputVariances.Max()
            ?
            [
                new Assumption(
                    "Σ^x and Σ^yx share their input directions",
                    Holds: false,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the largest |Σ^xv_α − d_αv_α| is {modes.LargestInputResidual:g3}, and what it couples is neglected"
                    )
                ),
            ]
            : [];

    private void At(double time, Span<double> values)
    {
        double loss = 0;
        for (int mode = 0; mode < strengths.Length; mode++)
        {
            strengths[mode] = solutions[mode].StrengthAt(time);
            (double s, double d) = (modes.SingularValues[mode], modes.InputVariances[mode]);
            double missing = strengths[mode] - (s == 0 ? 0 : s / d);
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
        if (spectrum is not null)
        {
            WriteCurvature(spectrum(strengths), values[(next + singularValues + 1)..]);
        }
    }

    /// <summary>The sharpness, then what <see cref="ObservedColumns.Curvature"/> names: each as often as it occurs.</summary>
    private static void WriteCurvature(IReadOnlyList<Eigenvalue>? descending, Span<double> values)
    {
        values.Fill(double.NaN);
        if (descending is null)
        {
            return;
        }
        values[0] = descending[0].Value;
        values[^1] = descending[^1].Value;
        int place = 1;
        foreach (Eigenvalue eigenvalue in descending)
        {
            for (int time = 0; time < eigenvalue.Multiplicity && place < values.Length - 1; time++)
            {
                values[place++] = eigenvalue.Value;
            }
        }
    }

    private int WriteGroups(Span<double> values)
    {
        int next = 0;
        foreach (ModeGroup group in groups)
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
