using Dynamics.Simulation.LinearAlgebra;

namespace SimulationTests.LinearAlgebra;

public class SingularValueSolverTests
{
    private static readonly LinearAlgebraInfo Managed = new("managed", "", null, ".NET", 1, "", null);

    [Fact]
    public void The_squares_of_the_values_sum_to_the_squares_of_the_entries()
    {
        foreach (LinearAlgebraInfo algebra in Both())
        {
            foreach ((int rows, int columns) in Sizes())
            {
                double[] matrix = Samples.Random(rows * columns, 1);
                double sum = Solve(matrix, rows, columns, algebra).Sum(value => value * value);
                sum.ShouldBe(matrix.Sum(entry => entry * entry), tolerance: 1e-14 * sum);
            }
        }
    }

    [Fact]
    public void A_product_of_orthogonal_columns_and_a_diagonal_has_the_diagonal_as_values()
    {
        foreach (LinearAlgebraInfo algebra in Both())
        {
            foreach ((int rows, int columns) in Sizes())
            {
                // I − 2vvᵀ/vᵀv is orthogonal.
                int count = Math.Min(rows, columns);
                double[] v = Samples.Random(rows, 2);
                double factor = 2 / v.Sum(entry => entry * entry);
                double[] matrix = new double[rows * columns];
                for (int column = 0; column < count; column++)
                {
                    for (int row = 0; row < rows; row++)
                    {
                        double entry = (row == column ? 1 : 0) - factor * v[row] * v[column];
                        matrix[column * rows + row] = (column + 1) * entry;
                    }
                }
                double[] expected = [.. Enumerable.Range(1, count).Reverse().Select(value => (double)value)];
                Samples.Difference(Solve(matrix, rows, columns, algebra), expected).ShouldBeLessThan(3e-15 * count);
            }
        }
    }

    // Golden/singular_values.py. Its condition number is 1.5e10, and a relative error of ε in an entry moves the smallest
    // value by up to that times ε; no algorithm that works on the entries can promise more than ε times the largest.
    [Fact]
    public void Values_of_the_Hilbert_matrix_are_right_to_the_last_bits_of_the_largest()
    {
        double[] expected =
        [
            1.6959389969219494359,
            0.29812521131693071067,
            0.026212843578119050945,
            0.0014676881177418471388,
            0.0000543694336975089627,
            1.2943320918741792919e-6,
            1.7988737460063012302e-8,
            1.1115389694888081586e-10,
        ];
        double[] hilbert = Matrix(8, 8, (row, column) => 1.0 / (row + column + 1));
        Samples.Difference(Solve(hilbert, 8, 8, Managed), expected).ShouldBeLessThan(5e-16);
    }

    [Fact]
    public void Values_of_Kahans_matrix_are_right_to_their_own_last_digits()
    {
        double[] expected =
        [
            2.8462758462841659231,
            1.2116290120066852339,
            0.96081673476875682591,
            0.76225006642297360076,
            0.60402309469476687655,
            0.47770533027575587027,
            0.37675482822702940131,
            0.29597365815144448492,
            0.23117218735769677166,
            0.178874243786463688,
            0.13581879131294598162,
            0.00088020876363389248776,
        ];
        double[] powers = [.. Powers(0.8).Take(12)];
        double[] kahan = Matrix(
            12,
            12,
            (row, column) =>
                column < row ? 0
                : column == row ? powers[row]
                : -0.6 * powers[row]
        );
        RelativeError(Solve(kahan, 12, 12, Managed), expected).ShouldBeLessThan(1e-14);
    }

    // Rows and columns graded over 46 orders of magnitude: LAPACK's smaller values would be noise at 1e-16 · 4.
    [Fact]
    public void Values_of_a_graded_matrix_are_right_to_their_own_last_digits()
    {
        double[] expected =
        [
            4.0000000000000009992,
            4.5536491244391178568e-18,
            1.6441901981411186966e-43,
            1.0322064580964053475e-46,
        ];
        double[] graded = Matrix(
            7,
            4,
            (row, column) => Math.ScaleB((7 * row + 3 * column * column) % 11 - 4.0, -25 * row - 35 * column)
        );
        RelativeError(Solve(graded, 7, 4, Managed), expected).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void The_scale_of_the_matrix_does_not_matter()
    {
        foreach (LinearAlgebraInfo algebra in Both())
        {
            foreach ((int rows, int columns) in Sizes())
            {
                double[] matrix = Samples.Random(rows * columns, 3);
                double[] expected = Solve(matrix, rows, columns, algebra);
                foreach (int exponent in (int[])[-900, -664, 498, 1000])
                {
                    double[] scaled = [.. matrix.Select(entry => Math.ScaleB(entry, exponent))];
                    double[] values = Solve(scaled, rows, columns, algebra);
                    double[] back = [.. values.Select(value => Math.ScaleB(value, -exponent))];
                    Samples.Difference(back, expected).ShouldBeLessThan(1e-14 * expected[0], $"2^{exponent}");
                }
            }
        }
    }

    [Fact]
    public void The_smallest_number_there_is_is_its_own_singular_value() =>
        Solve([double.Epsilon, 0, 0, 0], 2, 2, Managed).ShouldBe([double.Epsilon, 0]);

    [Fact]
    public void A_matrix_of_rank_one_has_one_value_and_zeros()
    {
        double[] matrix = Matrix(7, 4, (row, column) => (row + 1.0) * (column + 1));
        double[] values = Solve(matrix, 7, 4, Managed);
        values[0].ShouldBe(Math.Sqrt(140.0 * 30), tolerance: 1e-13);
        values.Skip(1).ShouldAllBe(value => value < 1e-13);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void An_entry_that_is_not_finite_makes_all_values_NaN(double bad)
    {
        foreach (LinearAlgebraInfo algebra in Both())
        {
            foreach ((int rows, int columns) in Sizes())
            {
                double[] matrix = Samples.Random(rows * columns, 1);
                matrix[^1] = bad;
                Solve(matrix, rows, columns, algebra).ShouldAllBe(value => double.IsNaN(value));
            }
        }
    }

    [Fact]
    public void Solving_allocates_nothing()
    {
        foreach (LinearAlgebraInfo algebra in Both())
        {
            foreach ((int rows, int columns) in Sizes())
            {
                var solver = new SingularValueSolver(rows, columns, algebra);
                double[] matrix = Samples.Random(rows * columns, 1);
                double[] values = new double[solver.Count];
                Allocated.InEveryCall(() => solver.Solve(matrix, values)).ShouldBe(0, $"{rows}×{columns}");
            }
        }
    }

    private static IEnumerable<LinearAlgebraInfo> Both() =>
        TestLinearAlgebra.WhyNoMkl is null ? [Managed, TestLinearAlgebra.Mkl] : [Managed];

    // On both sides of the crossover to LAPACK.
    private static IEnumerable<(int Rows, int Columns)> Sizes() =>
        [(1, 1), (1, 5), (5, 1), (2, 2), (7, 4), (4, 7), (5, 5), (16, 9), (11, 40), (12, 12), (13, 20), (40, 30)];

    private static double[] Solve(double[] matrix, int rows, int columns, LinearAlgebraInfo algebra)
    {
        double[] values = new double[Math.Min(rows, columns)];
        new SingularValueSolver(rows, columns, algebra).Solve(matrix, values);
        return values;
    }

    private static double[] Matrix(int rows, int columns, Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, rows * columns).Select(index => entry(index % rows, index / rows))];

    private static IEnumerable<double> Powers(double factor)
    {
        for (double power = 1; ; power *= factor)
        {
            yield return power;
        }
    }

    private static double RelativeError(double[] values, double[] expected) =>
        values.Zip(expected, (value, truth) => Math.Abs(value / truth - 1)).Max();
}
