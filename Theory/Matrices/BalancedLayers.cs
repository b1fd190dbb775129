using Dynamics.Theory.Modes;
using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Matrices;

/// <summary>Balanced layers, W_{l+1}ᵀW_{l+1} = W_lW_lᵀ, with as few hidden units as their product has rank.</summary>
/// <remarks>
/// Balanced layers are W_l = Q_l S^{1/L} Q_{l−1}ᵀ, W = U S Vᵀ, Q_0 = V, Q_L = U, with k columns each, k the rank of W. The flow keeps the spaces of the
/// hidden Q_l: it moves the k × k matrices Q_lᵀW_lQ_{l−1} as layers of their own, so that the rank of W is conserved. In layers a
/// strength has the L-th part of the digits it has in W: weak modes beside strong ones stay apart from rounding for longer.
/// </remarks>
public static class BalancedLayers
{
    // Of the strongest direction of a layer: what is less is rounding of it.
    private const double Nothing = 1e-13;

    /// <summary>Balanced layers in the k directions they use: the same product, L − 1 hidden layers of k units.</summary>
    /// <param name="weights">W_1 … W_L, input side first. One layer has no hidden units, and stays what it is.</param>
    /// <returns>Null where a layer is too narrow for the directions of the first: no balanced layers.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double>[]? Reduced(IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireChain(weights);
        if (weights.Count == 1)
        {
            return [weights[0].Clone()];
        }
        if (ScaledMatrix.LargestMagnitude(weights[0]) == 0)
        {
            return Zero(weights);
        }
        (Matrix<double> left, double[] strengths, _) = ThinSvd.Of(ScaledMatrix.Of(weights[0]).Values);
        int rank = RankOf(strengths);
        if (weights.Min(weight => weight.RowCount) < rank)
        {
            return null;
        }
        Matrix<double> hidden = left.SubMatrix(0, left.RowCount, 0, rank); // Q_l
        Matrix<double>[] layers = new Matrix<double>[weights.Count];
        layers[0] = hidden.TransposeThisAndMultiply(weights[0]);
        for (int layer = 1; layer < weights.Count - 1; layer++)
        {
            Matrix<double> image = weights[layer] * hidden;
            hidden = Orthonormal(image);
            layers[layer] = hidden.TransposeThisAndMultiply(image);
        }
        layers[^1] = weights[^1] * hidden;
        return layers;
    }

    /// <summary>Balanced layers whose product is that of any weights.</summary>
    /// <param name="weights">W_1 … W_L, input side first.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double>[] OfProduct(IReadOnlyList<Matrix<double>> weights)
    {
        WeightShapes.RequireChain(weights);
        if (weights.Count == 1)
        {
            return [weights[0].Clone()];
        }
        // The product of layers of order 1, and the size of each: a product of many small ones underflows.
        ScaledMatrix[] scaled = [.. weights.Select(ScaledMatrix.Of)];
        double size = Math.Pow(2, scaled.Average(weight => (double)weight.Exponent));
        Matrix<double> product = scaled.Select(weight => weight.Values).Aggregate((below, above) => above * below);
        if (ScaledMatrix.LargestMagnitude(product) == 0)
        {
            return Zero(weights);
        }
        (Matrix<double> left, double[] strengths, Matrix<double> right) = ThinSvd.Of(product);
        int rank = RankOf(strengths);
        Matrix<double> share = Matrix<double>.Build.DenseOfDiagonalArray([
            .. strengths.Take(rank).Select(strength => size * Math.Pow(strength, 1.0 / weights.Count)),
        ]);
        return
        [
            .. Enumerable
                .Range(1, weights.Count)
                .Select(layer =>
                    layer == 1 ? share * right.SubMatrix(0, right.RowCount, 0, rank).Transpose()
                    : layer == weights.Count ? left.SubMatrix(0, left.RowCount, 0, rank) * share
                    : share
                ),
        ];
    }

    /// <summary>How far layers are from balanced beside each direction's own strength: max |(W_{l+1}ᵀW_{l+1} − W_lW_lᵀ)_ij| / (d_i d_j), d_i² = (W_lW_lᵀ)_ii.</summary>
    /// <remarks>It bounds the relative error that a theory of balanced weights makes of the weakest direction too.</remarks>
    /// <param name="layers">Layers in the directions they use, <see cref="Reduced"/>.</param>
    public static double Inequality(IReadOnlyList<Matrix<double>> layers)
    {
        double largest = 0;
        for (int layer = 0; layer + 1 < layers.Count; layer++)
        {
            Matrix<double> below = layers[layer].TransposeAndMultiply(layers[layer]);
            Matrix<double> defect = layers[layer + 1].TransposeThisAndMultiply(layers[layer + 1]) - below;
            for (int i = 0; i < defect.RowCount; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double own = Math.Sqrt(below[i, i]) * Math.Sqrt(below[j, j]);
                    double difference = Math.Abs(defect[i, j]);
                    largest = Math.Max(largest, difference == 0 ? 0 : difference / own);
                }
            }
        }
        return largest;
    }

    private static int RankOf(double[] descending) => descending.Count(strength => strength > Nothing * descending[0]);

    // Layers of one unit that never moves: a layer has at least one.
    private static Matrix<double>[] Zero(IReadOnlyList<Matrix<double>> weights) =>
        [
            .. weights.Select(
                (weight, layer) =>
                    Matrix<double>.Build.Dense(
                        layer == weights.Count - 1 ? weight.RowCount : 1,
                        layer == 0 ? weight.ColumnCount : 1
                    )
            ),
        ];

    // Columns of decreasing length, so that what is rounding of a long one stays small beside it.
    private static Matrix<double> Orthonormal(Matrix<double> tall) => ScaledMatrix.Of(tall).Values.QR(QRMethod.Thin).Q;
}
