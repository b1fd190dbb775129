using System.Numerics.Tensors;

namespace Dynamics.Comparison.Agreement;

/// <summary>What simulation − theory of one curve is made of: signed parts along a ladder on which each rung repairs one assumption.</summary>
/// <remarks>
/// The parts add up to the whole at every time, and are quoted where the whole is largest. They depend on the order of the
/// ladder. The largest magnitudes of the parts stand at times of their own and add up to nothing.
/// </remarks>
/// <param name="Observable">The curve.</param>
/// <param name="Time">When the whole is largest.</param>
/// <param name="Whole">Simulation − theory at that time.</param>
/// <param name="Parts">In the order of the ladder.</param>
public sealed record ErrorBudget(string Observable, double Time, double Whole, IReadOnlyList<BudgetPart> Parts)
{
    private double[][] Rungs { get; init; } = [];

    /// <summary>Splits a difference.</summary>
    /// <param name="observable">The curve.</param>
    /// <param name="times">Sample times; at least one.</param>
    /// <param name="ladder">The curves from the theory to the simulation, each with the name of what it repairs of the one before.</param>
    /// <exception cref="ArgumentException">There are not two curves, or their lengths are not those of the times.</exception>
    public static ErrorBudget Of(
        string observable,
        ReadOnlySpan<double> times,
        IReadOnlyList<(string Repairs, double[] Values)> ladder
    )
    {
        int samples = times.Length;
        if (ladder.Count < 2 || samples == 0 || ladder.Any(rung => rung.Values.Length != samples))
        {
            throw new ArgumentException(
                $"A budget needs two curves or more with a value at each of {samples} times.",
                nameof(ladder)
            );
        }
        (double[] theory, double[] simulation) = (ladder[0].Values, ladder[^1].Values);
        int worst = 0;
        for (int sample = 1; sample < samples; sample++)
        {
            bool isLarger = Math.Abs(simulation[sample] - theory[sample]) > Math.Abs(simulation[worst] - theory[worst]);
            worst = isLarger ? sample : worst;
        }
        return new ErrorBudget(
            observable,
            times[worst],
            simulation[worst] - theory[worst],
            [
                .. ladder
                    .Zip(ladder.Skip(1))
                    .Select(pair => new BudgetPart(
                        pair.Second.Repairs,
                        pair.Second.Values[worst] - pair.First.Values[worst],
                        pair.Second.Values.Zip(pair.First.Values, (next, before) => Math.Abs(next - before)).Max()
                    )),
            ]
        )
        {
            Rungs = [.. ladder.Select(rung => rung.Values)],
        };
    }

    /// <summary>The whole and its parts over time, as a figure wants them; made afresh.</summary>
    /// <param name="samples">How many of the first samples; at most as many as there are.</param>
    public BudgetCurves Curves(int samples) =>
        new(
            Difference(Rungs[0], Rungs[^1], samples),
            [.. Rungs.Zip(Rungs.Skip(1)).Select(pair => Difference(pair.First, pair.Second, samples))]
        );

    /// <summary>How many samples it was taken from.</summary>
    public int Samples => Rungs.Length == 0 ? 0 : Rungs[0].Length;

    private static double[] Difference(double[] before, double[] next, int samples)
    {
        double[] difference = new double[samples];
        TensorPrimitives.Subtract(next.AsSpan(0, samples), before.AsSpan(0, samples), difference);
        return difference;
    }
}

/// <summary>A budget over time: at every sample the parts add up to the whole.</summary>
/// <param name="Whole">Simulation − theory.</param>
/// <param name="Parts">In the order of the ladder, each as long as the whole.</param>
public sealed record BudgetCurves(double[] Whole, IReadOnlyList<double[]> Parts);

/// <summary>One part of a budget.</summary>
/// <param name="Name">The assumption, such as "start value".</param>
/// <param name="Value">Signed, at the time of the whole.</param>
/// <param name="Largest">Largest magnitude over all samples.</param>
public readonly record struct BudgetPart(string Name, double Value, double Largest);
