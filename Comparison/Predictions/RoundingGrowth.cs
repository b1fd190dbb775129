using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Whether rounding errors stay small in an exact gradient-descent recursion; in the chaotic regime they do not.</summary>
/// <remarks>
/// The recursion is evaluated a second time with initial strength, s and d perturbed by 10⁻¹², and the difference is measured in units
/// of that perturbation and of the largest strength so far. A simulation rounds differently at every step, so its error is larger than 10⁻¹⁶
/// by the same factor. s and d are perturbed because a perturbation of the initial strength alone may decay before the unstable phase.
/// </remarks>
internal static class RoundingGrowth
{
    /// <summary>Factor of a perturbation: far above rounding, small enough to stay in the linear regime.</summary>
    public const double Nudge = 1 + 1e-12;

    // From a rounding of 2e-16, 1e-9 of the largest strength.
    private const double Most = 4e6;

    /// <summary>The assumption that fails, for modes with hidden layers; empty where rounding stays small.</summary>
    /// <param name="modes">The modes.</param>
    /// <param name="solutions">The solution of every mode.</param>
    /// <param name="nudged">From index, s and d of a mode to its solution from the initial strength multiplied by <see cref="Nudge"/>.</param>
    /// <param name="end">The last epoch.</param>
    public static IEnumerable<Assumption> Of(
        SingularModes modes,
        IReadOnlyList<IModeSolution> solutions,
        Func<int, double, double, IModeSolution> nudged,
        double end
    )
    {
        for (int mode = 0; mode < solutions.Count; mode++)
        {
            IModeSolution other = nudged(mode, modes.SingularValues[mode] * Nudge, modes.InputVariances[mode] / Nudge);
            if (FirstBeyond(solutions[mode], other, end) is int epoch)
            {
                yield return Fails(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"mode {mode + 1} is chaotic at this rate: differences of 1e-12 have grown {Most:g1} times by epoch {epoch}, "
                            + $"and later values have no correct digits"
                    )
                );
                yield break;
            }
        }
    }

    private static IEnumerable<Assumption> OfLinear(
        LearningTask task,
        LinearDescent descent,
        Matrix<double> start,
        double end
    )
    {
        InputSpectrum spectrum = task.Spectrum;
        Matrix<double> errors = (start - task.BestMap) * spectrum.Directions;
        double[] sizes = [.. errors.EnumerateColumns().Select(error => error.AbsoluteMaximum())];
        double first = Math.Max(ScaleOf(start), ScaleOf(task.BestMap));
        double largest = first;
        var factors = new EigenmodeFactors(descent, [.. spectrum.Eigenvalues.Select(descent.EffectiveCurvature)]);
        // Unstable factors grow monotonically, so a geometric grid of epochs suffices.
        for (double epoch = 1; epoch <= end; epoch = Math.Max(epoch + 1, Math.Floor(1.1 * epoch)))
        {
            ReadOnlySpan<double> now = factors.After((long)epoch);
            double growth = 0;
            for (int mode = 0; mode < sizes.Length; mode++)
            {
                largest = Math.Max(largest, Math.Abs(now[mode]) * sizes[mode]);
                growth = Math.Max(growth, Math.Abs(now[mode]));
            }
            if (!double.IsFinite(largest))
            {
                return [];
            }
            if (growth * first > Most * largest)
            {
                return
                [
                    Fails(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"an eigenmode of Σ^x that starts at its optimum but for rounding is unstable at this rate, "
                                + $"and rounding has grown {Most:g1} times by epoch {epoch}"
                        )
                    ),
                ];
            }
        }
        return [];
    }

    /// <summary>
    /// The assumption that fails, without hidden layers: rounding grows in an unstable eigenmode of Σ^x whose initial error is nearly 0. Empty
    /// for other runs, and for rates that exceed the range of <see cref="EigenmodeFactors"/>.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="start">W(0).</param>
    public static IEnumerable<Assumption> Of(PredictionContext context, Matrix<double> start)
    {
        if (
            LinearDescent.Of(context.Task, context.Architecture, context.Learning)
            is not ClosedForm<LinearDescent>.Found { Solution: var descent }
        )
        {
            return [];
        }
        try
        {
            return OfLinear(context.Task, descent, start, context.Learning.End);
        }
        catch (ArgumentException)
        {
            return [];
        }
    }

    private static double ScaleOf(Matrix<double> map) => map.Enumerate().Max(Math.Abs);

    private static Assumption Fails(string measured) =>
        new("rounding stays small: two starts that are alike stay alike", Holds: false, measured);

    private static int? FirstBeyond(IModeSolution solution, IModeSolution nudged, double end)
    {
        double largest = 0;
        for (int epoch = 0; epoch <= end; epoch++)
        {
            double strength = solution.StrengthAt(epoch);
            double difference = Math.Abs(nudged.StrengthAt(epoch) - strength);
            if (!double.IsFinite(difference))
            {
                return null; // diverged, which is no chaos
            }
            largest = Math.Max(largest, Math.Abs(strength));
            if (difference > Most * (Nudge - 1) * largest)
            {
                return epoch;
            }
        }
        return null;
    }
}
