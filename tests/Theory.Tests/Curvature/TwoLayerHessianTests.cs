using Dynamics.Theory.Curvature;
using Dynamics.Theory.Discrete;
using MathNet.Numerics.LinearAlgebra;
using TheoryTests.Modes;

namespace TheoryTests.Curvature;

public sealed class TwoLayerHessianTests
{
    [Theory]
    [InlineData(4, 5, 3, 3, 1)] // 35 parameters
    [InlineData(3, 5, 4, 2, 0.6)] // modes that are not used
    [InlineData(3, 3, 3, 3, 2.5)]
    [InlineData(5, 2, 2, 2, 1)]
    [InlineData(2, 4, 6, 1, 1)]
    [InlineData(2, 3, 2, 0, 1)] // no mode at all
    public void The_spectrum_is_that_of_the_matrix_of_all_second_derivatives(
        int inputs,
        int hidden,
        int outputs,
        int count,
        double d
    )
    {
        double[] singularValues = [.. new[] { 2.3, 1.1, 0.4 }.Take(count)];
        foreach (
            double[] all in new double[][] { [0.3, 0.9, 0.01], [2.3 / d, 1.1 / d, 0.4 / d], [5, 0, 0.7], [0, 0, 0] }
        )
        {
            double[] strengths = [.. all.Take(count)];
            TwoLayerHessian hessian = new(singularValues, d, strengths, (inputs, hidden, outputs));
            double[] spectrum =
            [
                .. hessian.Eigenvalues.SelectMany(one => Enumerable.Repeat(one.Value, one.Multiplicity)),
            ];

            Matrix<double> u = Tasks
                .Orthonormal(outputs, outputs, seed: 1)
                .SubMatrix(0, outputs, 0, Math.Max(1, count));
            Matrix<double> v = Tasks.Orthonormal(inputs, inputs, seed: 2).SubMatrix(0, inputs, 0, Math.Max(1, count));
            Matrix<double> r = Tasks.Orthonormal(hidden, hidden, seed: 3).SubMatrix(0, hidden, 0, Math.Max(1, count));
            double[] roots = count == 0 ? [0] : [.. strengths.Select(Math.Sqrt)];
            double[] truth = Eigenvalues(
                Tasks.Product(u, count == 0 ? [0] : singularValues, v),
                d,
                Tasks.Product(r, roots, v),
                Tasks.Product(u, roots, r)
            );

            spectrum.Length.ShouldBe(hidden * (inputs + outputs));
            spectrum.ShouldBe(truth, tolerance: 1e-12);
            hessian.Sharpness.ShouldBe(truth[0], tolerance: 1e-12);
            hessian.Least.ShouldBe(truth[^1], tolerance: 1e-12);
        }
    }

    [Fact]
    public void At_the_optimum_the_sharpness_is_twice_the_largest_singular_value()
    {
        TwoLayerHessian hessian = new([3, 2, 1], 1, [3, 2, 1], (4, 8, 7));
        hessian.Sharpness.ShouldBe(6);
        StabilityLimit.OfBalanced(2, 3, 1).ShouldBe(2 / hessian.Sharpness, tolerance: 1e-15);
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Should
            .Throw<ArgumentException>(() => new TwoLayerHessian([2, 1], 1, [1, 1], (4, 1, 4)))
            .Message.ShouldContain("h of hidden units must be at least 2, but is 1");
        Should
            .Throw<ArgumentException>(() => new TwoLayerHessian([2], 1, [1, 1], (4, 4, 4)))
            .Message.ShouldContain("2 for 1");
        Should
            .Throw<ArgumentException>(() => new TwoLayerHessian([2], 1, [-1], (4, 4, 4)))
            .Message.ShouldContain("u_1");
        Should
            .Throw<ArgumentException>(() => new TwoLayerHessian([2], 0, [1], (4, 4, 4)))
            .Message.ShouldContain("d must");
    }

    /// <summary>D²(½d‖Σ/d − W₂W₁‖²)[X, Y] = d⟨X₂W₁ + W₂X₁, Y₂W₁ + W₂Y₁⟩ − ⟨Σ − dW₂W₁, X₂Y₁ + Y₂X₁⟩ on all pairs of entries.</summary>
    private static double[] Eigenvalues(Matrix<double> sigma, double d, Matrix<double> w1, Matrix<double> w2)
    {
        Matrix<double> error = sigma - d * w2 * w1;
        List<(Matrix<double> One, Matrix<double> Two)> basis = [];
        foreach ((int row, int column, double _) in w1.EnumerateIndexed())
        {
            Matrix<double> unit = Matrix<double>.Build.Dense(w1.RowCount, w1.ColumnCount);
            unit[row, column] = 1;
            basis.Add((unit, Matrix<double>.Build.Dense(w2.RowCount, w2.ColumnCount)));
        }
        foreach ((int row, int column, double _) in w2.EnumerateIndexed())
        {
            Matrix<double> unit = Matrix<double>.Build.Dense(w2.RowCount, w2.ColumnCount);
            unit[row, column] = 1;
            basis.Add((Matrix<double>.Build.Dense(w1.RowCount, w1.ColumnCount), unit));
        }
        Matrix<double> hessian = Matrix<double>.Build.Dense(
            basis.Count,
            basis.Count,
            (x, y) =>
                d * Inner(Change(basis[x], w1, w2), Change(basis[y], w1, w2))
                - Inner(error, basis[x].Two * basis[y].One + basis[y].Two * basis[x].One)
        );
        return [.. hessian.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
    }

    private static Matrix<double> Change(
        (Matrix<double> One, Matrix<double> Two) by,
        Matrix<double> w1,
        Matrix<double> w2
    ) => by.Two * w1 + w2 * by.One;

    private static double Inner(Matrix<double> one, Matrix<double> other) =>
        one.PointwiseMultiply(other).Enumerate().Sum();
}
