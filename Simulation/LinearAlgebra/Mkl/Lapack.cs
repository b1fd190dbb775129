using MathNet.Numerics;

namespace Dynamics.Simulation.LinearAlgebra.Mkl;

/// <summary>What every call of LAPACK has in common: sizes checked before, the returned code checked after.</summary>
internal static class Lapack
{
    internal const byte No = (byte)'N';
    internal const byte All = (byte)'A';
    internal const byte Vectors = (byte)'V';
    internal const byte Lower = (byte)'L';

    internal const int ColumnMajor = 102;
    internal const int NotTransposed = 111;
    internal const int Transposed = 112;
    internal const int Left = 141;
    internal const int Upper = 121;
    internal const int NonUnitDiagonal = 131;

    /// <summary>Ask for the size of the best workspace in place of the result.</summary>
    internal const int Query = -1;

    /// <summary>Native code does not check bounds, so every array is checked here.</summary>
    internal static void Require(Array array, int rows, int columns, string parameter)
    {
        if (array.Length < (long)rows * columns)
        {
            throw new ArgumentException(
                $"The array must hold {rows}×{columns} numbers, but holds {array.Length}.",
                parameter
            );
        }
    }

    /// <summary>Iterations of LAPACK can run for ever on NaN and infinity.</summary>
    internal static void RequireFinite(ReadOnlySpan<double> matrix, int rows, string parameter)
    {
        int bad = matrix.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The matrix must be finite, but its entry ({bad % rows + 1}, {bad / rows + 1}) is {matrix[bad]}.",
                parameter
            );
        }
    }

    /// <summary>A negative code names a wrong argument: an error of ours, and never a result.</summary>
    internal static void Accepted(int info, string routine)
    {
        if (info < 0)
        {
            throw new InvalidOperationException($"LAPACK's {routine} refused its argument {-info}.");
        }
    }

    /// <summary>As <see cref="Accepted"/>; a positive code is an iteration that did not converge.</summary>
    internal static void Converged(int info, string routine)
    {
        Accepted(info, routine);
        if (info > 0)
        {
            throw new NonConvergenceException($"LAPACK's {routine} did not converge ({info}).");
        }
    }
}
