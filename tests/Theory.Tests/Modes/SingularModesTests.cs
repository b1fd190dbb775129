using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Modes;

public sealed class SingularModesTests
{
    [Theory]
    [InlineData(7, 4)]
    [InlineData(4, 7)]
    [InlineData(5, 5)]
    [InlineData(1, 6)]
    [InlineData(6, 1)]
    [InlineData(40, 3)]
    public void The_modes_are_orthonormal_descending_and_make_up_the_task(int outputs, int inputs)
    {
        Matrix<double> sigmaYX = Random(outputs, inputs, seed: outputs * 10 + inputs);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(inputs));

        modes.Count.ShouldBe(Math.Min(outputs, inputs));
        Matrix<double> one = White(modes.Count);
        Largest(modes.OutputModes.TransposeThisAndMultiply(modes.OutputModes) - one).ShouldBeLessThan(1e-14);
        Largest(modes.InputModes.TransposeThisAndMultiply(modes.InputModes) - one).ShouldBeLessThan(1e-14);
        Largest(modes.ReconstructSigmaYX() - sigmaYX).ShouldBeLessThan(1e-14 * inputs);
        modes.SingularValues.ShouldBe(modes.SingularValues.OrderDescending());
        modes.Groups.ShouldBe(Enumerable.Range(0, modes.Count).Select(mode => new ModeGroup(mode, 1)));
    }

    [Theory]
    [InlineData(3e-10, 3e-10)]
    [InlineData(0, 0)]
    [InlineData(0.3, 0)]
    public void Singular_values_that_only_count_as_equal_have_a_difference(double part, double expected)
    {
        var sigmaYX = Matrix<double>.Build.DenseOfDiagonalArray([2, 2 * (1 - part), 0.1]);
        SingularModes
            .Of(sigmaYX, Matrix<double>.Build.DenseIdentity(3))
            .LargestDifferenceOfEqual.ShouldBe(expected, tolerance: 1e-15);
    }

    [Fact]
    public void A_larger_task_has_larger_strengths_and_the_same_modes_bit_for_bit()
    {
        Matrix<double> sigmaYX = Random(5, 3, seed: 1);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(3));
        foreach (int exponent in new[] { -990, -600, 40, 498 })
        {
            double scale = Math.ScaleB(1, exponent);
            SingularModes scaled = SingularModes.Of(sigmaYX: sigmaYX * scale, sigmaX: White(3) * scale);
            scaled.InputModes.ShouldBe(modes.InputModes);
            scaled.OutputModes.ShouldBe(modes.OutputModes);
            scaled.SingularValues.ShouldBe(modes.SingularValues.Select(s => s * scale));
            scaled.InputVariances.ShouldBe([scale, scale, scale]);
            scaled.SharesInputDirections.ShouldBeTrue();
        }
    }

    [Fact]
    public void The_entry_of_largest_magnitude_of_every_input_mode_is_positive_whatever_the_sign_of_the_task()
    {
        Matrix<double> sigmaYX = Random(6, 4, seed: 2);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(4));
        foreach (Vector<double> direction in modes.InputModes.EnumerateColumns())
        {
            direction[direction.AbsoluteMaximumIndex()].ShouldBePositive();
        }
        SingularModes turned = SingularModes.Of(sigmaYX: -sigmaYX, sigmaX: White(4));
        Largest(turned.InputModes - modes.InputModes).ShouldBeLessThan(1e-14);
        Largest(turned.OutputModes + modes.OutputModes).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Of_entries_equally_large_the_first_is_positive()
    {
        // v = (1, −1)/√2 or (−1, 1)/√2: rounding must not choose.
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfRowArrays([-3, 3.0000000001]);
        Matrix<double> direction = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(2)).InputModes;
        direction[0, 0].ShouldBePositive();
        direction[1, 0].ShouldBeNegative();
    }

    [Fact]
    public void The_task_of_the_sheet_has_its_known_modes_and_the_last_two_are_one_group()
    {
        SingularModes modes = SingularModes.Of(sigmaYX: Sheet, sigmaX: White(4));
        double[] expected = [Math.Sqrt(7), Math.Sqrt(3), 1, 1];
        for (int mode = 0; mode < 4; mode++)
        {
            modes.SingularValues[mode].ShouldBe(expected[mode], tolerance: 2e-15);
        }
        modes.InputVariances.ShouldBe([1, 1, 1, 1]);
        modes.Groups.ShouldBe([new(0, 1), new(1, 1), new(2, 2)]);
        modes.Groups[2].IsDegenerate.ShouldBeTrue();
        modes.SharesInputDirections.ShouldBeTrue();
        double half = 0.5;
        double root = Math.Sqrt(0.5);
        Matrix<double> directions = Matrix<double>.Build.DenseOfColumnArrays(
            [half, half, half, half],
            [half, half, -half, -half],
            [root, -root, 0, 0],
            [0, 0, root, -root]
        );
        Largest(modes.InputModes - directions).ShouldBeLessThan(2e-15);
    }

    [Fact]
    public void The_basis_of_a_degenerate_group_depends_on_its_space_alone()
    {
        Matrix<double> outputs = Orthonormal(6, 3, seed: 3);
        Matrix<double> inputs = Orthonormal(5, 3, seed: 4);
        Matrix<double> turn = Orthonormal(3, 3, seed: 5);
        SingularModes modes = SingularModes.Of(sigmaYX: Product(outputs, [2, 2, 2], inputs), sigmaX: White(5));
        SingularModes turned = SingularModes.Of(
            sigmaYX: Product(outputs * turn, [2, 2, 2], inputs * turn),
            sigmaX: White(5)
        );
        modes.Groups.ShouldBe([new(0, 3)]);
        Largest(turned.InputModes - modes.InputModes).ShouldBeLessThan(1e-13);
        Largest(turned.OutputModes - modes.OutputModes).ShouldBeLessThan(1e-13);
        Largest(modes.InputModes.TransposeThisAndMultiply(modes.InputModes) - White(3)).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Among_equal_strengths_the_modes_are_those_of_the_input_variance_larger_first()
    {
        Matrix<double> outputs = Orthonormal(6, 4, seed: 6);
        Matrix<double> inputs = Orthonormal(4, 4, seed: 7);
        Matrix<double> sigmaX = Product(inputs, [0.5, 2, 1, 2], inputs);
        SingularModes modes = SingularModes.Of(sigmaYX: Product(outputs, [3, 3, 3, 3], inputs), sigmaX: sigmaX);

        modes.SharesInputDirections.ShouldBeTrue();
        modes.Groups.ShouldBe([new(0, 2), new(2, 1), new(3, 1)]);
        double[] expected = [2, 2, 1, 0.5];
        for (int mode = 0; mode < 4; mode++)
        {
            modes.InputVariances[mode].ShouldBe(expected[mode], tolerance: 1e-14);
            modes.SingularValues[mode].ShouldBe(3, tolerance: 1e-14);
        }
        Math.Abs(modes.InputModes.Column(3).DotProduct(inputs.Column(0))).ShouldBe(1, tolerance: 1e-14);
        Math.Abs(modes.OutputModes.Column(3).DotProduct(outputs.Column(0))).ShouldBe(1, tolerance: 1e-14);
        Largest(modes.ReconstructSigmaYX() - Product(outputs, [3, 3, 3, 3], inputs)).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void Input_directions_are_shared_exactly_if_the_input_moments_commute_with_the_modes()
    {
        Matrix<double> inputs = Orthonormal(4, 4, seed: 8);
        Matrix<double> sigmaYX = Product(Orthonormal(5, 4, seed: 9), [4, 3, 2, 1], inputs);
        Matrix<double> shared = Product(inputs, [0.3, 2, 1, 5], inputs);
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: shared);
        modes.SharesInputDirections.ShouldBeTrue();
        modes.LargestInputResidual.ShouldBeLessThan(1e-14);
        modes.InputVariances[0].ShouldBe(0.3, tolerance: 1e-14);
        modes.InputVariances[3].ShouldBe(5, tolerance: 1e-14);

        Matrix<double> tilted = shared.Clone();
        tilted[0, 1] += 0.01;
        tilted[1, 0] += 0.01;
        SingularModes mixed = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: tilted);
        mixed.SharesInputDirections.ShouldBeFalse();
        mixed.LargestInputResidual.ShouldBeInRange(1e-4, 0.01);
        SingularModes.Of(sigmaYX: sigmaYX, sigmaX: tilted, relativeTolerance: 0.1).SharesInputDirections.ShouldBeTrue();
    }

    [Fact]
    public void Weak_modes_are_equal_if_only_the_rounding_of_the_strongest_tells_them_apart()
    {
        Matrix<double> sigmaYX = Product(Orthonormal(5, 3, seed: 12), [1, 1e-12, 1e-12], Orthonormal(4, 3, seed: 13));
        SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(4)).Groups.ShouldBe([new(0, 1), new(1, 2)]);
    }

    [Fact]
    public void Entries_of_any_size_leave_the_modes_orthonormal()
    {
        // Squares of the small entries are denormal: unprotected, the factorisation loses 4 to 12 digits here.
        Matrix<double> sigmaYX = Matrix<double>.Build.DenseOfRowArrays(
            [-8.87e-220, -7.59e-205, -3.07e-255, 7.99e-161],
            [8e-270, 1, 0.558, -0.494]
        );
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(4));
        Largest(modes.ReconstructSigmaYX() - sigmaYX).ShouldBeLessThan(1e-15);
        modes.InputModes.Column(0).L2Norm().ShouldBe(1, tolerance: 1e-15);
    }

    [Fact]
    public void Modes_of_strength_zero_are_left_out()
    {
        Matrix<double> inputs = Orthonormal(6, 3, seed: 10);
        Matrix<double> outputs = Orthonormal(5, 3, seed: 11);
        SingularModes modes = SingularModes.Of(sigmaYX: Product(outputs, [2, 1, 0], inputs), sigmaX: White(6));
        modes.Count.ShouldBe(2);
        modes.InputModes.ColumnCount.ShouldBe(2);
        modes.OutputModes.ColumnCount.ShouldBe(2);
        // Whole columns and rows of 0 as well.
        Matrix<double> sparse = Matrix<double>.Build.Dense(5, 3);
        sparse[3, 1] = -7;
        SingularModes single = SingularModes.Of(sigmaYX: sparse, sigmaX: White(3));
        single.SingularValues.ShouldBe([7]);
        single.InputModes.ShouldBe(Matrix<double>.Build.DenseOfColumnArrays([0, 1, 0]));
        single.OutputModes.ShouldBe(Matrix<double>.Build.DenseOfColumnArrays([0, 0, 0, -1, 0]));
    }

    [Fact]
    public void What_came_in_is_neither_changed_nor_kept()
    {
        Matrix<double> sigmaYX = Sheet.Clone();
        SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: White(4));
        sigmaYX.ShouldBe(Sheet);
        sigmaYX.Clear();
        Largest(modes.ReconstructSigmaYX() - Sheet).ShouldBeLessThan(1e-14);
    }

    // The moments of one direction, with 15 digits: beside s₁ other singular values of Σ^yx are some 1e-15 of rounding, along inputs
    // without variance.
    [Fact]
    public void Rounding_of_moments_is_no_mode()
    {
        double[] input = [0.517, -0.0264, -0.486, 0.151, -0.688];
        double[] output = [0.376, -0.1025, 0.715, -0.0215, 0.5815];
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            Matrix<double> sigmaX = Rounded(input, input, 0.103 * (1 + seed / 200.0), random);
            Matrix<double> sigmaYX = Rounded(output, input, 0.352 * (1 + seed / 300.0), random);
            SingularModes modes = SingularModes.Of(sigmaYX: sigmaYX, sigmaX: sigmaX);
            modes.Count.ShouldBe(1, $"{seed}");
            modes.InputVariances[0].ShouldBe(sigmaX.Trace(), tolerance: 1e-13);
        }
    }

    private static Matrix<double> Rounded(double[] left, double[] right, double scale, Random random) =>
        Matrix<double>.Build.Dense(
            left.Length,
            right.Length,
            (row, column) => scale * left[row] * right[column] * (1 + 5e-15 * (2 * random.NextDouble() - 1))
        );

    [Fact]
    public void A_task_that_is_none_is_refused_by_name()
    {
        Refusal(Matrix<double>.Build.Dense(2, 2), White(2)).ShouldContain("Σ^yx is zero");
        Refusal(White(2), White(3)).ShouldContain("Σ^x is 3×3 and Σ^yx is 2×2");
        Refusal(White(2) * double.PositiveInfinity, White(2))
            .ShouldContain("Σ^yx must be finite, but its entry (1, 1)");
        Refusal(White(2), White(2) * double.NaN).ShouldContain("Σ^x must be finite");
        Refusal(White(2), Matrix<double>.Build.DenseOfRowArrays([1, 0.5], [0.25, 1]))
            .ShouldContain("(1, 2) and (2, 1)");
        Should
            .Throw<ArgumentOutOfRangeException>(() => SingularModes.Of(White(2), White(2), relativeTolerance: 1))
            .Message.ShouldContain("from 0 to 0.1, but is 1");
    }

    private static string Refusal(Matrix<double> sigmaYX, Matrix<double> sigmaX) =>
        Should.Throw<ArgumentException>(() => SingularModes.Of(sigmaYX: sigmaYX, sigmaX: sigmaX)).Message;
}
