using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Modes;

/// <summary>Chooses a basis where the singular value decomposition leaves one free: among modes of equal strength.</summary>
/// <remarks>Every rotation R (k × k, orthogonal) is to be applied to input and output modes alike, so that U_gV_gᵀ stays.</remarks>
internal static class DegenerateBasis
{
    // Lengths closer than this are equal, and the first of them is taken: rounding must not choose.
    public const double Tie = 1e-8;

    /// <summary>R such that (V_gR)ᵀΣ^x(V_gR) is diagonal, descending, with that diagonal.</summary>
    public static (Matrix<double> Rotation, double[] Variances) Diagonalising(
        Matrix<double> inputModes,
        Matrix<double> sigmaX
    )
    {
        Matrix<double> block = inputModes.TransposeThisAndMultiply(sigmaX * inputModes);
        Evd<double> evd = ((block + block.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        int count = block.RowCount;
        Matrix<double> rotation = Matrix<double>.Build.Dense(
            count,
            count,
            (row, column) => evd.EigenVectors[row, count - 1 - column]
        );
        return (rotation, [.. evd.EigenValues.Select(value => value.Real).Reverse()]);
    }

    /// <summary>
    /// R that depends on nothing but the space spanned: each basis vector is the projection onto it of the coordinate axis
    /// that lies nearest to what is left of it (the first, among equals).
    /// </summary>
    public static Matrix<double> Canonical(Matrix<double> inputModes)
    {
        int count = inputModes.ColumnCount;
        Matrix<double> left = inputModes.Clone();
        Matrix<double> rotation = Matrix<double>.Build.Dense(count, count);
        for (int chosen = 0; chosen < count; chosen++)
        {
            Vector<double> axis = left.Row(FirstLongest(left.EnumerateRows().Select(row => row.L2Norm())));
            // Twice is enough: what rounding left of the directions already chosen.
            axis = axis.Normalize(2);
            axis -= rotation * rotation.TransposeThisAndMultiply(axis);
            axis = axis.Normalize(2);
            rotation.SetColumn(chosen, axis);
            left -= (left * axis).OuterProduct(axis);
        }
        return rotation;
    }

    /// <summary>Index of the largest of some lengths, the first among those equal to it.</summary>
    public static int FirstLongest(IEnumerable<double> lengths)
    {
        double[] all = [.. lengths];
        double longest = all.Max();
        return Array.FindIndex(all, length => length >= longest * (1 - Tie));
    }
}
