using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>The map of <see cref="BalancedDescentMode"/> followed step by step, at a rate that may change: u at any time in steps.</summary>
/// <remarks>
/// Exact at whole steps; between two of them there is no descent, and the value is that on the straight line. It stands at one
/// place and walks from there, so that times asked in increasing order cost one walk in all and no memory; an earlier time walks anew from
/// the start. For one thread at a time.
/// </remarks>
public sealed class BalancedDescentPath : IModeSolution
{
    private readonly BalancedDescentMode mode;
    private readonly Func<int, double> learningRate;
    private int steps;
    private double layer; // a_n at n = steps

    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; finite.</param>
    /// <param name="initialStrength">u₀; finite. 0 stays 0 for L ≥ 2.</param>
    /// <param name="learningRate">η_n &gt; 0, flow time of the step from u_n to u_{n+1}, for n = 0, 1, …</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public BalancedDescentPath(
        int depth,
        double singularValue,
        double inputVariance,
        double initialStrength,
        Func<int, double> learningRate
    )
    {
        mode = new(depth, singularValue, inputVariance, initialStrength, learningRate(0));
        this.learningRate = learningRate;
        layer = mode.FirstLayer;
    }

    /// <summary>u at a time counted in steps.</summary>
    /// <param name="time">From 0 to 2³¹ − 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside this range.</exception>
    public double StrengthAt(double time)
    {
        Require.Time(time);
        if (time >= int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                $"More than {int.MaxValue - 1} steps are not counted."
            );
        }
        int whole = (int)time;
        GoTo(whole);
        double share = time - whole;
        // Apart, as a strength beyond the range of a double would spoil even its neighbour.
        return share == 0 ? Strength : (1 - share) * Strength + share * mode.StrengthOf(Next);
    }

    private double Strength => steps == 0 ? mode.InitialStrength : mode.StrengthOf(layer);

    private double Next => mode.Next(layer, learningRate(steps));

    private void GoTo(int step)
    {
        if (step < steps)
        {
            (steps, layer) = (0, mode.FirstLayer);
        }
        for (; steps < step; steps++)
        {
            layer = Next;
        }
    }
}
