using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.Randomness;

/// <summary>Matrices with orthonormal columns, drawn uniformly (Haar measure).</summary>
internal static class OrthonormalColumns
{
    /// <summary>Draws Q with QᵀQ = 1.</summary>
    /// <remarks>
    /// Q of G = QR, G of standard normal numbers, with the signs that make the diagonal of R positive: without them Q would
    /// be neither uniform nor the same from every library. Source: Mezzadri, arXiv:math-ph/0609050.
    /// </remarks>
    /// <param name="stream">Gives G, column by column.</param>
    /// <param name="rows">Rows of Q.</param>
    /// <param name="columns">Columns of Q; not more than rows.</param>
    public static Matrix<double> Draw(RandomStream stream, int rows, int columns)
    {
        double[] gaussian = new double[rows * columns];
        stream.FillNormal(gaussian, deviation: 1);
        QR<double> factors = Matrix<double>.Build.Dense(rows, columns, gaussian).QR(QRMethod.Thin);
        double[] signs = [.. factors.R.Diagonal().Select(entry => entry < 0 ? -1.0 : 1)];
        return factors.Q * Matrix<double>.Build.DiagonalOfDiagonalArray(signs);
    }
}
