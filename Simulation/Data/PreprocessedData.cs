using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Simulation.Data;

/// <summary>Data sets with their inputs centred, standardised or whitened.</summary>
/// <remarks>
/// Targets stay as they are. Centred inputs sum to 0, so a mean of the targets leaves Σ^yx as it is: nothing that is learned
/// from the moments depends on it, and a network without biases cannot give it.
/// </remarks>
public static class PreprocessedData
{
    // A deviation below this part of the largest input is rounding of an input that is constant.
    private const double ConstantRounding = 1e-12;

    // Eigenvalues of a covariance carry an error of about so many machine epsilons of the largest, per input.
    private const double EigenvalueRounding = 1e-13;

    /// <summary>The same items with other inputs; the same object for <see cref="Preprocessing.None"/>.</summary>
    /// <param name="data">X, N_x × N, and Y, N_y × N.</param>
    /// <param name="kind">What is done to X.</param>
    /// <exception cref="ArgumentException">
    /// An input to be standardised or whitened is the same in all items, or the inputs to be whitened depend on each other.
    /// </exception>
    public static DataSet Preprocessed(this DataSet data, Preprocessing kind)
    {
        if (kind == Preprocessing.None)
        {
            return data;
        }
        Matrix<double> inputs = Matrix<double>.Build.Dense(data.InputWidth, data.Count, data.Inputs.ToArray());
        double[] deviations = Centre(inputs);
        if (kind != Preprocessing.Centred)
        {
            RequireVariation(data, deviations);
            inputs = kind == Preprocessing.Standardised ? Standardised(inputs, deviations) : Whitened(inputs, kind);
        }
        return new DataSet(
            inputs,
            targets: Matrix<double>.Build.Dense(data.TargetWidth, data.Count, data.Targets.ToArray())
        );
    }

    /// <summary>Takes the mean off every row.</summary>
    /// <returns>σ of every row.</returns>
    private static double[] Centre(Matrix<double> inputs)
    {
        double[] deviations = new double[inputs.RowCount];
        for (int input = 0; input < deviations.Length; input++)
        {
            Vector<double> row = inputs.Row(input);
            row -= row.Sum() / row.Count;
            // Once more: what is left of the mean is rounding of the first.
            row -= row.Sum() / row.Count;
            inputs.SetRow(input, row);
            deviations[input] = row.L2Norm() / Math.Sqrt(row.Count);
        }
        return deviations;
    }

    private static void RequireVariation(DataSet data, double[] deviations)
    {
        for (int input = 0; input < deviations.Length; input++)
        {
            double largest = 0;
            for (int item = 0; item < data.Count; item++)
            {
                largest = Math.Max(largest, Math.Abs(data.Inputs.Span[item * data.InputWidth + input]));
            }
            if (deviations[input] <= ConstantRounding * largest)
            {
                throw new ArgumentException(
                    $"Input {input + 1} must vary from item to item to be given the variance 1, but is "
                        + $"{data.Inputs.Span[input]:g9} in all {data.Count}. Leave its column out, or only centre the inputs.",
                    nameof(data)
                );
            }
        }
    }

    private static Matrix<double> Standardised(Matrix<double> centred, double[] deviations)
    {
        Matrix<double> scale = Matrix<double>.Build.DenseOfDiagonalArray([.. deviations.Select(sigma => 1 / sigma)]);
        return scale * centred;
    }

    private static Matrix<double> Whitened(Matrix<double> centred, Preprocessing kind)
    {
        Matrix<double> covariance = centred.TransposeAndMultiply(centred) / centred.ColumnCount;
        Evd<double> spectrum = covariance.Evd(Symmetricity.Symmetric);
        double[] ascending = [.. spectrum.EigenValues.Select(value => value.Real)];
        int count = ascending.Length;
        if (!(ascending[0] > EigenvalueRounding * count * ascending[^1]))
        {
            throw new ArgumentException(
                "Inputs to be whitened must vary along every direction, but the smallest eigenvalue of their covariance is "
                    + $"{Math.Max(0, ascending[0]):g3} beside {ascending[^1]:g6}: some of the {count} inputs follow from others, as they "
                    + $"must with fewer than {count + 1} items ({centred.ColumnCount} here). Leave columns out, give more items, or "
                    + "only standardise.",
                nameof(centred)
            );
        }
        Matrix<double> principal = Matrix<double>.Build.Dense(
            count,
            count,
            (row, column) => spectrum.EigenVectors[column, count - 1 - row] / Math.Sqrt(ascending[count - 1 - row])
        );
        FixSigns(principal);
        return kind == Preprocessing.PcaWhitened
            ? principal * centred
            : spectrum.EigenVectors
                * Matrix<double>.Build.DenseOfDiagonalArray([.. ascending.Select(value => 1 / Math.Sqrt(value))])
                * spectrum.EigenVectors.Transpose()
                * centred;
    }

    /// <summary>An eigenvector's sign is nobody's choice: its entry of largest magnitude is made positive.</summary>
    private static void FixSigns(Matrix<double> rows)
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            Vector<double> direction = rows.Row(row);
            double largest = direction.AbsoluteMaximum();
            // The first of those that are equal but for rounding: else machines would disagree about ties.
            double leading = direction.First(entry => Math.Abs(entry) >= (1 - 1e-8) * largest);
            if (leading < 0)
            {
                rows.SetRow(row, -direction);
            }
        }
    }
}
