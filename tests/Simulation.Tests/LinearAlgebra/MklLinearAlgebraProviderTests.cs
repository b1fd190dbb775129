using Dynamics.Simulation.LinearAlgebra.Mkl;
using MathNet.Numerics.Providers.LinearAlgebra;
using static SimulationTests.LinearAlgebra.Samples;

namespace SimulationTests.LinearAlgebra;

public class MklLinearAlgebraProviderTests
{
    // Errors of these well-conditioned problems are a few units in the last place times the order.
    private const double Tolerance = 1e-12;
    private static readonly int[] Orders = [1, 2, 5, 40, 120];
    private readonly ManagedLinearAlgebraProvider managed = new();

    private static MklLinearAlgebraProvider Mkl => new();

    [MklTheory]
    [InlineData(Transpose.DontTranspose, Transpose.DontTranspose)]
    [InlineData(Transpose.DontTranspose, Transpose.Transpose)]
    [InlineData(Transpose.Transpose, Transpose.DontTranspose)]
    [InlineData(Transpose.ConjugateTranspose, Transpose.ConjugateTranspose)]
    public void A_product_is_the_managed_product(Transpose transposeA, Transpose transposeB)
    {
        foreach ((int rows, int columns, int inner) in ((int, int, int)[])[(3, 4, 5), (90, 100, 80)])
        {
            (int rowsA, int columnsA) = transposeA == Transpose.DontTranspose ? (rows, inner) : (inner, rows);
            (int rowsB, int columnsB) = transposeB == Transpose.DontTranspose ? (inner, columns) : (columns, inner);
            double[] a = Random(rows * inner, 1);
            double[] b = Random(inner * columns, 2);
            double[] expected = Random(rows * columns, 3);
            double[] actual = [.. expected];
            managed.MatrixMultiplyWithUpdate(
                transposeA,
                transposeB,
                0.7,
                a,
                rowsA,
                columnsA,
                b,
                rowsB,
                columnsB,
                -0.3,
                expected
            );
            Mkl.MatrixMultiplyWithUpdate(
                transposeA,
                transposeB,
                0.7,
                a,
                rowsA,
                columnsA,
                b,
                rowsB,
                columnsB,
                -0.3,
                actual
            );
            Difference(actual, expected).ShouldBeLessThan(Tolerance);
        }
    }

    [MklFact]
    public void A_product_may_overwrite_its_own_factor()
    {
        double[] a = Random(25, 1);
        double[] expected = Product(a, a, 5, 5, 5);
        Mkl.MatrixMultiply(a, 5, 5, a, 5, 5, a);
        Difference(a, expected).ShouldBeLessThan(Tolerance);
    }

    [MklFact]
    public void Factors_and_pivots_of_LU_are_the_managed_ones()
    {
        foreach (int order in Orders)
        {
            double[] expected = Random(order * order, 1);
            double[] actual = [.. expected];
            int[] expectedPivots = new int[order];
            int[] pivots = new int[order];
            managed.LUFactor(expected, order, expectedPivots);
            Mkl.LUFactor(actual, order, pivots);
            pivots.ShouldBe(expectedPivots);
            Difference(actual, expected).ShouldBeLessThan(1e-10);
        }
    }

    [MklFact]
    public void LU_inverts_and_solves()
    {
        foreach (int order in Orders)
        {
            double[] a = PositiveDefinite(order, 1);
            double[] inverse = [.. a];
            Mkl.LUInverse(inverse, order);
            Difference(Product(a, inverse, order, order, order), Identity(order)).ShouldBeLessThan(Tolerance);

            double[] factors = [.. a];
            int[] pivots = new int[order];
            Mkl.LUFactor(factors, order, pivots);
            int[] keptPivots = [.. pivots];
            double[] x = Random(order * 2, 2);
            double[] fromFactors = Product(a, x, order, 2, order);
            double[] fromMatrix = [.. fromFactors];
            Mkl.LUSolve(2, a, order, fromMatrix);
            Mkl.LUSolveFactored(2, factors, order, pivots, fromFactors);
            Difference(fromMatrix, x).ShouldBeLessThan(Tolerance);
            Difference(fromFactors, x).ShouldBeLessThan(Tolerance);
            Mkl.LUInverseFactored(factors, order, pivots);
            Difference(factors, inverse).ShouldBeLessThan(Tolerance);
            pivots.ShouldBe(keptPivots);
        }
    }

    [MklFact]
    public void A_singular_matrix_is_factored_but_not_inverted()
    {
        double[] ones = [1, 1, 1, 1];
        Mkl.LUFactor([.. ones], 2, new int[2]);
        Should.Throw<ArgumentException>(() => Mkl.LUInverse(ones, 2)).Message.ShouldContain("singular");
    }

    [MklFact]
    public void A_Cholesky_factor_is_lower_triangular_and_its_square_is_the_matrix()
    {
        foreach (int order in Orders)
        {
            double[] a = PositiveDefinite(order, 1);
            double[] l = [.. a];
            Mkl.CholeskyFactor(l, order);
            Difference(Product(l, false, l, true, order, order, order), a).ShouldBeLessThan(Tolerance);
            AboveDiagonal(l, order).ShouldAllBe(value => value == 0);

            double[] x = Random(order * 2, 2);
            double[] fromFactor = Product(a, x, order, 2, order);
            double[] fromMatrix = [.. fromFactor];
            Mkl.CholeskySolve(a, order, fromMatrix, 2);
            Mkl.CholeskySolveFactored(l, order, fromFactor, 2);
            Difference(fromMatrix, x).ShouldBeLessThan(Tolerance);
            Difference(fromFactor, x).ShouldBeLessThan(Tolerance);
        }
    }

    [MklFact]
    public void A_matrix_that_is_not_positive_definite_has_no_Cholesky_factor() =>
        Should.Throw<ArgumentException>(() => Mkl.CholeskyFactor([1, 2, 2, 1], 2));

    [MklFact]
    public void Native_code_never_sees_an_array_that_is_too_short()
    {
        double[] three = new double[3];
        double[] four = [2, 1, 1, 2];
        Should.Throw<ArgumentException>(() => Mkl.LUFactor(three, 2, new int[2]));
        Should.Throw<ArgumentException>(() => Mkl.LUFactor(four, 2, new int[1]));
        Should.Throw<ArgumentException>(() => Mkl.CholeskyFactor(three, 2));
        Should.Throw<ArgumentException>(() => Mkl.CholeskySolveFactored(four, 2, three, 2));
        Should.Throw<ArgumentException>(() => Mkl.QRFactor(four, 2, 2, three, new double[2]));
        Should.Throw<ArgumentException>(() => Mkl.MatrixMultiply(four, 2, 2, four, 2, 2, three));
        Should.Throw<ArgumentException>(() =>
            Mkl.SingularValueDecomposition(computeVectors: true, four, 2, 2, new double[2], three, new double[4])
        );
    }

    private static IEnumerable<double> AboveDiagonal(double[] matrix, int order) =>
        matrix.Where((_, index) => index % order < index / order);
}
