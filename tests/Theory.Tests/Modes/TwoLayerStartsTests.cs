using Dynamics.Theory.Discrete;
using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Modes;

public sealed class TwoLayerStartsTests
{
    /// <summary>Layers of 2 and 1e-13: u = 2e-13 is a part 5e-14 of P and of M, whose difference has no digit of it.</summary>
    [Fact]
    public void The_strength_of_layers_far_apart_in_size_keeps_its_digits()
    {
        const double target = 0.02;
        const double shortly = 1e-13;
        Matrix<double>[] weights = [Matrix<double>.Build.Dense(1, 1, 2), Matrix<double>.Build.Dense(1, 1, 1e-13)];
        SingularModes modes = SingularModes.Of(Matrix<double>.Build.Dense(1, 1, target), Tasks.White(1));
        TwoLayerStart start = TwoLayerStarts.Isolated(modes, weights)[0];
        start.Strength.ShouldBe(2e-13, tolerance: 1e-27);
        // u' = (a² + b²)(s − u), which changes by a part 1e-12 in this time.
        var flow = new UnbalancedTwoLayerMode(target, 1, start, timeConstant: 1);
        flow.StrengthAt(0).ShouldBe(2e-13, tolerance: 1e-27);
        flow.StrengthAt(shortly).ShouldBe(2e-13 + 4 * target * shortly, tolerance: 1e-25);
        new LayerPairPath(target, 1, start, _ => shortly)
            .StrengthAt(1)
            .ShouldBe(2e-13 + 4 * (target - 2e-13) * shortly, tolerance: 1e-26);
    }

    [Fact]
    public void A_mode_alone_starts_from_the_squares_of_its_sum_and_its_difference()
    {
        SingularModes modes = Axes(3, 2);
        TwoLayerStart[] starts = TwoLayerStarts.Isolated(
            modes,
            Layers(
                [
                    [1, 2],
                    [0.5, -1],
                ],
                [
                    [3, -1],
                    [0.5, 2],
                ]
            )
        );
        // p₁ = (1, 2) + (3, −1), m₁ = (1, 2) − (3, −1); p₂ = (0.5, −1) + (0.5, 2), m₂ = (0.5, −1) − (0.5, 2).
        starts[0].Growing.ShouldBe(17, tolerance: 1e-14);
        starts[0].Decaying.ShouldBe(13, tolerance: 1e-14);
        starts[1].Growing.ShouldBe(2, tolerance: 1e-14);
        starts[1].Decaying.ShouldBe(9, tolerance: 1e-14);
        starts[0].Strength.ShouldBe(1, tolerance: 1e-14);
    }

    [Fact]
    public void In_sequence_a_mode_has_what_the_stronger_ones_leave()
    {
        SingularModes modes = Axes(3, 2);
        TwoLayerStart[] starts = TwoLayerStarts.Sequential(
            modes,
            Layers(
                [
                    [4, 1],
                    [2, 1],
                ],
                [
                    [0, 0],
                    [0, 0],
                ]
            )
        );
        starts[0].Growing.ShouldBe(17, tolerance: 1e-14);
        // (2, 1) less its part along (4, 1): the squared area of the parallelogram over 17, (4·1 − 1·2)²/17.
        starts[1].Growing.ShouldBe(4.0 / 17, tolerance: 1e-14);
        starts[1].Decaying.ShouldBe(5, tolerance: 1e-14);
    }

    [Fact]
    public void A_third_mode_of_two_hidden_units_has_nothing_left()
    {
        SingularModes modes = Axes(3, 2, 1);
        TwoLayerStart[] starts = TwoLayerStarts.Sequential(
            modes,
            Layers(
                [
                    [4, 1],
                    [2, 1],
                    [0.3, -7],
                ],
                [
                    [0, 0],
                    [0, 0],
                    [0, 0],
                ]
            )
        );
        starts[2].Growing.ShouldBe(0);
    }

    [Fact]
    public void Within_a_degenerate_group_the_basis_is_that_of_the_start_whatever_the_one_given()
    {
        SingularModes modes = Axes(2, 2);
        TwoLayerStart[] starts = TwoLayerStarts.Isolated(
            modes,
            Layers(
                [
                    [3, 0],
                    [1, 1],
                ],
                [
                    [0, 0],
                    [0, 0],
                ]
            )
        );
        // Gram matrix [[9, 3], [3, 2]]: eigenvalues (11 ± √85)/2.
        starts[0].Growing.ShouldBe((11 + Math.Sqrt(85)) / 2, tolerance: 1e-13);
        starts[1].Growing.ShouldBe((11 - Math.Sqrt(85)) / 2, tolerance: 1e-13);
    }

    [Fact]
    public void What_modes_share_is_the_largest_cosine_between_their_hidden_vectors()
    {
        // a₁ = (1, 0), a₂ = (0, 2), b₁ = (3, 0), b₂ = (1, 1): b₂ has 1/√2 of a₁ and of b₁.
        TwoLayerStarts
            .SharedHidden(
                Axes(3, 2),
                Layers(
                    [
                        [1, 0],
                        [0, 2],
                    ],
                    [
                        [3, 0],
                        [1, 1],
                    ]
                )
            )
            .ShouldBe(Math.Sqrt(0.5), tolerance: 1e-15);
        TwoLayerStarts
            .SharedHidden(
                Axes(3, 2),
                Layers(
                    [
                        [1, 0],
                        [0, 2],
                    ],
                    [
                        [3, 0],
                        [0, -1],
                    ]
                )
            )
            .ShouldBe(0);
    }

    [Fact]
    public void In_the_basis_of_its_start_a_degenerate_group_that_moves_as_single_modes_shares_nothing()
    {
        // The group of two equal singular values is free to turn. Turned by 30°, the layers [[1, 0], [0, 2]] and [[3, 0], [0, −1]]
        // have hidden vectors that are anything but orthogonal.
        (double c, double s) = (Math.Sqrt(3) / 2, 0.5);
        TwoLayerStarts
            .SharedHidden(
                Axes(2, 2),
                Layers(
                    [
                        [c, 2 * s],
                        [-s, 2 * c],
                    ],
                    [
                        [3 * c, -s],
                        [-3 * s, -c],
                    ]
                )
            )
            .ShouldBe(0, tolerance: 1e-14); // the rounding of a rotation
    }

    [Fact]
    public void A_degenerate_group_whose_hidden_vectors_no_basis_makes_orthogonal_is_coupled_within()
    {
        // a₁ = (1, 1), a₂ = (0, 2), b₁ = (1, 1), b₂ = (2, −2). The number is that of numpy.linalg.eigh of the Gram matrix of a + b, and
        // of the cosines of a and b in its basis.
        double shared = TwoLayerStarts.SharedHidden(
            Axes(2, 2),
            Layers(
                [
                    [1, 1],
                    [0, 2],
                ],
                [
                    [1, 1],
                    [2, -2],
                ]
            )
        );
        shared.ShouldBe(0.6666666666666669, tolerance: 1e-12);
    }

    [Fact]
    public void Modes_share_the_hidden_layer_with_what_lies_outside_them_too()
    {
        // Two modes of three outputs: the third output has no mode, but reads the hidden direction (3, 4)/5, of which mode 1 has 3/5 and
        // mode 2 has 4/5. Its row of W(0) is not 0, and to unlearn it the network moves the vectors of both.
        SingularModes modes = SingularModes.Of(
            Matrix<double>.Build.DenseOfRowArrays([3, 0], [0, 2], [0, 0]),
            Matrix<double>.Build.DenseIdentity(2)
        );
        TwoLayerStarts
            .SharedHidden(
                modes,
                [
                    Matrix<double>.Build.DenseOfRowArrays([1, 0], [0, 2]),
                    Matrix<double>.Build.DenseOfRowArrays([3, 0], [0, -1], [0.03, 0.04]),
                ]
            )
            .ShouldBe(0.8, tolerance: 1e-13);
    }

    [Fact]
    public void Other_depths_are_refused() =>
        Should
            .Throw<ArgumentException>(() => TwoLayerStarts.Isolated(Axes(1), [Matrix<double>.Build.Dense(1, 1, 1.0)]))
            .Message.ShouldContain("two layers");

    // Σ^yx diagonal: the modes are the axes, v_α = u_α = e_α.
    private static SingularModes Axes(params double[] strengths)
    {
        Matrix<double> sigma = Matrix<double>.Build.DenseOfDiagonalArray(strengths);
        return SingularModes.Of(sigmaYX: sigma, sigmaX: Matrix<double>.Build.DenseIdentity(strengths.Length));
    }

    // W₁e_α and W₂ᵀe_α, per mode.
    private static Matrix<double>[] Layers(double[][] first, double[][] second) =>
        [Matrix<double>.Build.DenseOfColumnArrays(first), Matrix<double>.Build.DenseOfRowArrays(second)];
}
