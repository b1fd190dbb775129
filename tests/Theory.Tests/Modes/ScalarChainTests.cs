using Dynamics.Theory.Modes;
using TheoryTests.Golden;

namespace TheoryTests.Modes;

public sealed class ScalarChainTests
{
    [Fact]
    public void The_strength_and_the_layers_are_those_of_integrated_layers()
    {
        double worst = 0;
        double worstLayer = 0;
        IReadOnlyList<string[]> rows = GoldenTable.Cells("chain.csv");
        foreach (string[] row in rows)
        {
            (double s, double d, double tau, double time) = (
                GoldenTable.Number(row[0]),
                GoldenTable.Number(row[1]),
                GoldenTable.Number(row[2]),
                GoldenTable.Number(row[3])
            );
            (double[] start, double[] end) = (Layers(row[4]), Layers(row[5]));
            (double u, double condition) = (GoldenTable.Number(row[6]), GoldenTable.Number(row[7]));
            ScalarChain chain = new(start, s, d, tau);
            double error = Math.Abs(chain.StrengthAt(time) - u);
            worst = Math.Max(worst, error == 0 ? 0 : error / (condition * Math.Abs(u)));
            double[] reached = chain.LayersAt(time);
            for (int layer = 0; layer < end.Length; layer++)
            {
                worstLayer = Math.Max(worstLayer, Math.Abs(reached[layer] - end[layer]));
            }
        }
        rows.Count.ShouldBe(126);
        worst.ShouldBeLessThan(1e-12);
        worstLayer.ShouldBeLessThan(1e-11);
    }

    [Theory]
    [InlineData(3, 1.3, 1, 0.01)] // learned
    [InlineData(5, 1.3, 0.6, 7)] // from above
    [InlineData(4, -0.7, 1, 0.4)] // dies out
    [InlineData(3, 0, 2, 0.4)] // a power law
    [InlineData(3, 1.3, 1, -0.2)]
    public void A_balanced_chain_is_the_balanced_mode(int depth, double s, double d, double u0)
    {
        double[] layers = new double[depth];
        Array.Fill(layers, Math.Pow(Math.Abs(u0), 1.0 / depth));
        layers[^1] *= Math.Sign(u0);
        ScalarChain chain = new(layers, s, d, timeConstant: 2.5);
        BalancedDeepMode mode = new(depth, s, d, chain.InitialStrength, timeConstant: 2.5);
        chain.FinalStrength.ShouldBe(mode.FinalStrength);
        foreach (double time in new[] { 0, 0.3, 2, 11, 40, 300 })
        {
            double truth = mode.StrengthAt(time);
            chain.StrengthAt(time).ShouldBe(truth, tolerance: 1e-11 * Math.Abs(truth));
        }
        (chain.HalfRiseTime is null).ShouldBe(mode.HalfRiseTime is null);
        if (mode.HalfRiseTime is double half)
        {
            chain.HalfRiseTime!.Value.ShouldBe(half, tolerance: 1e-12 * half);
        }
    }

    [Theory]
    [InlineData(0.7, -0.2, 1.3, 1)]
    [InlineData(-1e-9, 0.4, 1.3, 2)]
    [InlineData(-0.3, 0.30001, 0.9, 0.5)] // next to the saddle
    [InlineData(-0.3, 0.3, 0.9, 0.5)] // on it
    [InlineData(6, 0.1, -0.9, 1)]
    [InlineData(2, 0.1, 0, 1)]
    public void Two_layers_are_the_unbalanced_mode(double a, double b, double s, double d)
    {
        ScalarChain chain = new([a, b], s, d, timeConstant: 2);
        TwoLayerStart start = new(Math.Pow(a + b, 2), Math.Pow(a - b, 2));
        UnbalancedTwoLayerMode mode = new(s, d, start, timeConstant: 2);
        chain.FinalStrength.ShouldBe(mode.FinalStrength);
        foreach (double time in new[] { 0, 1e-8, 0.3, 2, 9, 30 })
        {
            double truth = mode.StrengthAt(time);
            chain.StrengthAt(time).ShouldBe(truth, tolerance: 1e-11 * Math.Abs(truth) + 1e-16);
        }
    }

    [Fact]
    public void What_the_flow_conserves_is_kept_and_a_lone_smallest_layer_changes_its_sign()
    {
        double[] start = [0.9, -0.02, 0.4, 0.7];
        ScalarChain chain = new(start, 1.3, 1, timeConstant: 1);
        foreach (double time in new[] { 0.5, 3, 40 })
        {
            double[] layers = chain.LayersAt(time);
            for (int layer = 1; layer < start.Length; layer++)
            {
                (layers[layer] * layers[layer] - layers[0] * layers[0]).ShouldBe(
                    start[layer] * start[layer] - start[0] * start[0],
                    tolerance: 1e-14
                );
            }
        }
        chain.LayersAt(40)[1].ShouldBeGreaterThan(0);
        chain.StrengthAt(40).ShouldBe(1.3, tolerance: 1e-12);
    }

    [Fact]
    public void A_single_layer_at_zero_is_no_saddle_and_two_are()
    {
        new ScalarChain([0, 0.5, 0.5], 1, 1, 1).StrengthAt(200).ShouldBe(1, tolerance: 1e-12);
        ScalarChain saddle = new([0, 0, 0.5], 1, 1, 1);
        saddle.StrengthAt(200).ShouldBe(0);
        saddle.FinalStrength.ShouldBe(0);
        saddle.HalfRiseTime.ShouldBeNull();
    }

    [Fact]
    public void The_time_to_a_strength_is_the_inverse_of_the_strength_at_a_time()
    {
        ScalarChain chain = new([-0.05, 0.3, 0.9, -1.2], -1.3, 0.8, timeConstant: 2.5);
        foreach (double time in new[] { 0.01, 0.8, 2, 4 })
        {
            chain.TimeToReach(chain.StrengthAt(time)).ShouldBe(time, tolerance: 1e-12 * time);
        }
        (double early, double late) = (chain.StrengthAt(1), chain.StrengthAt(4));
        chain.TimeBetween(early, late).ShouldBe(3, tolerance: 1e-11);
        // From the other side of a saddle, whose sign the chain given does not have.
        ScalarChain tied = new([0.3, 0.3, 0.9], 1.3, 0.8, timeConstant: 2.5);
        ScalarChain other = new([-0.3, 0.3, 0.9], 1.3, 0.8, timeConstant: 2.5);
        double from = other.InitialStrength;
        tied.TimeBetween(from, from / 9).ShouldBe(other.TimeToReach(from / 9), tolerance: 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => chain.TimeToReach(2)).Message.ShouldContain("never reached");
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Should.Throw<ArgumentException>(() => new ScalarChain([1], 1, 1, 1)).Message.ShouldContain("ShallowMode");
        Should.Throw<ArgumentException>(() => new ScalarChain([1, 1e101], 1, 1, 1)).Message.ShouldContain("1e100");
        Should.Throw<ArgumentException>(() => new ScalarChain([1, double.NaN], 1, 1, 1)).Message.ShouldContain("a_2");
        Should.Throw<ArgumentException>(() => new ScalarChain([1, 1], 1, 0, 1)).Message.ShouldContain("d = 0");
    }

    private static double[] Layers(string cell) => [.. cell.Split(' ').Select(GoldenTable.Number)];
}
