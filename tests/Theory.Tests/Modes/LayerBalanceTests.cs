using Dynamics.Theory.Modes;
using MathNet.Numerics.LinearAlgebra;
using static TheoryTests.Modes.Tasks;

namespace TheoryTests.Modes;

public sealed class LayerBalanceTests
{
    [Fact]
    public void Layers_show_their_norms_and_neighbours_their_imbalance()
    {
        Matrix<double>[] weights = [White(3) * 2, White(3) * 2, White(3) * 2.5];
        ShouldBe(LayerBalance.Norms(weights), [Math.Sqrt(12), Math.Sqrt(12), Math.Sqrt(18.75)]);
        ShouldBe(LayerBalance.Imbalances(weights), [0, 2.25 * Math.Sqrt(3)]);
        LayerBalance.Imbalances([weights[0]]).ShouldBeEmpty();
    }

    [Fact]
    public void The_imbalance_of_a_wide_layer_is_that_of_the_whole_matrix()
    {
        // 1500 units are more than are multiplied at once.
        Matrix<double>[] weights = [Random(1500, 2, seed: 1), Random(3, 1500, seed: 2)];
        Matrix<double> whole =
            weights[1].TransposeThisAndMultiply(weights[1]) - weights[0].TransposeAndMultiply(weights[0]);
        double norm = whole.FrobeniusNorm();
        LayerBalance.Imbalances(weights).ShouldHaveSingleItem().ShouldBe(norm, tolerance: 1e-12 * norm);
        LayerBalance.Defect(weights).ShouldBe(whole.Enumerate().Max(Math.Abs), tolerance: 1e-12);
    }

    [Fact]
    public void Imbalance_is_found_in_whatever_layer_it_is()
    {
        Matrix<double>[] weights = [White(3) * 2, White(3) * 2, White(3) * 2.5];
        LayerBalance.Defect(weights).ShouldBe(2.25, tolerance: 1e-15);
        LayerBalance.Defect([weights[0], weights[1]]).ShouldBe(0);
        LayerBalance.Defect([weights[0]]).ShouldBe(0);
    }

    [Fact]
    public void Imbalance_is_the_largest_entry_wherever_it_is_in_a_layer_taken_in_blocks_of_rows()
    {
        // W₁ = w₁, W₂ᵀ = w₂, both zero but for the units i, j: w₂w₂ᵀ − w₁w₁ᵀ has 3·(−5) at (i, j), 9 and 25 − 36 at i and j.
        foreach ((int i, int j) in ((int, int)[])[(0, 2_999), (12, 13), (2_500, 1_000), (2_999, 2_998)])
        {
            Matrix<double> below = Matrix<double>.Build.Dense(3_000, 1);
            Matrix<double> above = Matrix<double>.Build.Dense(1, 3_000);
            below[j, 0] = 6;
            above[0, i] = 3;
            above[0, j] = -5;
            LayerBalance.Defect([below, above]).ShouldBe(15);
        }
    }

    private static void ShouldBe(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            actual[index].ShouldBe(expected[index], tolerance: 1e-14);
        }
    }
}
