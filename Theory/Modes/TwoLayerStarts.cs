using Dynamics.Theory.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Modes;

/// <summary>Where every mode of a two-layer network starts, read off given weights: P_α = |p_α|², p = W₁v + W₂ᵀu, and M_α.</summary>
/// <remarks>In a degenerate group p is that of the basis which diagonalises the Gram matrix of the group's p, P descending.</remarks>
public static class TwoLayerStarts
{
    // Of a length, what rounding leaves of it where nothing should be left.
    private const double Nothing = 1e-14;

    /// <summary>P_α and M_α of every mode as if it were alone.</summary>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 (h × N_x) and W_2 (N_y × h); not kept.</param>
    /// <returns>One start per mode, in order.</returns>
    /// <exception cref="ArgumentException">There are not two layers, a shape does not fit, or an entry is not finite.</exception>
    public static TwoLayerStart[] Isolated(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        Of(modes, weights, isSequential: false);

    /// <summary>P_α without what stronger modes take first: the squared distance of p_α from span(p_1 … p_{α−1}).</summary>
    /// <remarks>
    /// Strong modes grow first and take their part of the hidden units with them. Asymptotic: exact as the start vanishes, for
    /// well-separated s. Where no hidden unit is left, P is 0 and the mode is not learned: a network of h units learns h modes.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 (h × N_x) and W_2 (N_y × h); not kept.</param>
    /// <returns>One start per mode, in order.</returns>
    /// <exception cref="ArgumentException">There are not two layers, a shape does not fit, or an entry is not finite.</exception>
    public static TwoLayerStart[] Sequential(SingularModes modes, IReadOnlyList<Matrix<double>> weights) =>
        Of(modes, weights, isSequential: true);

    /// <summary>How much the modes share of the hidden layer: the largest |cos| between W₁v or W₂ᵀu of one and those of anything else.</summary>
    /// <remarks>
    /// 0 if every mode moves alone. Those of a degenerate group are taken in the basis of <see cref="Isolated"/>: the p of a group are
    /// then orthogonal, but W₁v and W₂ᵀu need not be, and where they are not its modes are no solutions of their own. What the layers
    /// hold outside the modes is one more thing to share with. Vectors of nothing but rounding share nothing.
    /// </remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 (h × N_x) and W_2 (N_y × h); not kept.</param>
    /// <param name="rounding">Vectors shorter than this part of the longest are rounding; with 0 none is.</param>
    /// <exception cref="ArgumentException">There are not two layers, a shape does not fit, or an entry is not finite.</exception>
    public static double SharedHidden(
        SingularModes modes,
        IReadOnlyList<Matrix<double>> weights,
        double rounding = Nothing
    )
    {
        (Matrix<double> first, Matrix<double> second) = HiddenImages(modes, weights);
        Matrix<double>[] outside =
        [
            OutsideDirections(weights[0], first.TransposeAndMultiply(modes.InputModes)),
            OutsideDirections(weights[1].Transpose(), second.TransposeAndMultiply(modes.OutputModes)),
        ];
        foreach (ModeGroup group in modes.Groups.Where(group => group.IsDegenerate))
        {
            Matrix<double> basis = Diagonalising(Columns(first + second, group));
            first.SetSubMatrix(0, group.First, Columns(first, group) * basis);
            second.SetSubMatrix(0, group.First, Columns(second, group) * basis);
        }
        Matrix<double>[] hidden = [Directions(first, rounding), Directions(second, rounding)];
        double largest = 0;
        foreach (Matrix<double> images in hidden)
        {
            foreach (Matrix<double> others in hidden)
            {
                Matrix<double> cosines = images.TransposeThisAndMultiply(others);
                cosines.SetDiagonal(new double[modes.Count]);
                largest = Math.Max(largest, ScaledMatrix.LargestMagnitude(cosines));
            }
            largest = Math.Max(
                largest,
                outside.Max(beyond => images.TransposeThisAndMultiply(beyond).RowNorms(2).Maximum())
            );
        }
        return largest;
    }

    private static TwoLayerStart[] Of(SingularModes modes, IReadOnlyList<Matrix<double>> weights, bool isSequential)
    {
        (Matrix<double> first, Matrix<double> second) = HiddenImages(modes, weights);
        (Matrix<double> growing, Matrix<double> decaying) = (first + second, first - second);
        var starts = new TwoLayerStart[modes.Count];
        List<Vector<double>> taken = [];
        foreach (ModeGroup group in modes.Groups)
        {
            Matrix<double> left = Columns(growing, group);
            if (isSequential)
            {
                // Twice: once leaves what rounding has left of the part that is taken away.
                RemoveSpan(left, taken);
                RemoveSpan(left, taken);
            }
            Matrix<double> basis = Diagonalising(left);
            left *= basis;
            Matrix<double> falls = Columns(decaying, group) * basis;
            (Matrix<double> below, Matrix<double> above) = (
                Columns(first, group) * basis,
                Columns(second, group) * basis
            );
            for (int mode = 0; mode < group.Count; mode++)
            {
                double length = left.Column(mode).L2Norm();
                // Below this nothing is left but the rounding of what was taken away.
                bool isNothing = length <= Nothing * growing.Column(group.First + mode).L2Norm();
                starts[group.First + mode] = new TwoLayerStart(
                    isNothing ? 0 : length * length,
                    Math.Pow(falls.Column(mode).L2Norm(), 2)
                );
                if (!isSequential && !isNothing)
                {
                    double product = below.Column(mode).DotProduct(above.Column(mode));
                    starts[group.First + mode] = starts[group.First + mode] with { Strength = product };
                }
                if (isSequential && !isNothing)
                {
                    taken.Add(left.Column(mode) / length);
                }
            }
        }
        return starts;
    }

    /// <summary>W₁v and W₂ᵀu of every mode, h × r each.</summary>
    private static (Matrix<double> First, Matrix<double> Second) HiddenImages(
        SingularModes modes,
        IReadOnlyList<Matrix<double>> weights
    )
    {
        WeightShapes.RequireTwoLayers(modes, weights);
        return (weights[0] * modes.InputModes, weights[1].TransposeThisAndMultiply(modes.OutputModes));
    }

    /// <summary>Columns of length 1; of length 0 where there is nothing beside the others but rounding.</summary>
    private static Matrix<double> Directions(Matrix<double> columns, double rounding)
    {
        Vector<double> lengths = columns.ColumnNorms(2);
        double nothing = rounding * lengths.Maximum();
        return Matrix<double>.Build.Dense(
            columns.RowCount,
            columns.ColumnCount,
            (row, column) => lengths[column] <= nothing ? 0 : columns[row, column] / lengths[column]
        );
    }

    /// <summary>What a layer holds beside its part within the modes, of Frobenius norm 1; of 0 where it is rounding.</summary>
    private static Matrix<double> OutsideDirections(Matrix<double> layer, Matrix<double> within)
    {
        Matrix<double> outside = layer - within;
        double norm = ScaledMatrix.FrobeniusNorm(outside);
        return norm <= Nothing * ScaledMatrix.FrobeniusNorm(layer) ? outside * 0 : outside / norm;
    }

    private static Matrix<double> Columns(Matrix<double> matrix, ModeGroup group) =>
        matrix.SubMatrix(0, matrix.RowCount, group.First, group.Count);

    private static void RemoveSpan(Matrix<double> columns, List<Vector<double>> span)
    {
        for (int column = 0; column < columns.ColumnCount; column++)
        {
            Vector<double> left = columns.Column(column);
            foreach (Vector<double> direction in span)
            {
                left -= direction * direction.DotProduct(left);
            }
            columns.SetColumn(column, left);
        }
    }

    /// <summary>Rotation of the columns after which their Gram matrix is diagonal, descending.</summary>
    private static Matrix<double> Diagonalising(Matrix<double> columns)
    {
        int count = columns.ColumnCount;
        if (count == 1)
        {
            return Matrix<double>.Build.DenseIdentity(1);
        }
        Evd<double> evd = columns.TransposeThisAndMultiply(columns).Evd(Symmetricity.Symmetric);
        int[] descending = [.. Enumerable.Range(0, count).OrderByDescending(index => evd.EigenValues[index].Real)];
        return Matrix<double>.Build.DenseOfColumnVectors(descending.Select(index => evd.EigenVectors.Column(index)));
    }
}
