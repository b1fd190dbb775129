using System.Globalization;
using Dynamics.Theory.Modes;

namespace Dynamics.Comparison.Predictions;

/// <summary>Whether a map of descent, followed epoch by epoch, keeps rounding small: beyond a rate it is chaotic, and then no digit lasts.</summary>
/// <remarks>
/// The map is followed once more from a start that differs by a share of itself, and the difference is measured in units of that
/// share and of the largest strength so far. A run rounds otherwise than the map does, so what is 10⁻¹⁶ at the start differs by
/// as many times 10⁻¹⁶.
/// </remarks>
internal static class RoundingGrowth
{
    /// <summary>What the start is to be multiplied by: far above rounding, far below what bends the curve.</summary>
    public const double Nudge = 1 + 1e-12;

    // From a rounding of 2e-16, 1e-9 of the largest strength.
    private const double Most = 4e6;

    /// <summary>The assumption that fails; nothing where rounding stays small, as at every rate that descends.</summary>
    /// <param name="solutions">What is said of every mode.</param>
    /// <param name="nudged">The same of a mode, by its index, whose start is multiplied by <see cref="Nudge"/>.</param>
    /// <param name="end">The last epoch.</param>
    public static IEnumerable<Assumption> Of(
        IReadOnlyList<IModeSolution> solutions,
        Func<int, IModeSolution> nudged,
        double end
    )
    {
        for (int mode = 0; mode < solutions.Count; mode++)
        {
            if (FirstBeyond(solutions[mode], nudged(mode), end) is int epoch)
            {
                yield return new Assumption(
                    "rounding stays small: two starts that are alike stay alike",
                    Holds: false,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"at this rate mode {mode + 1} is chaotic: a difference of the start has grown by {Most:g1} at epoch {epoch}, "
                            + $"and later ones are one of many possible curves"
                    )
                );
                yield break;
            }
        }
    }

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
