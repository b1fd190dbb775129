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
        );
    }
}

/// <summary>One part of a budget.</summary>
/// <param name="Name">The assumption, such as "start value".</param>
/// <param name="Value">Signed, at the time of the whole.</param>
/// <param name="Largest">Largest magnitude over all samples.</param>
public readonly record struct BudgetPart(string Name, double Value, double Largest);
