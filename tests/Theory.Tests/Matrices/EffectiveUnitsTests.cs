using Dynamics.Theory.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Matrices;

public sealed class EffectiveUnitsTests
{
    [Fact]
    public void Units_alike_on_both_sides_become_one_and_the_map_stays()
    {
        // Units 1 and 3 are alike; unit 2 shares only its input weights with them, unit 4 only its output weights.
        Matrix<double> first = Matrix<double>.Build.DenseOfRowArrays([1, 2], [1, 2], [1, 2], [0, 5]);
        Matrix<double> second = Matrix<double>.Build.DenseOfRowArrays([3, -1, 3, 3], [4, 0, 4, 4]);
        (Matrix<double> fewer, Matrix<double> above) = EffectiveUnits.Of(first, second);
        double root = Math.Sqrt(2);
        Largest(fewer - Matrix<double>.Build.DenseOfRowArrays([root, 2 * root], [1, 2], [0, 5])).ShouldBe(0);
        Largest(above - Matrix<double>.Build.DenseOfRowArrays([3 * root, -1, 3], [4 * root, 0, 4])).ShouldBe(0);
        Largest(above * fewer - second * first).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Merged_units_have_the_gradient_of_the_flow()
    {
        Matrix<double> target = Matrix<double>.Build.DenseOfRowArrays([1, -2], [0.5, 3]);
        Matrix<double> first = Matrix<double>.Build.DenseOfRowArrays([0.3, 0.2], [0.3, 0.2], [0.3, 0.2], [-0.1, 0.7]);
        Matrix<double> second = Matrix<double>.Build.DenseOfRowArrays([0.4, 0.4, 0.4, 0.1], [-0.6, -0.6, -0.6, 0.9]);
        // One Euler step before and after are the same map, to the last digits.
        Matrix<double> many = Stepped(first, second, target);
        (Matrix<double> fewer, Matrix<double> above) = EffectiveUnits.Of(first, second);
        fewer.RowCount.ShouldBe(2);
        Largest(Stepped(fewer, above, target) - many).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Units_that_differ_in_the_last_digit_stay_two()
    {
        Matrix<double> first = Matrix<double>.Build.DenseOfRowArrays([1], [Math.BitIncrement(1)]);
        EffectiveUnits.Of(first, Matrix<double>.Build.Dense(1, 2, 1)).First.ShouldBe(first);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused() =>
        Should
            .Throw<ArgumentException>(() =>
                EffectiveUnits.Of(Matrix<double>.Build.Dense(3, 2), Matrix<double>.Build.Dense(2, 4))
            )
            .Message.ShouldStartWith("W₂ must have 3 columns, one per row of W₁, but has 4.");

    private static Matrix<double> Stepped(Matrix<double> first, Matrix<double> second, Matrix<double> target)
    {
        const double step = 0.1;
        Matrix<double> error = target - second * first;
        return (second + step * error * first.Transpose()) * (first + step * second.Transpose() * error);
    }

    private static double Largest(Matrix<double> matrix) => matrix.Enumerate().Max(Math.Abs);
}
