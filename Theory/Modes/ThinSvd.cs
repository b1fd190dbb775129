using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Theory.Modes;

/// <summary>M = U diag(s) Vᵀ without the singular values that are only rounding: U is m × r, V is n × r.</summary>
internal readonly record struct ThinSvd(Matrix<double> U, double[] S, Matrix<double> V)
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <param name="matrix">Scaled, not zero.</param>
    public static ThinSvd Of(Matrix<double> matrix)
    {
        if (matrix.RowCount < matrix.ColumnCount)
        {
            ThinSvd mirrored = Of(matrix.Transpose());
            return new(U: mirrored.V, mirrored.S, V: mirrored.U);
        }
        // MathNet's Svd makes the full m × m U: of R it is only n × n.
        QR<double>? reduced = matrix.RowCount > matrix.ColumnCount ? matrix.QR(QRMethod.Thin) : null;
        Svd<double> svd = (reduced?.R ?? matrix).Svd(computeVectors: true);
        int rank = svd.S.Count(value => value > Rounding(matrix) * svd.S[0]);
        Matrix<double> left = svd.U.SubMatrix(0, svd.U.RowCount, 0, rank);
        return new(
            U: reduced is null ? left : reduced.Q * left,
            S: svd.S.SubVector(0, rank).ToArray(),
            V: svd.VT.SubMatrix(0, rank, 0, svd.VT.ColumnCount).Transpose()
        );
    }

    /// <summary>max(m, n) ε: what a singular value, relative to the largest, is known to.</summary>
    public static double Rounding(Matrix<double> matrix) =>
        Math.Max(matrix.RowCount, matrix.ColumnCount) * MachineEpsilon;
}
