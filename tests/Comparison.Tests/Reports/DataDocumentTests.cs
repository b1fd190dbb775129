using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Reports;

public sealed class DataDocumentTests
{
    [Fact]
    public void A_sampled_level_stands_beside_what_is_to_be_expected_of_it()
    {
        // Y = [[1, 1], [1, −1]] has s = √2 twice. ε = 0.1: q = 0.64, λ = 1.64 and 0.36, √(2λ) = 1.8111 and 0.8485.
        string[] lines = Lines(
            Tree(
                new DiffuseTreeSampler(2, 1, 2, 0.1),
                new double[,]
                {
                    { 1, 1 },
                    { 1, -1 },
                }
            )
        );
        lines[2].ShouldBe("2 items, 2 inputs, 2 outputs. Moments are sums over items: Σ^x = XXᵀ, Σ^yx = YXᵀ.");
        lines[4].ShouldBe("Inputs are one-hot: Σ^x = 1 exactly.");
        lines.ShouldContain("| what all items share | 1 | 1.640 | 1.811 | 1.414 | −21.91 % |");
        lines.ShouldContain("| height 1 | 1 | 0.3600 | 0.8485 | 1.414 | +66.67 % |");
        lines.ShouldNotContain(line => line.Contains("no hierarchy"));
    }

    [Fact]
    public void The_levels_of_a_tree_have_the_eigenvalues_of_the_formula_and_share_all_of_the_variance()
    {
        var sampler = new DiffuseTreeSampler(100, treeDepth: 3, branchingFactor: 4, flipProbability: 0.1);
        var task = new LearningTask(sampler.Sample(seed: 1)) { Tree = sampler };
        TaskSpectrum spectrum = new(task);
        // λ worked out elsewhere: 1 + Σ_{h=1}^{D} (b−1)b^{h−1}q^h and so on.
        double[] expected = [20.418112, 3.640896, 1.2816, 0.36];
        spectrum.Levels().Select(level => level.Multiplicity).ShouldBe([1, 3, 12, 48]);
        foreach ((SpectrumLevel level, double eigenvalue) in spectrum.Levels().Zip(expected))
        {
            level.Eigenvalue.ShouldBe(eigenvalue, tolerance: 1e-12);
            level.SingularValue.ShouldBe(10 * Math.Sqrt(eigenvalue), tolerance: 1e-12);
        }
        // Every entry of Y is ±1, so Σs² = FN; and the strongest alone is far above all others.
        Table table = spectrum.Table();
        table["singular value"].ToArray().Sum(value => value * value).ShouldBe(6400, tolerance: 1e-9);
        table["expected singular value"].ToArray().Sum(value => value * value).ShouldBe(6400, tolerance: 1e-9);
        spectrum.Levels()[0].Sampled.ShouldBe(45.19, tolerance: 4.5);
    }

    [Fact]
    public void With_fair_flips_the_document_says_that_there_is_no_hierarchy()
    {
        var sampler = new DiffuseTreeSampler(100, treeDepth: 3, branchingFactor: 4, flipProbability: 0.5);
        var task = new LearningTask(sampler.Sample(seed: 1)) { Tree = sampler };
        TaskSpectrum spectrum = new(task);
        string warning = DataDocument.NoHierarchy(spectrum)!;
        // √100 ∓ √64.
        warning.ShouldStartWith("These data have no hierarchy: with a flip probability of 0.5 ");
        warning.ShouldContain("between 2.000 and 18.00 for 100 × 64 (Marchenko–Pastur)");
        DataDocument.Markdown(task, spectrum).ShouldContain($"**{warning}**");
        // Levels of equal expectation are one: sorted into four they would look like the hierarchy that is not there.
        SpectrumLevel only = spectrum.Levels().ShouldHaveSingleItem();
        (only.Multiplicity, only.Eigenvalue, only.SingularValue).ShouldBe((64, 1, 10));
        only.Sampled.ShouldBe(spectrum.Sampled.Average(), tolerance: 1e-12);
    }

    [Fact]
    public void Of_fewer_features_than_items_the_rest_of_the_spectrum_is_zero()
    {
        // One feature: Y = (1, 1, 1, −1), s = 2 and three zeros.
        LearningTask task = Tree(
            new DiffuseTreeSampler(1, 2, 2, 0.1),
            new double[,]
            {
                { 1, 1, 1, -1 },
            }
        );
        double[] sampled = new TaskSpectrum(task).Table()["singular value"].ToArray();
        sampled[0].ShouldBe(2, tolerance: 1e-15);
        sampled[1..].ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void What_never_flips_has_one_level_and_no_difference_that_is_rounding()
    {
        LearningTask task = Tree(
            new DiffuseTreeSampler(3, 2, 2, 0),
            new double[,]
            {
                { 1, 1, 1, 1 },
                { -1, -1, -1, -1 },
                { 1, 1, 1, 1 },
            }
        );
        string[] lines = Lines(task);
        lines.ShouldContain("| what all items share | 1 | 4.000 | 3.464 | 3.464 | 0.00 % |");
        lines.ShouldContain("| height 2, height 1 | 3 | 0 | 0 | 0 |  |");
    }

    [Fact]
    public void One_hot_inputs_are_not_white_where_moments_are_means()
    {
        // Σ^x = 1/4 on the diagonal of four items: 3/4 from the identity.
        Matrix<double> four = Matrix<double>.Build.DenseIdentity(4);
        string[] lines = Lines(new LearningTask(new DataSet(four, four), MomentConvention.Mean));
        lines[4].ShouldBe("Inputs are one-hot, and Σ^x is diagonal: the largest |Σ^x − 1| is 0.7500.");
    }

    [Theory]
    [InlineData(2, 1, "Inputs are not one-hot: the largest |Σ^x − 1| is 3.000.")] // 2² − 1
    [InlineData(0.6, 0.8, "Inputs are not one-hot, and white: Σ^x = 1 up to rounding.")]
    public void Inputs_are_called_what_they_are(double first, double second, string expected)
    {
        // X = [[a, b], [−b, a]] is a rotation for a² + b² = 1; else its first entry is doubled alone.
        bool isRotation = first < 1;
        double[,] inputs = isRotation
            ? new[,]
            {
                { first, second },
                { -second, first },
            }
            : new[,]
            {
                { first, 0 },
                { 0, second },
            };
        var items = new DataSet(Matrix<double>.Build.DenseOfArray(inputs), Matrix<double>.Build.DenseIdentity(2));
        string[] lines = Lines(new LearningTask(items));
        lines[4].ShouldBe(expected);
        lines.ShouldNotContain(line => line.Contains("tree"));
    }

    private static LearningTask Tree(DiffuseTreeSampler sampler, double[,] targets) =>
        new(
            new DataSet(
                Matrix<double>.Build.DenseIdentity(targets.GetLength(1)),
                Matrix<double>.Build.DenseOfArray(targets)
            )
        )
        {
            Tree = sampler,
        };

    private static string[] Lines(LearningTask task) => DataDocument.Markdown(task, new TaskSpectrum(task)).Split('\n');
}
