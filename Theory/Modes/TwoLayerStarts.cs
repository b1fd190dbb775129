using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Modes;

/// <summary>Where every mode of a two-layer network starts, read off given weights: P_α = |p_α|², p = W₁v + W₂ᵀu, and M_α.</summary>
/// <remarks>In a degenerate group p is that of the basis which diagonalises the Gram matrix of the group's p, P descending.</remarks>
public static class TwoLayerStarts
{
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

    /// <summary>How much modes of different groups share of the hidden layer: the largest |cos| between W₁v and W₂ᵀu of theirs.</summary>
    /// <remarks>0 if every mode moves alone. Vectors of length 0 share nothing.</remarks>
    /// <param name="modes">The modes of the task.</param>
    /// <param name="weights">W_1 (h × N_x) and W_2 (N_y × h); not kept.</param>
    /// <exception cref="ArgumentException">There are not two layers, a shape does not fit, or an entry is not finite.</exception>
    public static double SharedHidden(SingularModes modes, IReadOnlyList<Matrix<double>> weights)
    {
        StartingStrengths.RequireTwoLayers(modes, weights);
        Matrix<double>[] hidden =
        [
            (weights[0] * modes.InputModes).NormalizeColumns(2),
            weights[1].TransposeThisAndMultiply(modes.OutputModes).NormalizeColumns(2),
        ];
        double largest = 0;
        foreach (
            Matrix<double> cosines in hidden.SelectMany(
                left => hidden,
                (left, right) => left.TransposeThisAndMultiply(right)
            )
        )
        {
            foreach (ModeGroup group in modes.Groups)
            {
                cosines.ClearSubMatrix(group.First, group.Count, group.First, group.Count);
            }
            largest = Math.Max(largest, cosines.Enumerate().Where(double.IsFinite).Max(Math.Abs));
        }
        return largest;
    }

    private static TwoLayerStart[] Of(SingularModes modes, IReadOnlyList<Matrix<double>> weights, bool isSequential)
    {
        StartingStrengths.RequireTwoLayers(modes, weights);
        Matrix<double> first = weights[0] * modes.InputModes;
        Matrix<double> second = weights[1].TransposeThisAndMultiply(modes.OutputModes);
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
            for (int mode = 0; mode < group.Count; mode++)
            {
                double length = left.Column(mode).L2Norm();
                // Below this nothing is left but the rounding of what was taken away.
                bool isNothing = length <= 1e-14 * growing.Column(group.First + mode).L2Norm();
                starts[group.First + mode] = new TwoLayerStart(
                    isNothing ? 0 : length * length,
                    Math.Pow(falls.Column(mode).L2Norm(), 2)
                );
                if (isSequential && !isNothing)
                {
                    taken.Add(left.Column(mode) / length);
                }
            }
        }
        return starts;
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
