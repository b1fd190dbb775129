using Dynamics.Theory.Modes;

namespace Dynamics.Theory.Discrete;

/// <summary>The map of <see cref="BalancedDescentMode"/> followed step by step, at a rate that may change: u at any time in steps.</summary>
/// <remarks>
/// Exact at whole steps, on the straight line between two of them. Times asked in increasing order cost one walk in all; an
/// earlier one walks anew from the start. For one thread at a time.
/// </remarks>
public sealed class BalancedDescentPath : IModeSolution
{
    private readonly StepWalk<double> layers; // a_n

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
        var mode = new BalancedDescentMode(depth, singularValue, inputVariance, initialStrength, learningRate(0));
        double first = mode.FirstLayer;
        layers = new(
            first,
            (layer, step) => mode.Next(layer, learningRate(step)),
            // The strength at the start as it was given, not as the power of its root.
            layer => layer == first ? initialStrength : mode.StrengthOf(layer)
        );
    }

    /// <summary>u at a time counted in steps.</summary>
    /// <param name="time">From 0 to 2³¹ − 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside this range.</exception>
    public double StrengthAt(double time) => layers.At(time);
}
