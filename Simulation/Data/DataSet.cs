using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Simulation.Data;

/// <summary>Items to learn: an input and a target each.</summary>
/// <remarks>Stored item by item (column-major N_x × N and N_y × N), so that one item is one contiguous piece of memory.</remarks>
public sealed class DataSet
{
    /// <param name="inputs">X, N_x × N: one column per item. Copied.</param>
    /// <param name="targets">Y, N_y × N: one column per item. Copied.</param>
    /// <exception cref="ArgumentException">The numbers of items differ, or an entry is not finite.</exception>
    public DataSet(Matrix<double> inputs, Matrix<double> targets)
    {
        if (inputs.ColumnCount != targets.ColumnCount)
        {
            throw new ArgumentException(
                $"Inputs and targets must be of the same items, but there are {inputs.ColumnCount} inputs and "
                    + $"{targets.ColumnCount} targets.",
                nameof(targets)
            );
        }
        Inputs = FiniteColumnMajor(inputs, "The input", nameof(inputs));
        Targets = FiniteColumnMajor(targets, "The target", nameof(targets));
        (InputWidth, TargetWidth, Count) = (inputs.RowCount, targets.RowCount, inputs.ColumnCount);
        IsOneHot = InputWidth == Count && SecondMoments.IsIdentity(Inputs.Span, Count);
    }

    /// <summary>N, the number of items.</summary>
    public int Count { get; }

    /// <summary>N_x.</summary>
    public int InputWidth { get; }

    /// <summary>N_y.</summary>
    public int TargetWidth { get; }

    /// <summary>X, N_x × N, column-major.</summary>
    public ReadOnlyMemory<double> Inputs { get; }

    /// <summary>Y, N_y × N, column-major.</summary>
    public ReadOnlyMemory<double> Targets { get; }

    /// <summary>Whether X = 1 exactly: item i is the i-th unit vector, and W·x is a column of W.</summary>
    public bool IsOneHot { get; }

    private static double[] FiniteColumnMajor(Matrix<double> matrix, string what, string parameter)
    {
        double[] values = matrix.ToColumnMajorArray();
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? values
            : throw new ArgumentException(
                $"{what} of item {bad / matrix.RowCount} must be finite, but its entry {bad % matrix.RowCount + 1} is {values[bad]}.",
                parameter
            );
    }
}
