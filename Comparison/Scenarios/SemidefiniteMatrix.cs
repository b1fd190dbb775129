using Dynamics.Comparison.Scenarios.Source;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Comparison.Scenarios;

/// <summary>What a matrix without negative eigenvalues is called where it is refused.</summary>
/// <param name="Symbol">Σ^x or A.</param>
/// <param name="SquareAdvice">What to give instead of a matrix that is not square.</param>
/// <param name="Demand">Why no eigenvalue may be negative, up to "but the smallest eigenvalue of".</param>
/// <param name="NegativeAdvice">What to do about a negative eigenvalue.</param>
internal sealed record SemidefiniteKind(string Symbol, string SquareAdvice, string Demand, string NegativeAdvice)
{
    /// <summary>Σ^x.</summary>
    public static SemidefiniteKind Covariance { get; } =
        new(
            "Σ^x",
            "Give Σ^x = E[x xᵀ], one row and column per input.",
            "must be positive semidefinite, as E[x xᵀ] of any data is,",
            "Check its entries."
        );

    /// <summary>A of a quadratic.</summary>
    public static SemidefiniteKind Hessian { get; } =
        new(
            "A",
            "Give the second derivatives, one row and column per weight.",
            "must have no negative eigenvalue, for ½wᵀAw − bᵀw then has a saddle and no minimum,",
            "The squared error of data never has one; a saddle of a network is met with \"hidden\": [1]."
        );
}

/// <summary>A symmetric matrix without negative eigenvalues, Σ^x or A, without what the rounding of its entries put there.</summary>
/// <remarks>
/// Entries may be wrong by a part ρ of the largest entry, which moves eigenvalues by up to about 2√n ρ of it (n × n, independent
/// roundings). The two halves are averaged where they differ by at most ρ. Eigenvalues from −2√n ρ on are admitted. With ρ given,
/// all within ±2√n ρ become 0; without, those within ten times the most negative one or √n times the difference of the halves: rounding
/// that is seen to be as large as this cannot be told from variance. Nothing is changed below the rounding of double precision.
/// </remarks>
internal sealed class SemidefiniteMatrix
{
    /// <summary>ρ where none is given: eight machine epsilons of single precision.</summary>
    public const double DefaultRounding = 1e-6;

    /// <summary>The largest ρ that can be given.</summary>
    public const double LargestRounding = 1e-3;

    // Of the largest eigenvalue, for each row: what products and factorisations in double precision leave of a 0.
    private const double DoublePrecision = 1e-14;

    // Positive and negative eigenvalues made by rounding differ in size, but seldom by more than this.
    private const double AmongRounding = 10;

    // 2⁻²³: eigenvalues below √n times this may be the rounding of single precision.
    private const double SinglePrecision = 1.2e-7;

    private readonly double rounding;
    private readonly string symbol;

    /// <param name="given">n × n. Not kept.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="rounding">ρ, from 0 to <see cref="LargestRounding"/>; null where it is not known.</param>
    /// <exception cref="ArgumentException">It is not square, not symmetric, or has a negative eigenvalue, beyond rounding.</exception>
    public SemidefiniteMatrix(Matrix<double> given, SemidefiniteKind kind, double? rounding = null)
    {
        this.rounding = rounding ?? DefaultRounding;
        symbol = kind.Symbol;
        if (given.RowCount != given.ColumnCount)
        {
            throw new ArgumentException(
                $"must be square, but {symbol} is {given.RowCount}×{given.ColumnCount}. {kind.SquareAdvice}",
                nameof(given)
            );
        }
        double largest = Largest(given);
        Value = Symmetric(given, largest, out double asymmetry);
        Nothing = Matrix<double>.Build.Dense(given.RowCount, 0);
        double inEigenvalues = 2 * Math.Sqrt(given.RowCount) * largest;
        if (largest == 0 || (rounding is null && IsClearlyPositive(Value, SinglePrecision * inEigenvalues)))
        {
            return;
        }
        Evd<double> spectrum = (Value / largest).Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. spectrum.EigenValues.Select(value => largest * value.Real)];
        double least = eigenvalues.Min();
        double unchanged = DoublePrecision * given.RowCount * eigenvalues.Max(Math.Abs);
        if (least < -Math.Max(this.rounding * inEigenvalues, this.rounding > 0 ? unchanged : 0))
        {
            throw new ArgumentException(
                $"{kind.Demand} but the smallest eigenvalue of {symbol} is {Display.Number(least)}. "
                    + kind.NegativeAdvice
                    + Coarser(-least / inEigenvalues),
                nameof(given)
            );
        }
        double zero =
            rounding is not null ? rounding.Value * inEigenvalues
            : least < -unchanged || asymmetry > unchanged
                ? Math.Min(
                    this.rounding * inEigenvalues,
                    Math.Max(-AmongRounding * least, Math.Sqrt(given.RowCount) * asymmetry)
                )
            : 0;
        RemoveRounding(spectrum.EigenVectors, eigenvalues, zero, unchanged);
        NoteSmall(eigenvalues, Math.Max(zero, unchanged), rounding is null ? SinglePrecision * inEigenvalues : 0);
    }

    /// <summary>n × n, exactly symmetric.</summary>
    public Matrix<double> Value { get; private set; }

    /// <summary>Eigenvectors of eigenvalue 0 as columns: directions in which inputs do not vary.</summary>
    public Matrix<double> Nothing { get; private set; }

    /// <summary>Sentences, without a subject, about what was taken for rounding or may be.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Rows, as those of Σ^yx or b, without what rounding put along the eigenvectors of eigenvalue 0.</summary>
    /// <param name="rows">m × n. Not kept.</param>
    /// <param name="refused">What is thrown where it is more than rounding: of the length there and the eigenvector.</param>
    public (Matrix<double> Rows, double Removed) WithoutRounding(
        Matrix<double> rows,
        Func<double, Vector<double>, Exception> refused
    )
    {
        double largest = Largest(rows);
        if (Nothing.ColumnCount == 0 || largest == 0)
        {
            return (rows, 0);
        }
        Matrix<double> along = rows / largest * Nothing;
        double[] lengths = [.. along.EnumerateColumns().Select(column => column.L2Norm())];
        int worst = Array.IndexOf(lengths, lengths.Max());
        double allowed = Math.Max(rounding, DoublePrecision) * Math.Sqrt((double)rows.RowCount * rows.ColumnCount);
        if (lengths[worst] > allowed)
        {
            throw refused(largest * lengths[worst], Nothing.Column(worst));
        }
        return lengths[worst] <= DoublePrecision * rows.ColumnCount
            ? (rows, 0)
            : (rows - largest * along.TransposeAndMultiply(Nothing), largest * lengths[worst]);
    }

    private Matrix<double> Symmetric(Matrix<double> given, double largest, out double asymmetry)
    {
        Matrix<double> symmetric = given.Clone();
        (int worstRow, int worstColumn, int pairs) = (0, 0, 0);
        asymmetry = 0;
        for (int column = 0; column < given.ColumnCount; column++)
        {
            for (int row = column + 1; row < given.RowCount; row++)
            {
                (double below, double above) = (given[row, column], given[column, row]);
                if (below == above)
                {
                    continue;
                }
                pairs++;
                symmetric[row, column] = symmetric[column, row] = below / 2 + above / 2;
                if (Math.Abs(below - above) > asymmetry)
                {
                    (asymmetry, worstRow, worstColumn) = (Math.Abs(below - above), row, column);
                }
            }
        }
        if (asymmetry > Math.Max(rounding, DoublePrecision) * largest)
        {
            string others = pairs == 1 ? "" : $", the largest difference of {pairs} pairs";
            throw new ArgumentException(
                $"must be symmetric, but {symbol} has {Display.Number(given[worstColumn, worstRow])} in ({worstColumn + 1}, {worstRow + 1}) "
                    + $"and {Display.Number(given[worstRow, worstColumn])} in ({worstRow + 1}, {worstColumn + 1}){others}. "
                    + $"Make {(pairs == 1 ? "the two" : "the two halves")} equal."
                    + Coarser(asymmetry / largest),
                nameof(given)
            );
        }
        if (asymmetry > DoublePrecision * given.RowCount * largest)
        {
            Notices.Add($"its two halves differ by up to {Display.Number(asymmetry)}; their average was taken.");
        }
        return symmetric;
    }

    private void RemoveRounding(Matrix<double> eigenvectors, double[] eigenvalues, double zero, double unchanged)
    {
        int[] nothing =
        [
            .. Enumerable
                .Range(0, eigenvalues.Length)
                .Where(index => Math.Abs(eigenvalues[index]) <= Math.Max(zero, unchanged)),
        ];
        if (nothing.Length == 0)
        {
            return;
        }
        Nothing = Matrix<double>.Build.DenseOfColumnVectors(nothing.Select(eigenvectors.Column));
        double[] removed = [.. nothing.Select(index => eigenvalues[index])];
        if (zero <= unchanged || removed.Max(Math.Abs) <= unchanged)
        {
            return;
        }
        Matrix<double> weighted = Nothing * Matrix<double>.Build.DenseOfDiagonalArray(removed);
        Matrix<double> difference = weighted.TransposeAndMultiply(Nothing);
        Value -= (difference + difference.Transpose()) / 2;
        Notices.Add(
            removed.Length == 1
                ? $"its eigenvalue {Display.Number(removed[0])} is rounding of its entries and was set to 0."
                : $"{removed.Length} of its eigenvalues, from {Display.Number(removed.Min())} to {Display.Number(removed.Max())}, are "
                    + "rounding of its entries and were set to 0."
        );
    }

    private void NoteSmall(double[] eigenvalues, double zero, double single)
    {
        double[] small = [.. eigenvalues.Where(value => value > zero && value <= single)];
        if (small.Length > 0 && !IsDiagonal(Value))
        {
            Notices.Add(
                $"its {(small.Length == 1 ? "eigenvalue" : $"{small.Length} eigenvalues down to")} {Display.Number(small.Min())} may be "
                    + "rounding, if its entries have 8 digits or fewer. It is kept; \"rounding\": 1e-7 sets it to 0."
            );
        }
    }

    // The power of ten that would do, where one can be given at all.
    private string Coarser(double needed)
    {
        double power = Math.Pow(10, Math.Ceiling(Math.Log10(needed) - 1e-9));
        return rounding > 0 && power <= LargestRounding
            ? $" If its entries are rounded so coarsely, give \"rounding\": {Display.Number(power)}."
            : "";
    }

    // Cholesky costs a tenth of a spectrum and is certain when its smallest pivot stands clear of rounding.
    private static bool IsClearlyPositive(Matrix<double> matrix, double allowed)
    {
        if (matrix.Storage.IsDense && IsDiagonal(matrix))
        {
            return matrix.Diagonal().Minimum() > allowed;
        }
        try
        {
            double pivot = matrix.Cholesky().Factor.Diagonal().AbsoluteMinimum();
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
