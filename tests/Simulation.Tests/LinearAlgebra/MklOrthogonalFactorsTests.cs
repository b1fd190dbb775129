using System.Numerics;
using Dynamics.Simulation.LinearAlgebra.Mkl;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using static SimulationTests.LinearAlgebra.Samples;

namespace SimulationTests.LinearAlgebra;

public class MklOrthogonalFactorsTests
{
    // Errors of these well-conditioned problems are a few units in the last place times the order.
    private const double Tolerance = 1e-12;
    private static readonly int[] Orders = [1, 2, 5, 40, 120];
    private readonly ManagedLinearAlgebraProvider managed = new();

    private static MklLinearAlgebraProvider Mkl => new();

    [MklTheory]
    [InlineData(6, 6)]
    [InlineData(9, 4)]
    [InlineData(4, 9)]
    [InlineData(150, 70)]
    public void Full_QR_gives_a_square_orthogonal_Q_and_the_matrix_back(int rows, int columns)
    {
        double[] a = Random(rows * columns, 1);
        double[] r = [.. a];
        double[] q = new double[rows * rows];
        Mkl.QRFactor(r, rows, columns, q, new double[Math.Min(rows, columns)]);
        Difference(Product(q, true, q, false, rows, rows, rows), Identity(rows)).ShouldBeLessThan(Tolerance);
        Difference(Product(q, r, rows, columns, rows), a).ShouldBeLessThan(Tolerance);
        BelowDiagonal(r, rows, columns).ShouldAllBe(value => value == 0);
    }

    [MklTheory]
    [InlineData(6, 6)]
    [InlineData(9, 4)]
    [InlineData(150, 70)]
    public void Thin_QR_gives_orthonormal_columns_and_the_matrix_back(int rows, int columns)
    {
        double[] a = Random(rows * columns, 1);
        double[] q = [.. a];
        double[] r = new double[columns * columns];
        Mkl.ThinQRFactor(q, rows, columns, r, new double[columns]);
        Difference(Product(q, true, q, false, columns, columns, rows), Identity(columns)).ShouldBeLessThan(Tolerance);
        Difference(Product(q, r, rows, columns, columns), a).ShouldBeLessThan(Tolerance);
    }

    [MklTheory]
    [InlineData(QRMethod.Full)]
    [InlineData(QRMethod.Thin)]
    public void QR_solves_least_squares_as_the_managed_provider_does(QRMethod method)
    {
        const int rows = 9;
        const int columns = 4;
        double[] a = Random(rows * columns, 1);
        double[] b = Random(rows * 2, 2);
        double[] expected = new double[columns * 2];
        double[] direct = new double[columns * 2];
        double[] factored = new double[columns * 2];
        managed.QRSolve(a, rows, columns, b, 2, expected, method);
        Mkl.QRSolve(a, rows, columns, b, 2, direct, method);
        double[] q;
        double[] r;
        double[] tau = new double[columns];
        if (method == QRMethod.Full)
        {
            (r, q) = ([.. a], new double[rows * rows]);
            Mkl.QRFactor(r, rows, columns, q, tau);
        }
        else
        {
            (q, r) = ([.. a], new double[columns * columns]);
            Mkl.ThinQRFactor(q, rows, columns, r, tau);
        }
        Mkl.QRSolveFactored(q, r, rows, columns, tau, b, 2, factored, method);
        Difference(direct, expected).ShouldBeLessThan(Tolerance);
        Difference(factored, expected).ShouldBeLessThan(Tolerance);
    }

    [MklTheory]
    [InlineData(5, 5)]
    [InlineData(9, 4)]
    [InlineData(4, 9)]
    [InlineData(90, 60)]
    public void Full_U_and_V_are_orthogonal_and_give_the_matrix_back(int rows, int columns)
    {
        int count = Math.Min(rows, columns);
        double[] a = Random(rows * columns, 1);
        double[] s = new double[count];
        double[] u = new double[rows * rows];
        double[] vt = new double[columns * columns];
        Mkl.SingularValueDecomposition(computeVectors: true, [.. a], rows, columns, s, u, vt);
        double[] sigma = new double[rows * columns];
        for (int index = 0; index < count; index++)
        {
            sigma[index * rows + index] = s[index];
        }
        double[] back = Product(Product(u, sigma, rows, columns, rows), vt, rows, columns, columns);
        Difference(back, a).ShouldBeLessThan(Tolerance);
        Difference(Product(u, true, u, false, rows, rows, rows), Identity(rows)).ShouldBeLessThan(Tolerance);
        Difference(Product(vt, false, vt, true, columns, columns, columns), Identity(columns))
            .ShouldBeLessThan(Tolerance);
        s.ShouldBe(s.OrderDescending());

        double[] alone = new double[count];
        Mkl.SingularValueDecomposition(computeVectors: false, [.. a], rows, columns, alone, [], []);
        Difference(alone, s).ShouldBeLessThan(Tolerance);
    }

    [MklFact]
    public void The_singular_value_decomposition_solves_as_the_managed_provider_does()
    {
        double[] a = Random(9 * 4, 1);
        double[] b = Random(9 * 2, 2);
        double[] expected = new double[8];
        double[] actual = new double[8];
        managed.SvdSolve(a, 9, 4, b, 2, expected);
        Mkl.SvdSolve(a, 9, 4, b, 2, actual);
        Difference(actual, expected).ShouldBeLessThan(Tolerance);
    }

    [MklTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Eigenvectors_times_eigenvalues_are_the_matrix_times_eigenvectors(bool isSymmetric)
    {
        foreach (int order in Orders)
        {
            double[] a = isSymmetric ? PositiveDefinite(order, 1) : Random(order * order, 1);
            double[] original = [.. a];
            double[] vectors = new double[order * order];
            Complex[] values = new Complex[order];
            double[] blocks = [.. Random(order * order, 2)];
            Mkl.EigenDecomp(isSymmetric, order, a, vectors, values, blocks);
            a.ShouldBe(original);
            Difference(Product(a, vectors, order, order, order), Product(vectors, blocks, order, order, order))
                .ShouldBeLessThan(Tolerance);
            double trace = Enumerable.Range(0, order).Sum(index => a[index * order + index]);
            values.Aggregate(Complex.Add).Real.ShouldBe(trace, Tolerance * (1 + Math.Abs(trace)));
            if (isSymmetric)
            {
                values.Select(value => value.Real).ShouldBeInOrder();
                Difference(Product(vectors, true, vectors, false, order, order, order), Identity(order))
                    .ShouldBeLessThan(Tolerance);
            }
        }
    }

    // A rotation by a right angle: eigenvalues i and −i.
    [MklFact]
    public void A_conjugate_pair_is_a_block_of_the_eigenvalue_matrix()
    {
        double[] vectors = new double[4];
        Complex[] values = new Complex[2];
        double[] blocks = new double[4];
        Mkl.EigenDecomp(isSymmetric: false, 2, [0, 1, -1, 0], vectors, values, blocks);
        values.ShouldBe([Complex.ImaginaryOne, -Complex.ImaginaryOne]);
        blocks.ShouldBe([0, -1, 1, 0]);
    }

    // LAPACK's iterations, and MathNet's, may never end on these.
    [MklTheory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Iterations_refuse_a_matrix_that_is_not_finite(double bad)
    {
        double[] a = [1, 2, 3, bad];
        string message = Should
            .Throw<ArgumentException>(() =>
                Mkl.SingularValueDecomposition(computeVectors: false, a, 2, 2, new double[2], [], [])
            )
            .Message;
        message.ShouldContain("(2, 2)");
        foreach (bool isSymmetric in (bool[])[true, false])
        {
            Should.Throw<ArgumentException>(() =>
                Mkl.EigenDecomp(isSymmetric, 2, a, new double[4], new Complex[2], new double[4])
            );
        }
    }

    private static IEnumerable<double> BelowDiagonal(double[] matrix, int rows, int columns) =>
        matrix.Take(rows * columns).Where((_, index) => index % rows > index / rows);
}
