using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Comparison.Reports;

/// <summary>A matrix as CSV: one line per row, no header; what scenarios and NumPy's <c>loadtxt(delimiter=",")</c> read.</summary>
public static class MatrixCsv
{
    /// <summary>Writes a matrix; every number is the shortest text that reads back to the same double.</summary>
    public static void Write(Matrix<double> matrix, Stream stream)
    {
        using StreamWriter text = new(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        for (int row = 0; row < matrix.RowCount; row++)
        {
            text.Write(
                string.Join(',', matrix.Row(row).Select(value => value.ToString("R", CultureInfo.InvariantCulture)))
            );
            text.Write('\n');
        }
    }
}
