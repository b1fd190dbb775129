using Dynamics.Simulation.Data;
using Dynamics.Simulation.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Data;

public sealed class DiffuseTreeSamplerTests
{
    // Expected eigenvalues of YᵀY/F with q = (1 − 2ε)²: 1 + Σ_{h=1}^{D}(b−1)b^{h−1}q^h of the root, and, (b−1)b^{D−h}
    // times each, 1 + Σ_{j<h}(b−1)b^{j−1}q^j − b^{h−1}q^h of the nodes at height h = D … 1. Written out as numbers, so
    // that a wrong formula is not made twice.
    public static TheoryData<int, int, double, double[], int[]> Hierarchies { get; } =
        new()
        {
            { 2, 3, 0.15, [2.440796, 1.499604, 1.0098, 0.51], [1, 1, 2, 4] },
            { 4, 3, 0.1, [20.418112, 3.640896, 1.2816, 0.36], [1, 3, 12, 48] },
            { 3, 2, 0.05, [6.5566, 0.6517, 0.19], [1, 2, 6] },
        };

    [Theory, MemberData(nameof(Hierarchies))]
    public void Eigenvalues_of_the_items_are_those_expected_of_a_branching_diffusion(
        int branching,
        int depth,
        double flip,
        double[] expected,
        int[] multiplicities
    )
    {
        var sampler = new DiffuseTreeSampler(featureDimension: 100_000, depth, branching, flip);
        for (int seed = 1; seed <= 10; seed++)
        {
            double[] eigenvalues =
            [
                .. Overlaps(sampler.Sample(seed))
                    .Evd(Symmetricity.Symmetric)
                    .EigenValues.Select(value => value.Real)
                    .OrderDescending(),
            ];
            int first = 0;
            for (int group = 0; group < expected.Length; group++)
            {
                double mean = eigenvalues.Skip(first).Take(multiplicities[group]).Average();
                // The deviation of a single eigenvalue is at most √(2/F) = 0.45 %.
                mean.ShouldBe(expected[group], tolerance: 0.02 * expected[group]);
                first += multiplicities[group];
            }
        }
    }

    [Fact]
    public void Items_stand_in_tree_order()
    {
        Matrix<double> overlaps = Overlaps(new DiffuseTreeSampler(100_000, treeDepth: 3, 2, 0.1).Sample(seed: 1));
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                // The nearest common ancestor of two leaves is at the height of the highest bit in which they differ.
                int height = i == j ? 0 : (int)Math.Log2(i ^ j) + 1;
                // A mean of 10⁵ products ±1: five deviations.
                overlaps[i, j].ShouldBe(Math.Pow(0.8, 2 * height), tolerance: 5 / Math.Sqrt(1e5));
            }
        }
    }

    [Fact]
    public void Inputs_are_one_hot_and_features_are_signs()
    {
        DataSet data = new DiffuseTreeSampler(100, 3, 4, 0.5).Sample(seed: 1);
        (data.Count, data.InputWidth, data.TargetWidth, data.IsOneHot).ShouldBe((64, 64, 100, true));
        data.Targets.ToArray().ShouldAllBe(value => Math.Abs(value) == 1);
    }

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, -1)]
    [InlineData(1, 4, 1)]
    public void Without_chance_on_the_edges_all_items_are_the_root_or_its_opposite(double flip, int depth, int sign)
    {
        // Roots of the same seed do not depend on ε: compare with a tree that never flips.
        double[] root = Features(new DiffuseTreeSampler(50, 1, 2, 0).Sample(seed: 1))[..50];
        root.ShouldContain(1);
        root.ShouldContain(-1);
        double[] features = Features(new DiffuseTreeSampler(50, depth, 2, flip).Sample(seed: 1));
        foreach (double[] item in features.Chunk(50))
        {
            item.ShouldBe([.. root.Select(value => sign * value)]);
        }
    }

    [Fact]
    public void More_features_leave_the_others_in_place()
    {
        double[] few = Features(new DiffuseTreeSampler(10, 3, 2, 0.3).Sample(seed: 1));
        double[] many = Features(new DiffuseTreeSampler(25, 3, 2, 0.3).Sample(seed: 1));
        many.Chunk(25).SelectMany(item => item[..10]).ShouldBe(few);
    }

    [Fact]
    public void Another_seed_is_another_draw_and_the_same_seed_the_same()
    {
        var sampler = new DiffuseTreeSampler(100, 3, 4, 0.1);
        double[] first = Features(sampler.Sample(seed: 1));
        Features(sampler.Sample(seed: 1)).ShouldBe(first);
        Features(sampler.Sample(seed: 2)).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(0, 3, 4, 0.1, "The number of features must be at least 1.")]
    [InlineData(100, 0, 4, 0.1, "The depth of the tree must be at least 1.")]
    [InlineData(100, 3, 0, 0.1, "The branching factor must be at least 1.")]
    [InlineData(100, 3, 4, -0.1, "The probability of a flip must be in [0, 1].")]
    [InlineData(100, 3, 4, 1.01, "The probability of a flip must be in [0, 1].")]
    [InlineData(100, 3, 4, double.NaN, "The probability of a flip must be in [0, 1].")]
    [InlineData(100, 30, 4, 0.1, "Branching 4 over depth 30 gives 1.15292E+18 items")]
    [InlineData(int.MaxValue, 3, 4, 0.1, "Branching 4 over depth 3 gives 64 items")]
    [InlineData(100, 500, 2, 0.1, "Branching 2 over depth 500 gives 3.27339E+150 items")]
    public void Trees_that_cannot_be_are_refused(int features, int depth, int branching, double flip, string message) =>
        Should
            .Throw<ArgumentException>(() => new DiffuseTreeSampler(features, depth, branching, flip))
            .Message.ShouldStartWith(message);

    private static double[] Features(DataSet data) => data.Targets.ToArray();

    private static Matrix<double> Overlaps(DataSet data)
    {
        int items = data.Count;
        double[] overlaps = new double[items * items];
        var shape = new ProductShape(items, items, data.TargetWidth, TransposeA: true, Alpha: 1.0 / data.TargetWidth);
        MatrixProducts.Current.Product(shape, data.Targets.Span, data.Targets.Span, overlaps);
        return Matrix<double>.Build.Dense(items, items, overlaps);
    }
}
