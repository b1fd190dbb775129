using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Modes;

/// <summary>The plateaus of the loss and the steps between them: modes are learned one after the other, at their half-rise times.</summary>
/// <remarks>
/// While a mode is not learned it costs ½s²/d, so the loss on a plateau is ½ Σ_unlearned s²/d, and a plateau is as long as the half-rise times are
/// apart: for balanced weights of L layers, small starts and d = 1 about (τ/2s) ln(s/a₀) (L = 2) and τ u₀^{2/L−1}/((L − 2)s) (L ≥ 3) into training.
/// The staircase is the limit of small starts; for others compare a plateau's length with how long the steps beside it take. Loss: ½ the sum (or
/// mean) of squared errors that Σ^yx and Σ^x are sums (or means) of, above the least a linear map can reach.
/// </remarks>
public sealed class LearningPhases
{
    // Half-rise times nearer than this, relatively, are one step: modes of a degenerate group differ by rounding.
    private const double Together = 1e-9;

    private readonly IReadOnlyList<IMonotoneMode> solutions;
    private readonly double[] targets; // s/d
    private readonly double[] costs; // ½s²/d

    /// <param name="modes">The modes of the task, all of d &gt; 0.</param>
    /// <param name="solutions">u(t) of each, in order, from <see cref="ModeSolutions"/> or any other.</param>
    /// <exception cref="ArgumentException">There is not one solution per mode, or a mode has d = 0.</exception>
    public LearningPhases(SingularModes modes, IReadOnlyList<IMonotoneMode> solutions)
    {
        if (solutions.Count != modes.Count)
        {
            throw new ArgumentException(
                $"One solution per mode is needed, but there are {solutions.Count} for {modes.Count} modes.",
                nameof(solutions)
            );
        }
        foreach (double variance in modes.InputVariances)
        {
            Require.Positive(variance, "The input variance d of every mode", nameof(modes));
        }
        this.solutions = [.. solutions];
        targets = [.. modes.SingularValues.Zip(modes.InputVariances, (s, d) => s / d)];
        costs = [.. modes.SingularValues.Zip(targets, (s, target) => s * target / 2)];
        Steps = StepsOf();
        Plateaus = PlateausOf();
    }

    /// <summary>When modes are learned, earliest first; without those that start above half their target, or never get there.</summary>
    public IReadOnlyList<LearningStep> Steps { get; }

    /// <summary>From time 0 on: one more than there are steps, the last without end.</summary>
    public IReadOnlyList<LossPlateau> Plateaus { get; }

    /// <summary>½ Σ_α d_α(s_α/d_α − u_α(t))², the loss as it is.</summary>
    /// <param name="time">t, finite and not negative.</param>
    public double LossAt(double time)
    {
        double loss = 0;
        for (int mode = 0; mode < targets.Length; mode++)
        {
            double missing = 1 - solutions[mode].StrengthAt(time) / targets[mode];
            loss += costs[mode] * missing * missing;
        }
        return loss;
    }

    /// <summary>The loss of the plateau at a time; at a step that after it.</summary>
    /// <param name="time">t, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double StaircaseAt(double time)
    {
        Require.Time(time);
        return Plateaus.Last(plateau => plateau.Start <= time).Loss;
    }

    private List<LearningStep> StepsOf()
    {
        (int Mode, double Time)[] rises =
        [
            .. Enumerable
                .Range(0, targets.Length)
                .Where(mode => solutions[mode].HalfRiseTime is not null)
                .Select(mode => (mode, solutions[mode].HalfRiseTime!.Value))
                .OrderBy(rise => rise.Value),
        ];
        List<LearningStep> steps = [];
        for (int first = 0, next; first < rises.Length; first = next)
        {
            double time = rises[first].Time;
            for (next = first + 1; next < rises.Length && rises[next].Time <= time * (1 + Together); next++) { }
            int[] modes = [.. rises[first..next].Select(rise => rise.Mode).Order()];
            steps.Add(new(time, modes.Max(RiseTime), modes.Sum(mode => costs[mode]), modes));
        }
        return steps;
    }

    private List<LossPlateau> PlateausOf()
    {
        // Each a sum of its own: subtracting steps one by one would leave rounding where the loss is 0.
        HashSet<int> unlearned = [.. Enumerable.Range(0, targets.Length).Where(mode => !StartsLearned(mode))];
        List<LossPlateau> plateaus = [];
        for (int step = 0; step <= Steps.Count; step++)
        {
            double start = step == 0 ? 0 : Steps[step - 1].Time;
            double end = step == Steps.Count ? double.PositiveInfinity : Steps[step].Time;
            plateaus.Add(new(unlearned.Order().Sum(mode => costs[mode]), start, end));
            unlearned.ExceptWith(step == Steps.Count ? [] : Steps[step].Modes);
        }
        return plateaus;
    }

    private bool StartsLearned(int mode) =>
        solutions[mode].HalfRiseTime is null && solutions[mode].InitialStrength >= targets[mode] / 2;

    private double RiseTime(int mode)
    {
        double tenth = Math.Max(targets[mode] / 10, solutions[mode].InitialStrength);
        return solutions[mode].TimeBetween(tenth, targets[mode] * 0.9);
    }
}

/// <summary>Modes being learned at one time.</summary>
/// <param name="Time">The half-rise time.</param>
/// <param name="RiseTime">From a tenth to nine tenths of the target; of the slowest of them.</param>
/// <param name="Fall">By how much the loss falls.</param>
/// <param name="Modes">0-based indices.</param>
public sealed record LearningStep(double Time, double RiseTime, double Fall, IReadOnlyList<int> Modes);

/// <summary>A time during which the loss hardly changes.</summary>
/// <param name="Loss">½ Σ_unlearned s²/d.</param>
/// <param name="Start">The half-rise time before it, or 0.</param>
/// <param name="End">The half-rise time after it, or ∞.</param>
public readonly record struct LossPlateau(double Loss, double Start, double End)
{
    /// <summary>End − Start.</summary>
    public double Length => End - Start;
}
