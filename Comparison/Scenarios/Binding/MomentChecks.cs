using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>Whether Σ^x and Σ^yx can be the moments of any data at all.</summary>
internal static class MomentChecks
{
    // What remains of a product XXᵀ computed in double precision, with room for files of 12 digits.
    private const double Asymmetry = 1e-10;

    // Eigenvalues carry an error of about n machine epsilons of the largest.
    private const double EigenvalueError = 1e-13;

    // Data may reach √λ along a direction of variance λ, and a variance below about 1e-13 cannot be told from 0.
    private const double OutOfRange = 1e-6;

    /// <summary>Σ^x with the rounding of its two halves averaged away.</summary>
    /// <exception cref="ScenarioException">It is not square or not symmetric.</exception>
    public static Matrix<double> Symmetric(
        Matrix<double> sigmaX,
        SourceValue given,
        string symbol = "Σ^x",
        string advice = "Give Σ^x = E[x xᵀ], one row and column per input."
    )
    {
        if (sigmaX.RowCount != sigmaX.ColumnCount)
        {
            throw given.Error($"must be square, but {symbol} is {sigmaX.RowCount}×{sigmaX.ColumnCount}. {advice}");
        }
        Matrix<double> symmetric = sigmaX.Clone();
        double allowed = Asymmetry * Largest(sigmaX);
        for (int column = 0; column < sigmaX.ColumnCount; column++)
        {
            for (int row = column + 1; row < sigmaX.RowCount; row++)
            {
                (double below, double above) = (sigmaX[row, column], sigmaX[column, row]);
                if (below == above)
                {
                    continue;
                }
                if (!(Math.Abs(below - above) <= allowed))
                {
                    throw given.Error(
                        $"must be symmetric, but {symbol} has {Display.Number(above)} in ({column + 1}, {row + 1}) and "
                            + $"{Display.Number(below)} in ({row + 1}, {column + 1}). Make the two equal."
                    );
                }
                symmetric[row, column] = symmetric[column, row] = below / 2 + above / 2;
            }
        }
        return symmetric;
    }

    /// <summary>Refuses moments of no usable scale, a Σ^x with a negative eigenvalue, and a Σ^yx that reaches where Σ^x is 0.</summary>
    public static void RequireMoments(
        Matrix<double> sigmaX,
        SourceValue givenX,
        Matrix<double> sigmaYX,
        SourceValue givenYX
    )
    {
        double scale = RequireScale(sigmaX, "Σ^x", givenX);
        RequireScale(sigmaYX, "Σ^yx", givenYX);
        Matrix<double> scaled = sigmaX / scale;
        double allowed = EigenvalueError * sigmaX.RowCount;
        if (IsClearlyPositive(scaled, allowed))
        {
            return;
        }
        Evd<double> spectrum = scaled.Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. spectrum.EigenValues.Select(value => value.Real)];
        double smallest = eigenvalues.Min();
        allowed *= eigenvalues.Max(Math.Abs);
        if (smallest < -allowed)
        {
            throw givenX.Error(
                "must be positive semidefinite, as E[x xᵀ] of any data is, but the smallest eigenvalue of Σ^x is "
                    + $"{Display.Number(smallest * scale)}. Check its entries."
            );
        }
        for (int index = 0; index < eigenvalues.Length; index++)
        {
            if (eigenvalues[index] <= allowed)
            {
                RequireNothingAlong(spectrum.EigenVectors.Column(index), sigmaYX, givenYX);
            }
        }
    }

    /// <summary>The largest entry, from 1e-150 to 1e150: beyond these the squares of entries leave double precision.</summary>
    public static double RequireScale(Matrix<double> matrix, string symbol, SourceValue given)
    {
        double largest = Largest(matrix);
        return largest == 0
                ? throw given.Error(
                    $"must have an entry other than 0, but {symbol} is zero. There is nothing to learn."
                )
            : largest is < 1e-150 or > 1e150
                ? throw given.Error(
                    $"must have a largest entry from 1e-150 to 1e150, but that of {symbol} is {Display.Number(largest)}. Change its unit."
                )
            : largest;
    }

    private static void RequireNothingAlong(Vector<double> direction, Matrix<double> sigmaYX, SourceValue givenYX)
    {
        double scale = Largest(sigmaYX);
        double along = (sigmaYX / scale * direction).L2Norm();
        if (along > OutOfRange)
        {
            int input = direction.AbsoluteMaximumIndex() + 1;
            throw givenYX.Error(
                "must be zero along every direction in which the inputs do not vary, but Σ^x is singular along one (mostly "
                    + $"input {input}) where Σ^yx has length {Display.Number(along * scale)}. Compute both from the same data."
            );
        }
    }

    // Cholesky costs a tenth of a spectrum and is certain when its smallest pivot stands clear of rounding.
    private static bool IsClearlyPositive(Matrix<double> scaled, double allowed)
    {
        if (scaled.Storage.IsDense && IsDiagonal(scaled))
        {
            return scaled.Diagonal().Minimum() > allowed;
        }
        try
        {
            double pivot = scaled.Cholesky().Factor.Diagonal().AbsoluteMinimum();
            return pivot * pivot > allowed;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsDiagonal(Matrix<double> matrix) =>
        matrix.EnumerateIndexed(Zeros.AllowSkip).All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0);

    private static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);
}
