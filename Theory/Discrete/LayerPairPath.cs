using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>Strength of one mode of two layers under full-batch descent from any start of it, by the map of <see cref="LayerPair"/>.</summary>
/// <remarks>
/// Exact at whole steps, on the straight line between two of them, at a rate that may change from step to step. Times asked in
/// increasing order cost one walk in all; an earlier one walks anew from the start. For one thread at a time.
/// </remarks>
public sealed class LayerPairPath : IModeSolution
{
    private readonly StepWalk<LayerPair> pairs;

    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; finite.</param>
    /// <param name="start">P and M of the mode; u = (P − M)/4 and K = (P + M)/2.</param>
    /// <param name="learningRate">η_n &gt; 0, flow time of the step from u_n to u_{n+1}, for n = 0, 1, …</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public LayerPairPath(
        double singularValue,
        double inputVariance,
        TwoLayerStart start,
        Func<int, double> learningRate
    )
    {
        Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        Require.NotNegative(start.Growing, "P", nameof(start));
        Require.NotNegative(start.Decaying, "M", nameof(start));
        Require.Positive(learningRate(0), "The learning rate η", nameof(learningRate));
        pairs = new(
            new LayerPair(start.Strength, (start.Growing + start.Decaying) / 2),
            (pair, step) => pair.Next(singularValue, inputVariance, learningRate(step)),
            pair => pair.Strength
        );
    }

    /// <summary>u at a time counted in steps.</summary>
    /// <param name="time">From 0 to 2³¹ − 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside this range.</exception>
    public double StrengthAt(double time) => pairs.At(time);
}
