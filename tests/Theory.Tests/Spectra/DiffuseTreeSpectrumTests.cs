using System.Numerics;
using Dynamics.Theory.Spectra;
using MathNet.Numerics.LinearAlgebra;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace TheoryTests.Spectra;

public sealed class DiffuseTreeSpectrumTests
{
    [Theory]
    [InlineData(2, 3, 0.15)]
    [InlineData(4, 3, 0.1)]
    [InlineData(3, 2, 0.05)]
    [InlineData(2, 4, 0.1)]
    [InlineData(3, 3, 0.8)]
    [InlineData(5, 1, 0.3)]
    [InlineData(4, 2, 0)]
    [InlineData(4, 3, 0.5)]
    [InlineData(1, 3, 0.2)]
    [InlineData(3, 0, 0.2)]
    public void The_levels_are_the_eigenvalues_of_the_covariance_built_element_by_element(int b, int depth, double flip)
    {
        int items = (int)Math.Pow(b, depth);
        Matrix covariance = Matrix.Build.Dense(
            items,
            items,
            (i, j) => Math.Pow(1 - 2 * flip, 2 * StepsToCommonAncestor(i, j, b))
        );
        double[] expected =
        [
            .. covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(x => x.Real).OrderDescending(),
        ];
        IReadOnlyList<double> eigenvalues = new DiffuseTreeSpectrum(b, depth, flip).Eigenvalues();
        eigenvalues.Count.ShouldBe(items);
        for (int index = 0; index < items; index++)
        {
            eigenvalues[index].ShouldBe(expected[index], tolerance: 2e-15 * items);
        }
    }

    // Every one of the 2⁷ ways the root and the six edges of a tree of b = 2 and D = 2 can fall out, with its probability.
    [Fact]
    public void The_covariance_is_that_of_all_ways_a_feature_can_diffuse()
    {
        const double Flip = 0.15;
        Matrix covariance = Matrix.Build.Dense(4, 4);
        for (uint way = 0; way < 128; way++)
        {
            int flips = BitOperations.PopCount(way >> 1);
            double probability = 0.5 * Math.Pow(Flip, flips) * Math.Pow(1 - Flip, 6 - flips);
            double Sign(int bit) => (way >> bit & 1) == 0 ? 1 : -1;
            Vector leaves = Vector.Build.Dense(4, leaf => Sign(0) * Sign(1 + leaf / 2) * Sign(3 + leaf));
            covariance += probability * leaves.OuterProduct(leaves);
        }
        double[] expected =
        [
            .. covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(x => x.Real).OrderDescending(),
        ];
        IReadOnlyList<double> eigenvalues = new DiffuseTreeSpectrum(2, 2, Flip).Eigenvalues();
        for (int index = 0; index < 4; index++)
        {
            eigenvalues[index].ShouldBe(expected[index], tolerance: 1e-14);
        }
    }

    // Worked out from the covariance by an independent program, to all digits.
    [Fact]
    public void The_levels_of_the_known_trees_are_known()
    {
        LevelsAre(new(2, 3, 0.15), (2.440796, 1), (1.499604, 1), (1.0098, 2), (0.51, 4));
        LevelsAre(new(2, 3, 0.1), (3.507776, 1), (1.410624, 1), (0.8208, 2), (0.36, 4));
        LevelsAre(new(4, 3, 0.1), (20.418112, 1), (3.640896, 3), (1.2816, 12), (0.36, 48));
        LevelsAre(new(3, 2, 0.05), (6.5566, 1), (0.6517, 2), (0.19, 6));
        LevelsAre(new(2, 4, 0.1), (4.84995328, 1), (2.16559872, 1), (1.410624, 2), (0.8208, 4), (0.36, 8));
    }

    [Fact]
    public void Items_are_as_variable_as_their_features_so_that_the_eigenvalues_sum_to_their_number() =>
        new DiffuseTreeSpectrum(3, 5, 0.07).Eigenvalues().Sum().ShouldBe(243, tolerance: 1e-11);

    [Fact]
    public void A_fair_coin_on_every_edge_leaves_no_hierarchy()
    {
        DiffuseTreeSpectrum course = new(branching: 4, depth: 3, flipProbability: 0.5);
        course.HasHierarchy.ShouldBeFalse();
        course.Eigenvalues().ShouldAllBe(eigenvalue => eigenvalue == 1);
        new DiffuseTreeSpectrum(4, 3, 0.1).HasHierarchy.ShouldBeTrue();
        new DiffuseTreeSpectrum(4, 3, 1).HasHierarchy.ShouldBeTrue();
        new DiffuseTreeSpectrum(4, 0, 0.1).HasHierarchy.ShouldBeFalse();
    }

    [Fact]
    public void Singular_values_of_the_hundred_features_of_exercise_two_are_known()
    {
        IReadOnlyList<double> values = new DiffuseTreeSpectrum(4, 3, 0.1).SingularValues(features: 100);
        values.Count.ShouldBe(64);
        values[0].ShouldBe(45.186, tolerance: 1e-3);
        values[3].ShouldBe(19.081, tolerance: 1e-3);
        values[63].ShouldBe(6, tolerance: 1e-13);
    }

    [Fact]
    public void Pure_noise_of_hundred_features_and_sixty_four_items_lies_between_two_and_eighteen()
    {
        MarchenkoPastur noise = new(100, 64);
        noise.SmallestSingularValue.ShouldBe(2);
        noise.LargestSingularValue.ShouldBe(18);
        new MarchenkoPastur(64, 100).SmallestSingularValue.ShouldBe(2);
    }

    [Fact]
    public void Singular_values_of_a_large_matrix_of_signs_fill_the_range_of_noise()
    {
        Matrix signs = Modes.Tasks.Random(400, 100, seed: 3).Map(x => x < 0 ? -1.0 : 1.0);
        MarchenkoPastur noise = new(400, 100);
        double[] values = [.. signs.Svd(computeVectors: false).S];
        // The outermost fluctuate by about ½(1/√m + 1/√n)^{1/3} = 0.27.
        values.Max().ShouldBe(noise.LargestSingularValue, tolerance: 1);
        values.Min().ShouldBe(noise.SmallestSingularValue, tolerance: 1);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_value_and_range()
    {
        Refusal(() => new DiffuseTreeSpectrum(0, 3, 0.1)).ShouldContain("b must be at least 1, but is 0");
        Refusal(() => new DiffuseTreeSpectrum(2, -1, 0.1)).ShouldContain("D must be at least 0, but is -1");
        Refusal(() => new DiffuseTreeSpectrum(2, 3, 1.1)).ShouldContain("ε must be from 0 to 1, but is 1.1");
        Refusal(() => new DiffuseTreeSpectrum(2, 3, double.NaN)).ShouldContain("ε must be from 0 to 1, but is NaN");
        Refusal(() => new DiffuseTreeSpectrum(10, 10, 0.1)).ShouldContain("1e+10 items");
        Refusal(() => new DiffuseTreeSpectrum(2, 3, 0.1).SingularValues(0)).ShouldContain("F of features must be");
        Refusal(() => new MarchenkoPastur(0, 1)).ShouldContain("rows must be at least 1");
    }

    private static int StepsToCommonAncestor(int i, int j, int b)
    {
        int steps = 0;
        for (; i != j; steps++)
        {
            (i, j) = (i / b, j / b);
        }
        return steps;
    }

    private static void LevelsAre(DiffuseTreeSpectrum spectrum, params (double Eigenvalue, int Multiplicity)[] expected)
    {
        spectrum.Levels.Select(level => level.Multiplicity).ShouldBe(expected.Select(level => level.Multiplicity));
        for (int index = 0; index < expected.Length; index++)
        {
            spectrum.Levels[index].Eigenvalue.ShouldBe(expected[index].Eigenvalue, tolerance: 1e-13);
        }
    }

    private static string Refusal(Func<object> action) => Should.Throw<ArgumentException>(action).Message;
}
