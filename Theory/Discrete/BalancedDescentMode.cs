using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>Strength u_n of one mode after n steps of full-batch gradient descent from balanced, aligned weights: exact.</summary>
/// <remarks>
/// Every layer has the same strength a, u = a^L, and a' = a + η a^{L−1}(s − d a^L), which is the whole of gradient descent for
/// such a start. A negative start is an odd number of layers of negative sign: u(s, u₀) = −u(−s, −u₀). η is the flow time
/// of one step, see <see cref="FlowTime"/>; where it is too large the strengths leave the range of a double and
/// stay infinite or NaN.
/// </remarks>
public sealed class BalancedDescentMode
{
    private readonly double sign;
    private readonly double drive; // s in the direction of the start

    /// <param name="depth">L ≥ 1, the number of weight matrices.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv ≥ 0, 1 for whitened inputs; finite.</param>
    /// <param name="initialStrength">u₀; finite. 0 stays 0 for L ≥ 2.</param>
    /// <param name="learningRate">η &gt; 0, flow time per step.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public BalancedDescentMode(
        int depth,
        double singularValue,
        double inputVariance,
        double initialStrength,
        double learningRate
    )
    {
        Depth = Require.AtLeast(1, depth, "The depth L", nameof(depth));
        SingularValue = Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        InputVariance = Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        InitialStrength = Require.Finite(initialStrength, "The initial strength u₀", nameof(initialStrength));
        LearningRate = Require.Positive(learningRate, "The learning rate η", nameof(learningRate));
        sign = initialStrength < 0 ? -1 : 1;
        drive = sign * singularValue;
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>s.</summary>
    public double SingularValue { get; }

    /// <summary>d.</summary>
    public double InputVariance { get; }

    /// <summary>u₀.</summary>
    public double InitialStrength { get; }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>u_n, in n steps.</summary>
    /// <param name="steps">n ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public double StrengthAfter(int steps)
    {
        Require.AtLeast(0, steps, "The number n of steps", nameof(steps));
        double layer = FirstLayer;
        for (int step = 0; step < steps; step++)
        {
            layer = Next(layer, LearningRate);
        }
        return steps == 0 ? InitialStrength : StrengthOf(layer);
    }

    /// <summary>Writes u_0, u_1, … without allocation.</summary>
    /// <param name="strengths">As many places as strengths are wanted.</param>
    public void Strengths(Span<double> strengths)
    {
        double layer = FirstLayer;
        for (int step = 0; step < strengths.Length; step++)
        {
            strengths[step] = step == 0 ? InitialStrength : StrengthOf(layer);
            layer = Next(layer, LearningRate);
        }
    }

    /// <summary>a_0, the magnitude of every layer's strength at the start.</summary>
    internal double FirstLayer => Math.Pow(Math.Abs(InitialStrength), 1.0 / Depth);

    /// <summary>a' after a step at the rate of that step.</summary>
    internal double Next(double layer, double rate)
    {
        double others = IntegerPower.Of(layer, Depth - 1);
        return layer + rate * others * (drive - InputVariance * others * layer);
    }

    /// <summary>u of layers of strength a.</summary>
    internal double StrengthOf(double layer) => sign * IntegerPower.Of(layer, Depth);
}
