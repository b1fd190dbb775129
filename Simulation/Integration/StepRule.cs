namespace Dynamics.Simulation.Integration;

/// <summary>How an integration chooses its steps.</summary>
public abstract record StepRule
{
    private StepRule() { }

    /// <summary>The method, as data.</summary>
    public abstract ButcherTableau Tableau { get; }

    /// <summary>Steps of one size: the k-th ends at k·Step, computed, never accumulated.</summary>
    /// <param name="Method">Any tableau.</param>
    /// <param name="Step">Δt; positive and finite.</param>
    public sealed record Fixed(ButcherTableau Method, double Step) : StepRule
    {
        /// <inheritdoc/>
        public override ButcherTableau Tableau => Method;

        /// <summary>The number of steps to a time, rounded; the time must lie within 1e-9 of a whole number of steps.</summary>
        /// <param name="time">Not negative.</param>
        /// <param name="count">The number of steps, rounded to the nearest whole one.</param>
        /// <returns>Whether a step ends at that time.</returns>
        public bool TryCountTo(double time, out long count)
        {
            double exact = time / Step;
            double rounded = Math.Round(exact);
            count = rounded < long.MaxValue ? (long)rounded : long.MaxValue;
            return Math.Abs(exact - rounded) <= 1e-9 * Math.Max(1, rounded) && rounded < 1L << 53;
        }
    }

    /// <summary>Steps as large as the tolerances allow, from an embedded pair and a PI controller.</summary>
    /// <param name="Method">A tableau with an error estimate.</param>
    /// <param name="RelativeTolerance">Error allowed per step relative to each weight; positive.</param>
    /// <param name="AbsoluteTolerance">
    /// Error allowed per step where a weight is near 0; positive. An error below 1e-16 of the largest weight, which is rounding, is always allowed.
    /// </param>
    public sealed record Adaptive(ButcherTableau Method, double RelativeTolerance, double AbsoluteTolerance) : StepRule
    {
        /// <summary>Whether the absolute tolerance is lowered for small starts, see <see cref="BesideStart"/>.</summary>
        public bool FollowsStart { get; init; }

        /// <summary>The same with the absolute tolerance at most 1e-8 of a start, where it follows the start.</summary>
        /// <remarks>A tolerance above the state accepts every step: what grows from there grows as the method's polynomial does.</remarks>
        /// <param name="scale">Size of the smallest part of the start that everything grows from; 0 where nothing is known of it.</param>
        public Adaptive BesideStart(double scale) =>
            FollowsStart && scale > 0
                ? this with
                {
                    AbsoluteTolerance = Math.Max(SmallestTolerance, Math.Min(AbsoluteTolerance, PartOfStart * scale)),
                    FollowsStart = false,
                }
                : this;

        // As exact as the default relative tolerance: starts of 0.01 and more keep 1e-10.
        private const double PartOfStart = 1e-8;

        // Above subnormal numbers, which have lost digits.
        private const double SmallestTolerance = 1e-300;

        /// <summary>Steps that may be tried, rejected ones included.</summary>
        public long StepLimit { get; init; } = 10_000_000;

        /// <inheritdoc/>
        public override ButcherTableau Tableau => Method;
    }
}
