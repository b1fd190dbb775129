using Dynamics.Theory.Matrices;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using TheoryTests.Golden;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Matrices;

public sealed class ShallowMapTests
{
    private static readonly Matrix<double> Factor = Random(4, 4, seed: 1);
    private static readonly Matrix<double> SigmaX = Factor.TransposeAndMultiply(Factor) + White(4) / 10;
    private static readonly Matrix<double> SigmaYX = Random(3, 4, seed: 2);
    private static readonly Matrix<double> Start = Random(3, 4, seed: 3);

    [Fact]
    public void The_map_obeys_its_differential_equation()
    {
        ShallowMap solution = new(sigmaYX: SigmaYX, sigmaX: SigmaX, initialMap: Start, timeConstant: 2.5);
        // Five points at distance h: the formula's error h⁴/30 · 5th derivative is below 1e-12, rounding's ε/h about 1e-12.
        double h = 1e-3;
        foreach (double time in new[] { 0.2, 1, 4 })
        {
            Matrix<double> slope =
                (
                    solution.MapAt(time - 2 * h)
                    - 8 * solution.MapAt(time - h)
                    + 8 * solution.MapAt(time + h)
                    - solution.MapAt(time + 2 * h)
                ) / (12 * h);
            Largest(2.5 * slope - (SigmaYX - solution.MapAt(time) * SigmaX)).ShouldBeLessThan(1e-10);
        }
    }

    [Fact]
    public void The_map_starts_at_its_start_exactly_and_ends_where_the_gradient_vanishes()
    {
        ShallowMap solution = new(sigmaYX: SigmaYX, sigmaX: SigmaX, initialMap: Start, timeConstant: 2.5);
        solution.MapAt(0).ShouldBe(Start);
        Largest(solution.MapAt(1e300) * SigmaX - SigmaYX).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void Where_the_input_directions_are_shared_every_mode_is_a_shallow_mode()
    {
        Matrix<double> inputs = Orthonormal(4, 4, seed: 5);
        Matrix<double> outputs = Orthonormal(5, 4, seed: 6);
        double[] s = [3, 2, 1, 0.5];
        double[] d = [0.5, 1, 2, 4];
        double[] b0 = [0.1, -0.2, 0.3, 0];
        ShallowMap solution = new(
            sigmaYX: Product(outputs, s, inputs),
            sigmaX: Product(inputs, d, inputs),
            initialMap: Product(outputs, b0, inputs),
            timeConstant: 2.5
        );
        foreach (double time in new[] { 0.1, 2, 30 })
        {
            double[] expected =
            [
                .. s.Select((_, mode) => new ShallowMode(s[mode], d[mode], b0[mode], 2.5).StrengthAt(time)),
            ];
            Largest(solution.MapAt(time) - Product(outputs, expected, inputs)).ShouldBeLessThan(1e-13);
        }
    }

    [Fact]
    public void The_map_is_that_of_the_matrix_exponential_for_regular_and_singular_input_moments()
    {
        foreach (string[] row in GoldenTable.Cells("shallow-map.csv"))
        {
            int outputs = int.Parse(row[0]);
            int inputs = int.Parse(row[1]);
            ShallowMap solution = new(
                sigmaYX: MatrixOf(row[5], outputs, inputs),
                sigmaX: MatrixOf(row[4], inputs, inputs),
                initialMap: MatrixOf(row[6], outputs, inputs),
                timeConstant: GoldenTable.Number(row[2])
            );
            Matrix<double> truth = MatrixOf(row[7], outputs, inputs);
            // ε κ: the condition κ of these Σ^x is at most 1.04e4, and every entry is of order 1.
            Largest(solution.MapAt(GoldenTable.Number(row[3])) - truth).ShouldBeLessThan(2.2e-16 * 1.04e4);
        }
    }

    [Fact]
    public void The_scale_of_the_moments_is_that_of_time_and_nothing_else()
    {
        ShallowMap solution = new(sigmaYX: SigmaYX, sigmaX: SigmaX, initialMap: Start, timeConstant: 2.5);
        foreach (double scale in new[] { Math.ScaleB(1, -900), Math.ScaleB(1, 480) })
        {
            ShallowMap scaled = new(SigmaYX * scale, SigmaX * scale, initialMap: Start, timeConstant: 2.5);
            scaled.MapAt(1.5 / scale).ShouldBe(solution.MapAt(1.5));
        }
    }

    [Fact]
    public void Filling_a_span_allocates_nothing_and_gives_the_same_map()
    {
        ShallowMap solution = new(sigmaYX: SigmaYX, sigmaX: SigmaX, initialMap: Start, timeConstant: 2.5);
        double[] map = new double[12];
        solution.MapAt(1.5, map);
        map.ShouldBe(solution.MapAt(1.5).ToColumnMajorArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        solution.MapAt(2.5, map);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Moments_that_no_data_have_are_refused_by_name()
    {
        Matrix<double> blind = Matrix<double>.Build.DenseOfDiagonalArray([1, 0]);
        Refusal(White(2), blind, White(2)).ShouldContain("Σ^yx must vanish where Σ^x does");
        Refusal(White(2), Matrix<double>.Build.DenseOfDiagonalArray([1, -0.25]), White(2))
            .ShouldContain("eigenvalue -0.25");
        Refusal(White(2), White(2), White(3)).ShouldContain("2×2, but is 3×3");
        Refusal(White(2), White(2), White(2) * double.NaN).ShouldContain("initial map must be finite");
        Should
            .Throw<ArgumentException>(() => new ShallowMap(White(2), White(2), White(2), 1).MapAt(1, new double[3]))
            .Message.ShouldContain("4 entries, but there is room for 3");
        Should.Throw<ArgumentOutOfRangeException>(() => new ShallowMap(White(2), White(2), White(2), 1).MapAt(-1));
    }

    private static string Refusal(Matrix<double> sigmaYX, Matrix<double> sigmaX, Matrix<double> initialMap) =>
        Should.Throw<ArgumentException>(() => new ShallowMap(sigmaYX, sigmaX, initialMap, timeConstant: 1)).Message;

    private static Matrix<double> MatrixOf(string cells, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, Array.ConvertAll(cells.Split(';'), GoldenTable.Number));
}
