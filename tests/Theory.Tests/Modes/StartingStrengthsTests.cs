using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Modes;

public sealed class StartingStrengthsTests
{
    private static readonly SingularModes Modes = SingularModes.Of(sigmaYX: Sheet, sigmaX: White(4));

    [Fact]
    public void Balanced_aligned_weights_start_from_their_strengths_by_either_reading()
    {
        double[] strengths = [0.3, 0.02, 0.7, 0.7];
        Matrix<double>[] weights = Aligned(strengths, [1, 1, 1, 1]);
        ShouldBe(StartingStrengths.GrowingPart(Modes, weights), strengths);
        ShouldBe(StartingStrengths.Overlap(Modes, weights), strengths);
        LayerBalance.Defect(weights).ShouldBeLessThan(1e-15);
        StartingStrengths.AlignmentDefect(Modes, weights).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Layers_of_opposite_sign_have_no_growing_part_but_a_negative_overlap()
    {
        Matrix<double>[] weights = Aligned([0.3, 0.02, 0.7, 0.7], [1, -1, 1, 1]);
        ShouldBe(StartingStrengths.GrowingPart(Modes, weights), [0.3, 0, 0.7, 0.7]);
        ShouldBe(StartingStrengths.Overlap(Modes, weights), [0.3, -0.02, 0.7, 0.7]);
    }

    [Fact]
    public void The_growing_part_is_a_quarter_of_the_squared_sum_of_what_meets_in_the_hidden_layer()
    {
        Matrix<double>[] weights = [Random(16, 4, seed: 1), Random(7, 16, seed: 2)];
        double[] strengths = StartingStrengths.GrowingPart(Modes, weights);
        for (int mode = 0; mode < 2; mode++)
        {
            Vector<double> sum =
                weights[0] * Modes.InputModes.Column(mode)
                + weights[1].TransposeThisAndMultiply(Modes.OutputModes.Column(mode));
            strengths[mode].ShouldBe(sum.DotProduct(sum) / 4, tolerance: 1e-14);
        }
    }

    [Fact]
    public void In_a_degenerate_group_the_strengths_are_eigenvalues_and_do_not_depend_on_the_basis()
    {
        // Growing parts 0.5 and 0.1 along directions of the group that are turned by 0.4 against its basis.
        Matrix<double> turn = Matrix<double>.Build.DenseIdentity(4);
        turn.SetSubMatrix(
            2,
            2,
            Matrix<double>.Build.DenseOfRowArrays([Math.Cos(0.4), -Math.Sin(0.4)], [Math.Sin(0.4), Math.Cos(0.4)])
        );
        Matrix<double>[] weights = Aligned([0.3, 0.02, 0.1, 0.5], [1, 1, 1, 1], turn);
        ShouldBe(StartingStrengths.GrowingPart(Modes, weights), [0.3, 0.02, 0.5, 0.1]);
        ShouldBe(StartingStrengths.Overlap(Modes, weights), [0.3, 0.02, 0.3, 0.3]);
        StartingStrengths.AlignmentDefect(Modes, weights).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void The_overlap_is_that_of_the_product_of_any_number_of_layers()
    {
        Matrix<double>[] weights = [Random(5, 4, seed: 3), Random(6, 5, seed: 4), Random(7, 6, seed: 5)];
        Matrix<double> map = weights[2] * weights[1] * weights[0];
        double[] strengths = StartingStrengths.Overlap(Modes, weights);
        Matrix<double> strength = Modes.OutputModes.TransposeThisAndMultiply(map * Modes.InputModes);
        ShouldBe(
            strengths,
            [strength[0, 0], strength[1, 1], .. Enumerable.Repeat((strength[2, 2] + strength[3, 3]) / 2, 2)]
        );
        ShouldBe(StartingStrengths.Overlap(Modes, [map]), strengths);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_balanced_aligned_start_is_matched_by_itself(int depth)
    {
        double[] strengths = [0.3, 0.02, 0.7, 0.7];
        double[] layers = [.. strengths.Select(strength => Math.Pow(strength, 1.0 / depth))];
        Matrix<double> hidden = White(8).SubMatrix(0, 8, 0, 4);
        Matrix<double>[] weights =
        [
            Product(hidden, layers, Modes.InputModes),
            .. Enumerable.Repeat(Product(hidden, layers, hidden), depth - 2),
            Product(Modes.OutputModes, layers, hidden),
        ];
        ShouldBe(StartingStrengths.TangentMatched(Modes, weights), strengths);
    }

    [Fact]
    public void The_matched_start_moves_as_readily_as_the_weights_do()
    {
        Matrix<double>[] weights = [Random(5, 4, seed: 3), Random(6, 5, seed: 4), Random(7, 6, seed: 5)];
        double[] strengths = StartingStrengths.TangentMatched(Modes, weights);
        for (int mode = 0; mode < 2; mode++)
        {
            Vector<double> v = Modes.InputModes.Column(mode);
            Vector<double> u = Modes.OutputModes.Column(mode);
            double Strength(IEnumerable<Matrix<double>> layers) =>
                u.DotProduct(layers.Aggregate(v, (image, weight) => weight * image));
            // |∂u/∂W_l|² summed over all weights, by central differences: exact, as u is linear in every one of them.
            double tangent = 0;
            for (int layer = 0; layer < 3; layer++)
            {
                foreach ((int row, int column, double _) in weights[layer].EnumerateIndexed())
                {
                    double Moved(double by)
                    {
                        Matrix<double>[] moved = [.. weights.Select(weight => weight.Clone())];
                        moved[layer][row, column] += by;
                        return Strength(moved);
                    }
                    tangent += Math.Pow((Moved(0.5) - Moved(-0.5)), 2);
                }
            }
            (3 * Math.Pow(strengths[mode], 4.0 / 3)).ShouldBe(tangent, tolerance: 1e-12);
        }
    }

    [Fact]
    public void What_is_matched_in_a_degenerate_group_does_not_depend_on_its_basis()
    {
        Matrix<double>[] weights = [Random(5, 4, seed: 3), Random(6, 5, seed: 4), Random(7, 6, seed: 5)];
        double[] strengths = StartingStrengths.TangentMatched(Modes, weights);
        strengths[2].ShouldBe(strengths[3]);
        // Squared Frobenius norms of the group's images: sums over any of its bases.
        Matrix<double> inputs = Modes.InputModes.SubMatrix(0, 4, 2, 2);
        Matrix<double> outputs = Modes.OutputModes.SubMatrix(0, 7, 2, 2);
        double Mean(Matrix<double> images) => Math.Pow(images.FrobeniusNorm(), 2) / 2;
        double tangent =
            Mean(inputs) * Mean((weights[2] * weights[1]).TransposeThisAndMultiply(outputs))
            + Mean(weights[0] * inputs) * Mean(weights[2].TransposeThisAndMultiply(outputs))
            + Mean(weights[1] * weights[0] * inputs) * Mean(outputs);
        strengths[2].ShouldBe(Math.Pow(tangent / 3, 0.75), tolerance: 1e-13);
    }

    [Fact]
    public void Aligned_weights_of_any_depth_and_sign_have_the_strengths_of_their_map()
    {
        // Growing parts in the group along directions turned by 0.4 against its basis, as above; one mode of the other sign.
        Matrix<double> turn = Matrix<double>.Build.DenseIdentity(4);
        turn.SetSubMatrix(
            2,
            2,
            Matrix<double>.Build.DenseOfRowArrays([Math.Cos(0.4), -Math.Sin(0.4)], [Math.Sin(0.4), Math.Cos(0.4)])
        );
        Matrix<double>[] two = Aligned([0.3, 0.02, 0.1, 0.5], [1, -1, 1, 1], turn);
        ShouldBe(StartingStrengths.OfAligned(Modes, two), [0.3, -0.02, 0.5, 0.1]);
        Matrix<double> rotation = Random(16, 16, seed: 3).QR().Q;
        ShouldBe(
            StartingStrengths.OfAligned(Modes, [two[0], rotation, two[1] * rotation.Transpose()]),
            [0.3, -0.02, 0.5, 0.1]
        );
    }

    [Fact]
    public void Misalignment_is_whatever_couples_a_mode_to_another_or_to_what_is_outside()
    {
        Matrix<double> map = Modes.MapOf([1, 2, 3, 3]);
        StartingStrengths.AlignmentDefect(Modes, [map]).ShouldBeLessThan(1e-14);

        Matrix<double> betweenModes = Modes.OutputModes.Column(0).OuterProduct(Modes.InputModes.Column(1)) * 0.01;
        StartingStrengths.AlignmentDefect(Modes, [map + betweenModes]).ShouldBe(0.01, tolerance: 1e-14);

        Matrix<double> turningTheGroup =
            Modes.OutputModes.Column(2).OuterProduct(Modes.InputModes.Column(3)) * 0.04
            - Modes.OutputModes.Column(3).OuterProduct(Modes.InputModes.Column(2)) * 0.02;
        StartingStrengths.AlignmentDefect(Modes, [map + turningTheGroup]).ShouldBe(0.03, tolerance: 1e-14);

        // The sheet has 7 outputs and 4 modes: one of the three directions no mode uses.
        Vector<double> unused = Vector<double>.Build.Dense([1, -1, -1, 0, 0, 0, 0]) / Math.Sqrt(3);
        Matrix<double> outside = unused.OuterProduct(Modes.InputModes.Column(1)) * 0.05;
        StartingStrengths.AlignmentDefect(Modes, [map + outside]).ShouldBe(0.05, tolerance: 1e-14);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_by_name()
    {
        Refusal(() => StartingStrengths.Overlap(Modes, [])).ShouldContain("At least one weight matrix");
        Refusal(() => StartingStrengths.Overlap(Modes, [Random(7, 5, 1)])).ShouldContain("lead from 5 to 7");
        Refusal(() => StartingStrengths.Overlap(Modes, [Random(3, 4, 1), Random(7, 2, 1)]))
            .ShouldContain("W_2 must have 3 columns, one per row of W_1, but is 7×2");
        Refusal(() => StartingStrengths.GrowingPart(Modes, [Random(7, 4, 1)])).ShouldContain("two layers, but 1");
        Refusal(() => StartingStrengths.TangentMatched(Modes, [Random(5, 4, 1), Random(7, 5, 1)]))
            .ShouldContain("three and more layers, but 2");
        Refusal(() => LayerBalance.Defect([White(2) * double.NaN])).ShouldContain("W_1 must be finite");
    }

    // W₁ = √a R Vᵀ, W₂ = ±U R √a with R the first hidden units.
    private static Matrix<double>[] Aligned(double[] strengths, double[] signs, Matrix<double>? turn = null)
    {
        Matrix<double> outputs = Modes.OutputModes * (turn ?? White(4));
        Matrix<double> inputs = Modes.InputModes * (turn ?? White(4));
        double[] first = [.. strengths.Select(Math.Sqrt)];
        double[] second = [.. first.Zip(signs, (root, sign) => root * sign)];
        Matrix<double> hidden = White(16).SubMatrix(0, 16, 0, 4);
        return [Product(hidden, first, inputs), Product(outputs, second, hidden)];
    }

    private static void ShouldBe(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            actual[index].ShouldBe(expected[index], tolerance: 1e-14);
        }
    }

    private static string Refusal(Action action) => Should.Throw<ArgumentException>(action).Message;
}
