using System.Numerics.Tensors;
using Dynamics.Simulation.LinearAlgebra.Kernels;
using Dynamics.Simulation.LinearAlgebra.Mkl;

namespace Dynamics.Simulation.LinearAlgebra;

/// <summary>Singular values, without vectors, of many matrices of one size; owns its workspace and allocates nothing more.</summary>
/// <remarks>Not for two threads at once: give each its own.</remarks>
public sealed class SingularValueSolver
{
    // The smaller dimension from which LAPACK's dgesdd on MKL is as fast. Measured on AMD Zen 3, microseconds for n × n:
    //   n           4     8    12    16    32    64   100
    //   Jacobi   0.69   2.9   8.3    19   127   960  3300
    //   MKL      1.72   4.3   8.1    13    45   197   530
    //   MathNet   2.4   9.9          39   162   816  2370
    // Without MKL it is Jacobi for every size: MathNet's is at most twice as fast, allocates, and fails at extreme scales.
    private const int Crossover = 12;

    // Entries are scaled to about 2^240, so that neither their fourth powers overflow nor those of entries 1e140 times
    // smaller underflow.
    private const int Exponent = 240;

    private readonly int rows;
    private readonly int columns;
    private readonly OneSidedJacobi? jacobi;
    private readonly LapackSingularValues? lapack;

    /// <param name="rows">Rows of every matrix; positive.</param>
    /// <param name="columns">Columns of every matrix; positive.</param>
    /// <param name="algebra">Who does it; null for <see cref="LinearAlgebraSelection.Current"/>.</param>
    public SingularValueSolver(int rows, int columns, LinearAlgebraInfo? algebra = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        this.rows = rows;
        this.columns = columns;
        if (Count >= Crossover && (algebra ?? LinearAlgebraSelection.Current).IsMkl)
        {
            lapack = new LapackSingularValues(rows, columns);
        }
        else
        {
            jacobi = new OneSidedJacobi(Math.Max(rows, columns), Count);
        }
    }

    /// <summary>Number of singular values, the smaller dimension.</summary>
    public int Count => Math.Min(rows, columns);

    /// <summary>Writes the singular values, descending.</summary>
    /// <param name="matrix">Rows × columns, column-major. With an entry that is not finite, all values are NaN.</param>
    /// <param name="values">Filled; of length <see cref="Count"/> at least.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Solve(ReadOnlySpan<double> matrix, Span<double> values)
    {
        matrix = matrix[..checked(rows * columns)];
        values = values[..Count];
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(matrix));
        if (!double.IsFinite(largest))
        {
            values.Fill(double.NaN);
        }
        else if (largest == 0)
        {
            values.Clear();
        }
        else if (lapack is not null)
        {
            lapack.Solve(matrix, values);
        }
        else
        {
            SolveByRotations(matrix, Exponent - Math.ILogB(largest), values);
        }
    }

    private void SolveByRotations(ReadOnlySpan<double> matrix, int shift, Span<double> values)
    {
        // In two factors, since 2^shift alone can be more than a double holds.
        double half = Math.ScaleB(1, shift / 2);
        double rest = Math.ScaleB(1, shift - shift / 2);
        bool isWide = rows < columns;
        for (int index = 0; index < Count; index++)
        {
            Span<double> column = jacobi!.Column(index);
            int length = Math.Max(rows, columns);
            for (int entry = 0; entry < length; entry++)
            {
                column[entry] = matrix[isWide ? entry * rows + index : index * rows + entry] * half * rest;
            }
            column[length..].Clear();
        }
        jacobi!.Solve(values);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = values[index] / half / rest;
        }
        values.Sort();
        values.Reverse();
    }
}
