using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Discrete;

/// <summary>The rate above which full-batch gradient descent leaves a solution: 2 over the largest curvature.</summary>
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

    /// <summary>η_c of a whole task at its balanced solution, where every layer carries a_α = (s_α/d_α)^{1/L} of mode α.</summary>
    /// <remarks>
    /// The layers' changes meet in the entry u_jᵀWv_i of the map with curvature d_i Σ_l a_j^{2(L−l)} a_i^{2(l−1)}, which is largest
    /// for the strongest output mode j; inputs outside the modes have a_i = 0. For white inputs this is
    /// <see cref="OfBalanced"/> of the strongest mode, the smallest over modes; for others it can be less than that of any mode.
    /// </remarks>
    /// <param name="depth">L ≥ 1.</param>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="sigmaX">Σ^x, N_x × N_x, that the modes were made with.</param>
    /// <returns>The rate, or none if L ≥ 2 and Σ^x does not share the input modes or Σ^yx has none; for L = 1 it is 2 over the largest eigenvalue of Σ^x.</returns>
    /// <exception cref="ArgumentException">L &lt; 1, or Σ^x has not N_x rows and columns.</exception>
    public static ClosedForm<double> OfTask(int depth, SingularModes modes, Matrix<double> sigmaX)
    {
        Require.AtLeast(1, depth, "The depth L", nameof(depth));
        RequireSquare(sigmaX, modes.InputModes.RowCount, nameof(sigmaX));
        if (depth == 1)
        {
            return new ClosedForm<double>.Found(2 / LargestEigenvalue(sigmaX));
        }
        if (modes.Count == 0)
        {
            return new ClosedForm<double>.None(
                "Σ^yx is zero: at the solution W = 0 of two or more layers the loss has no curvature that a rate could exceed."
            );
        }
        return ModeSolutions.PerMode(
            modes,
            modes.SingularValues,
            (s, d, _) => (Variance: d, Layer: Math.Pow(s / d, 1.0 / depth))
        ) switch
        {
            ClosedForm<IReadOnlyList<(double Variance, double Layer)>>.Found found => new ClosedForm<double>.Found(
                2 / LargestCurvature(depth, [.. found.Solution, (VarianceOutside(modes, sigmaX), 0)])
            ),
            ClosedForm<IReadOnlyList<(double Variance, double Layer)>>.None none => new ClosedForm<double>.None(
                none.Because
            ),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    /// <summary>η_c = 2/λ₁ at balanced layers whose product is W, for any Σ^x.</summary>
    /// <remarks>
    /// With W = U diag(σ) Vᵀ the loss is curved by ΔWΣ^xΔWᵀ, where every layer's change enters ΔW between (WWᵀ)^{(L−l)/L} and (WᵀW)^{(l−1)/L}. The largest
    /// curvature lies along the strongest output, where it is the largest eigenvalue of √K Σ^x √K, K = Σ_l σ₁^{2(L−l)/L} (WᵀW)^{(l−1)/L}.
    /// Where Σ^x shares the directions of W this is <see cref="OfTask"/> at its solution. The curvature that errors left at W add is not in it.
    /// </remarks>
    /// <param name="depth">L ≥ 1.</param>
    /// <param name="map">W, N_y × N_x, not 0 where L ≥ 2.</param>
    /// <param name="sigmaX">Σ^x, N_x × N_x, not 0.</param>
    /// <exception cref="ArgumentException">L &lt; 1, or Σ^x has not N_x rows and columns.</exception>
    public static double OfBalancedMap(int depth, Matrix<double> map, Matrix<double> sigmaX)
    {
        Require.AtLeast(1, depth, "The depth L", nameof(depth));
        RequireSquare(sigmaX, map.ColumnCount, nameof(sigmaX));
        if (depth == 1)
        {
            return 2 / LargestEigenvalue(sigmaX);
        }
        Svd<double> svd = map.Svd(computeVectors: true);
        double[] layers =
        [
            .. Enumerable
                .Range(0, map.ColumnCount)
                .Select(input => input < svd.S.Count ? Math.Pow(svd.S[input], 2.0 / depth) : 0),
        ];
        Matrix<double> roots = Matrix<double>.Build.DenseOfDiagonalArray([
            .. layers.Select(layer => Math.Sqrt(Gain(depth, layers[0], layer))),
        ]);
        return 2 / LargestEigenvalue(roots * svd.VT * sigmaX * svd.VT.Transpose() * roots);
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

    private static void RequireSquare(Matrix<double> sigmaX, int inputs, string name)
    {
        if (sigmaX.RowCount != inputs || sigmaX.ColumnCount != inputs)
        {
            throw new ArgumentException(
                $"Σ^x must be {inputs}×{inputs}, for {inputs} inputs, but is {sigmaX.RowCount}×{sigmaX.ColumnCount}.",
                name
            );
        }
    }

    private static double LargestCurvature(int depth, IReadOnlyList<(double Variance, double Layer)> inputs)
    {
        double strongest = inputs.Max(input => input.Layer);
        return inputs.Max(input => input.Variance * Gain(depth, strongest * strongest, input.Layer * input.Layer));
    }

    /// <summary>Σ_l a_j^{2(L−l)} a_i^{2(l−1)} from the squares of the layers' strengths.</summary>
    private static double Gain(int depth, double output, double input) =>
        Enumerable
            .Range(1, depth)
            .Sum(layer => IntegerPower.Of(output, depth - layer) * IntegerPower.Of(input, layer - 1));

    // The largest variance of inputs along which no mode reads; 0 where it cannot matter, as for white inputs.
    private static double VarianceOutside(SingularModes modes, Matrix<double> sigmaX)
    {
        Matrix<double> v = modes.InputModes;
        if (v.ColumnCount == v.RowCount || sigmaX.InfinityNorm() <= modes.InputVariances.Min() * (1 + 1e-9))
        {
            return 0;
        }
        Matrix<double> inside = v * Matrix<double>.Build.DenseOfDiagonalArray([.. modes.InputVariances]);
        return LargestEigenvalue(sigmaX - inside.TransposeAndMultiply(v));
    }

    private static double LargestEigenvalue(Matrix<double> symmetric)
    {
        double scale = ScaledMatrix.LargestMagnitude(symmetric);
        if (
            scale == 0
            || symmetric.EnumerateIndexed(Zeros.AllowSkip).All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0)
        )
        {
            return symmetric.Diagonal().Maximum();
        }
        // Scaled around the factorisation, which fails for moments far from 1.
        return scale * (symmetric / scale).Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
    }
}
