using System.Globalization;
using Dynamics.Comparison.Observation;
using Dynamics.Comparison.Scenarios;
using Dynamics.Theory;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Predictions;

/// <summary>Whether a map of descent, followed epoch by epoch, keeps rounding small: beyond a rate it is chaotic, and then no digit lasts.</summary>
/// <remarks>
/// The map is followed once more with start, s and d that differ by a share of themselves, and the difference is measured in units of that
/// share and of the largest strength so far. A run rounds otherwise than the map does, at the start and at every step, and is
/// off by as many times 10⁻¹⁶. The start alone would not do: what it differs by may be forgotten before a rate grows that multiplies.
/// </remarks>
internal static class RoundingGrowth
{
    /// <summary>By what numbers are to be multiplied: far above rounding, far below what bends the curve.</summary>
    public const double Nudge = 1 + 1e-12;

    // From a rounding of 2e-16, 1e-9 of the largest strength.
    private const double Most = 4e6;

    /// <summary>The assumption that fails; nothing where rounding stays small, as at every rate that descends.</summary>
    /// <param name="modes">The modes.</param>
    /// <param name="solutions">What is said of every mode.</param>
    /// <param name="nudged">The same of a mode, by its index, for s and d that are given, from a start multiplied by <see cref="Nudge"/>.</param>
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
                            + $"and what follows is one of many possible curves"
                    )
                );
                yield break;
            }
        }
    }

    /// <summary>The same of a descent without hidden layers: of an eigenmode that grows and whose error is at first nearly nothing, rounding grows.</summary>
    /// <param name="task">The task.</param>
    /// <param name="descent">The descent.</param>
    /// <param name="start">W(0).</param>
    /// <param name="end">The last epoch.</param>
    /// <exception cref="ArgumentException">A rate times a curvature is beyond what Theory can follow.</exception>
    public static IEnumerable<Assumption> Of(LearningTask task, LinearDescent descent, Matrix<double> start, double end)
    {
        InputSpectrum spectrum = task.Spectrum;
        Matrix<double> errors = (start - task.BestMap) * spectrum.Directions;
        double[] sizes = [.. errors.EnumerateColumns().Select(error => error.AbsoluteMaximum())];
        double first = Math.Max(ScaleOf(start), ScaleOf(task.BestMap));
        double largest = first;
        var factors = new EigenmodeFactors(descent, [.. spectrum.Eigenvalues.Select(descent.EffectiveCurvature)]);
        // An eigenmode that grows does so in every epoch: some of them will do.
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

    /// <summary>The same of a run that may be such a descent; nothing of others, and of rates that diverge beyond any number at once.</summary>
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
            return Of(context.Task, descent, start, context.Learning.End);
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
