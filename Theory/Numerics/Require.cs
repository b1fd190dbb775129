using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Theory.Numerics;

/// <summary>What the constructors of this room demand of their arguments.</summary>
internal static class Require
{
    /// <summary>A finite number.</summary>
    public static double Finite(double value, string symbol, string parameter) =>
        double.IsFinite(value) ? value : throw Refused(value, $"{symbol} must be finite", parameter);

    /// <summary>A finite number above 0.</summary>
    public static double Positive(double value, string symbol, string parameter) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw Refused(value, $"{symbol} must be finite and positive", parameter);

    /// <summary>A finite number, 0 or above.</summary>
    public static double NotNegative(double value, string symbol, string parameter) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw Refused(value, $"{symbol} must be finite and not negative", parameter);

    /// <summary>0, or of a magnitude that no power which occurs here takes out of the range of a double.</summary>
    public static double Moderate(double value, string symbol, string parameter) =>
        value == 0 || Math.Abs(value) is >= 1e-150 and <= 1e150
            ? value
            : throw Refused(value, $"{symbol} must be 0 or of a magnitude from 1E-150 to 1E+150", parameter);

    /// <summary>A whole number from a least one on.</summary>
    public static int AtLeast(int least, int value, string symbol, string parameter) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter,
                value,
                $"{symbol} must be at least {least}, but is {value}."
            );

    /// <summary>A number from 0 to 1.</summary>
    public static double Probability(double value, string symbol, string parameter) =>
        value is >= 0 and <= 1 ? value : throw Refused(value, $"{symbol} must be from 0 to 1", parameter);

    /// <summary>A time 0 ≤ t &lt; ∞.</summary>
    public static void Time(double time)
    {
        if (!(time >= 0 && time <= double.MaxValue))
        {
            ThrowTime(time);
        }
    }

    /// <summary>s/d, where a mode's strength tends to; a mode of no input variance must have no strength.</summary>
    public static void LimitExists(double singularValue, double inputVariance)
    {
        if (singularValue == 0 || double.IsFinite(singularValue / inputVariance))
        {
            return;
        }
        string why =
            inputVariance == 0
                ? "where no input varies (d = 0), no output can covary with it: s must be 0"
                : "s/d, which the strength tends to, must be a finite number";
        throw new ArgumentException(
            $"The singular value s = {singularValue} does not fit the input variance d = {inputVariance}: {why}.",
            nameof(inputVariance)
        );
    }

    /// <summary>A matrix of finite entries.</summary>
    public static void Finite(Matrix<double> matrix, string symbol, string parameter)
    {
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            for (int row = 0; row < matrix.RowCount; row++)
            {
                if (!double.IsFinite(matrix[row, column]))
                {
                    throw new ArgumentException(
                        $"{symbol} must be finite, but its entry ({row + 1}, {column + 1}) is {matrix[row, column]}.",
                        parameter
                    );
                }
            }
        }
    }

    /// <summary>Finite Σ^yx and finite symmetric Σ^x with as many inputs.</summary>
    public static void Moments(Matrix<double> sigmaYX, Matrix<double> sigmaX)
    {
        if (sigmaX.RowCount != sigmaX.ColumnCount || sigmaYX.ColumnCount != sigmaX.RowCount)
        {
            throw new ArgumentException(
                "Σ^x must be square with one row per column of Σ^yx, but "
                    + $"Σ^x is {sigmaX.RowCount}×{sigmaX.ColumnCount} and Σ^yx is {sigmaYX.RowCount}×{sigmaYX.ColumnCount}.",
                nameof(sigmaX)
            );
        }
        Finite(sigmaYX, "Σ^yx", nameof(sigmaYX));
        Finite(sigmaX, "Σ^x", nameof(sigmaX));
        Symmetric(sigmaX, "Σ^x", nameof(sigmaX));
    }

    /// <summary>A square matrix that is its own transpose, up to rounding.</summary>
    public static void Symmetric(Matrix<double> matrix, string symbol, string parameter)
    {
        const double Rounding = 1e-12;
        double largest = ScaledMatrix.LargestMagnitude(matrix);
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            for (int row = 0; row < column; row++)
            {
                if (!(Math.Abs(matrix[row, column] - matrix[column, row]) <= Rounding * largest))
                {
                    throw new ArgumentException(
                        $"{symbol} must be symmetric, but its entries ({row + 1}, {column + 1}) and ({column + 1}, {row + 1}) "
                            + $"are {matrix[row, column]} and {matrix[column, row]}.",
                        parameter
                    );
                }
            }
        }
    }

    private static ArgumentOutOfRangeException Refused(double value, string demand, string parameter) =>
        new(parameter, value, $"{demand}, but is {value}.");

    // Apart, so that the check itself is small enough to be inlined where strengths are evaluated by the million.
    [DoesNotReturn]
    private static void ThrowTime(double time) =>
        throw Refused(time, "The time t must be finite and not negative", nameof(time));
}
