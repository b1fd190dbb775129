using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;

namespace TheoryTests.Modes;

public sealed class TwoLayerStartsTests
{
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
    public void What_modes_share_is_the_largest_cosine_between_hidden_vectors_of_different_groups()
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
        TwoLayerStarts
            .SharedHidden(
                Axes(2, 2),
                Layers(
                    [
                        [1, 0],
                        [1, 2],
                    ],
                    [
                        [3, 0],
                        [0, 0],
                    ]
                )
            )
            .ShouldBe(0);
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
