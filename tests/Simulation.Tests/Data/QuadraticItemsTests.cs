using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class QuadraticItemsTests
{
    [Fact]
    public void The_means_of_the_items_are_the_hessian_and_the_linear_part()
    {
        // A = [[2, 1, 0], [1, 3, 1], [0, 1, 4]], by rows; b arbitrary.
        Matrix<double> hessian = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 2, 1, 0 },
                { 1, 3, 1 },
                { 0, 1, 4 },
            }
        );
        SecondMoments moments = SecondMoments.Of(QuadraticItems.Of(hessian, [1, -2, 0.5]), MomentConvention.Mean);
        // A product of three numbers per entry, each with a few roundings of numbers up to 5.
        moments.SigmaX.ToArray().ShouldBe(hessian.ToColumnMajorArray(), tolerance: 1e-14);
        moments.SigmaYX.ToArray().ShouldBe([1, -2, 0.5], tolerance: 1e-14);
    }

    [Fact]
    public void A_diagonal_hessian_has_one_item_along_every_axis()
    {
        DataSet items = QuadraticItems.Of(Matrix<double>.Build.DenseOfDiagonalArray([4, 0.25]), [2, 1]);
        items.Count.ShouldBe(2);
        // √(2·4), √(2/4) and y = 2 b_i/x_i.
        items.Inputs.ToArray().ShouldBe([Math.Sqrt(8), 0, 0, Math.Sqrt(0.5)]);
        items.Targets.ToArray().ShouldBe([4 / Math.Sqrt(8), 2 / Math.Sqrt(0.5)]);
    }

    [Fact]
    public void A_direction_without_curvature_has_an_item_of_zeros()
    {
        DataSet items = QuadraticItems.Of(Matrix<double>.Build.DenseOfDiagonalArray([1, 0]), [1, 0]);
        items.Inputs.ToArray()[2..].ShouldBe([0, 0]);
        items.Targets.ToArray()[1].ShouldBe(0);
        Should
            .Throw<ArgumentException>(() =>
                QuadraticItems.Of(Matrix<double>.Build.DenseOfDiagonalArray([1, 0]), [1, 0.1])
            )
            .Message.ShouldContain("there is no minimum");
    }

    [Fact]
    public void A_saddle_and_shapes_that_do_not_fit_are_refused()
    {
        Matrix<double> saddle = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 0, 1 },
                { 1, 0 },
            }
        );
        Should
            .Throw<ArgumentException>(() => QuadraticItems.Of(saddle, [1, 0]))
            .Message.ShouldContain("one of its Hessian is -1: a saddle");
        Should.Throw<ArgumentException>(() => QuadraticItems.Of(Matrix<double>.Build.DenseIdentity(2), [1]));
    }
}
