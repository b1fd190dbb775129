using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Curvature;

/// <summary>The Hessian of ½d(s/d − a_1⋯a_L)², the loss of a chain of scalar layers.</summary>
/// <remarks>
/// H_lk = d g_l g_k − (s − d u) Π_{j≠l,k} a_j for l ≠ k and H_ll = d g_l², g_l = Π_{k≠l} a_k. Balanced, a_l = a: one eigenvalue
/// (2L − 1)d a^{2L−2} − (L − 1)s a^{L−2} along the path on which all layers stay equal, and L − 1 of (s − d a^L)a^{L−2} across it.
/// </remarks>
public static class ChainHessian
{
    /// <summary>The L × L matrix.</summary>
    /// <param name="layers">a_1 … a_L, L ≥ 1, finite.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = E[x²] ≥ 0, 1 for whitened inputs.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names value and range.</exception>
    public static Matrix<double> Of(IReadOnlyList<double> layers, double singularValue, double inputVariance)
    {
        Require.AtLeast(1, layers.Count, "The depth L", nameof(layers));
        Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        for (int layer = 0; layer < layers.Count; layer++)
        {
            Require.Finite(layers[layer], $"The layer a_{layer + 1}", nameof(layers));
        }
        double error = singularValue - inputVariance * Without(layers, -1, -1);
        return Matrix<double>.Build.Dense(
            layers.Count,
            layers.Count,
            (l, k) =>
                inputVariance * Without(layers, l, l) * Without(layers, k, k)
                - (l == k ? 0 : error * Without(layers, l, k))
        );
    }

    /// <summary>The largest eigenvalue, the sharpness: full-batch descent at a rate η stays at an optimum only if η · sharpness &lt; 2.</summary>
    /// <inheritdoc cref="Of"/>
    public static double Sharpness(IReadOnlyList<double> layers, double singularValue, double inputVariance) =>
        Of(layers, singularValue, inputVariance).Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);

    /// <summary>Both eigenvalues of a balanced chain.</summary>
    /// <param name="depth">L ≥ 2.</param>
    /// <param name="singularValue">s of Σ^yx; finite, of any sign.</param>
    /// <param name="inputVariance">d = E[x²] ≥ 0, 1 for whitened inputs.</param>
    /// <param name="strength">u = a^L ≥ 0; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; the message names value and range.</exception>
    public static BalancedCurvature OfBalanced(int depth, double singularValue, double inputVariance, double strength)
    {
        Require.AtLeast(2, depth, "The depth L", nameof(depth));
        Require.Finite(singularValue, "The singular value s", nameof(singularValue));
        Require.NotNegative(inputVariance, "The input variance d", nameof(inputVariance));
        Require.NotNegative(strength, "The strength u", nameof(strength));
        double others = depth == 2 ? 1 : Math.Pow(strength, 1 - 2.0 / depth); // a^{L−2}
        double pull = inputVariance * strength;
        return new(
            Along: others * ((2 * depth - 1) * pull - (depth - 1) * singularValue),
            Across: others * (singularValue - pull)
        );
    }

    /// <summary>Π a_j without layers l and k.</summary>
    private static double Without(IReadOnlyList<double> layers, int l, int k)
    {
        double product = 1;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            product *= layer == l || layer == k ? 1 : layers[layer];
        }
        return product;
    }
}

/// <summary>The two eigenvalues of the Hessian of a balanced chain.</summary>
/// <param name="Along">Of the direction in which all layers stay equal; L d (s/d)^{2−2/L} at the optimum.</param>
/// <param name="Across">Of the L − 1 directions across; 0 at the optimum, along which its minima lie.</param>
public readonly record struct BalancedCurvature(double Along, double Across)
{
    /// <summary>The larger of the two.</summary>
    public double Sharpness => Math.Max(Along, Across);
}
