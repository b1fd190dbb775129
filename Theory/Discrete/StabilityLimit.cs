using Dynamics.Theory.Numerics;

namespace Dynamics.Theory.Discrete;

/// <summary>The rate above which full-batch gradient descent leaves a solution of one mode: 2 over the largest curvature.</summary>
/// <remarks>
/// Rates are flow times per step. It binds full batches only: descent item by item can survive beyond it, since no step sees
/// the whole curvature.
/// </remarks>
public static class StabilityLimit
{
    /// <summary>η_c = 2/(L d (s/d)^{2−2/L}) at the balanced solution, the flattest there is: an upper bound over all solutions.</summary>
    /// <param name="depth">L ≥ 1.</param>
    /// <param name="singularValue">s &gt; 0 of Σ^yx.</param>
    /// <param name="inputVariance">d = vᵀΣ^xv &gt; 0, 1 for whitened inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static double OfBalanced(int depth, double singularValue, double inputVariance)
    {
        Require.AtLeast(1, depth, "The depth L", nameof(depth));
        Require.Positive(singularValue, "The singular value s", nameof(singularValue));
        Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        return 2 / (depth * inputVariance * Math.Pow(singularValue / inputVariance, 2 - 2.0 / depth));
    }

    /// <summary>η_c = 2/(d u² Σ_l 1/a_l²) of a chain of scalar layers at its solution u = a_1 ⋯ a_L.</summary>
    /// <param name="layers">a_1 … a_L, finite, none 0.</param>
    /// <param name="inputVariance">d = E[x²] &gt; 0.</param>
    /// <exception cref="ArgumentException">There is no layer, or one is 0 or not finite, or d is not positive.</exception>
    public static double OfChain(IReadOnlyList<double> layers, double inputVariance)
    {
        Require.Positive(inputVariance, "The input variance d", nameof(inputVariance));
        double product = 1;
        double inverseSquares = 0;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            double strength = Math.Abs(layers[layer]);
            Require.Positive(strength, $"The magnitude of a_{layer + 1}", nameof(layers));
            product *= strength;
            inverseSquares += 1 / (strength * strength);
        }
        return layers.Count > 0
            ? 2 / (inputVariance * product * product * inverseSquares)
            : throw new ArgumentException("A chain has at least one layer.", nameof(layers));
    }
}
