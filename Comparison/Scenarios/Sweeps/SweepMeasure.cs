namespace Dynamics.Comparison.Scenarios.Sweeps;

/// <summary>A number that is taken of every cell of a sweep, of the simulation and of every theory's curve alike.</summary>
/// <remarks>Of several seeds it is the mean, with the standard deviation beside it.</remarks>
public abstract record SweepMeasure
{
    private SweepMeasure(string name, string of) => (Name, Of) = (name, of);

    /// <summary>Begins the titles of its columns, such as <c>timeTo:mode1</c>.</summary>
    public string Name { get; }

    /// <summary>The column it is taken of, or a family of columns such as <c>modes</c>; empty where it needs none.</summary>
    public string Of { get; }

    /// <summary>The first sample time at which a column has reached a fraction of its target, or lost it of what has to vanish.</summary>
    /// <remarks>
    /// NaN if never. A start beyond that value has reached it at once. Theories are asked at the simulation's sample times when they
    /// reach the value that the simulation had to reach.
    /// </remarks>
    public sealed record TimeTo : SweepMeasure
    {
        /// <param name="of">The column.</param>
        /// <param name="fraction">Between 0 and 1.</param>
        /// <param name="settles">Whether it has to stay as near to its target until the end of the run.</param>
        public TimeTo(string of, double fraction = DefaultFraction, bool settles = false)
            : base(
                FormattableString.Invariant(
                    $"{(settles ? "settle" : "timeTo")}{(fraction == DefaultFraction ? "" : fraction)}:{of}"
                ),
                of
            ) => (Fraction, Settles) = (fraction, settles);

        /// <summary>Of the target, where none is given.</summary>
        public const double DefaultFraction = 0.9;

        /// <summary>Of the target; of a column that has to vanish, the part of its start that is lost.</summary>
        public double Fraction { get; }

        /// <summary>Whether the time is that from which on the column stays within 1 − <see cref="Fraction"/> of its target.</summary>
        public bool Settles { get; }
    }

    /// <summary>The largest |simulation − theory| over times and columns, for every theory.</summary>
    /// <param name="Of">The column or family.</param>
    public sealed record Error(string Of) : SweepMeasure($"error:{Of}", Of);

    /// <summary>The value at the last sample.</summary>
    /// <param name="Of">The column.</param>
    public sealed record Final(string Of) : SweepMeasure($"final:{Of}", Of);

    /// <summary>The factor by which the distance to the target changes in a unit of time, in the end; of several columns the largest.</summary>
    /// <remarks>See <see cref="Agreement.ContractionRate"/>.</remarks>
    /// <param name="Of">The column or family.</param>
    public sealed record Rate(string Of) : SweepMeasure($"rate:{Of}", Of);

    /// <summary>1 where the distance to the target never grows beyond a multiple of that at the start, else 0.</summary>
    /// <param name="Of">The column.</param>
    /// <param name="Limit">The multiple, at least 1.</param>
    public sealed record Stable(string Of, double Limit = Stable.DefaultLimit) : SweepMeasure($"stable:{Of}", Of)
    {
        /// <summary>The multiple where none is given.</summary>
        public const double DefaultLimit = 10;
    }

    /// <summary>Variance over the samples of the last half of the run and over seeds, with a 95 % interval.</summary>
    /// <param name="Of">The column.</param>
    public sealed record Variance(string Of) : SweepMeasure($"variance:{Of}", Of);

    /// <summary>The learning rate beyond which full-batch descent leaves the balanced solution of the cell's task: predicted only.</summary>
    public sealed record CriticalRate() : SweepMeasure("criticalRate", "");
}
