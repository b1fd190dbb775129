using Dynamics.Simulation.Randomness;

namespace SimulationTests.Randomness;

// Numbers of Golden/streams.py, an independent implementation; Golden/README.md says more.
public sealed class RandomStreamTests
{
    [Theory]
    [InlineData(1, "weights", 1, 4469391020787629, 1250897596417244, 5069156574252813, 3043681060451314)]
    [InlineData(1, "weights", 2, 2871253795983083, 8854207712075773, 1261726090473131, 7915150976865494)]
    [InlineData(-5, "diffusion", 2, 2236363120797740, 4589571764940955, 8942518311238528, 7413849143403046)]
    public void Uniform_numbers_are_those_of_the_published_generator(
        int seed,
        string purpose,
        int index,
        params long[] expected
    )
    {
        var stream = new RandomStream(seed, purpose, index);
        foreach (long numerator in expected)
        {
            stream.NextUniform().ShouldBe(numerator / 9007199254740992.0); // 2^53
        }
    }

    [Theory]
    [InlineData(1, "weights", 1, -0.011996730686602645, 0.7426216841959162, 1.206250215258191, -1.868857220029847)]
    [InlineData(1, "weights", 2, 2.3668299681200935, 0.9922984244383316, -1.7595275592153272, -0.19786513460887797)]
    public void Normal_numbers_are_those_of_the_published_generator(
        int seed,
        string purpose,
        int index,
        params double[] expected
    )
    {
        double[] values = new double[expected.Length];
        new RandomStream(seed, purpose, index).FillNormal(values, deviation: 0.1);
        for (int place = 0; place < values.Length; place++)
        {
            // Two units in the last place: another library's logarithm.
            values[place].ShouldBe(0.1 * expected[place], 5e-16 * Math.Abs(0.1 * expected[place]));
        }
    }

    [Fact]
    public void An_order_is_that_of_Fisher_and_Yates()
    {
        int[] order = [.. Enumerable.Range(0, 10)];
        new RandomStream(3, "shuffle", 7).Shuffle(order);
        order.ShouldBe([9, 4, 7, 2, 6, 5, 0, 8, 3, 1]);
    }

    [Fact]
    public void Every_order_of_four_is_equally_likely()
    {
        const int Trials = 24_000;
        var counts = new Dictionary<string, int>();
        var stream = new RandomStream(1, "shuffle", 1);
        int[] order = new int[4];
        for (int trial = 0; trial < Trials; trial++)
        {
            order = [0, 1, 2, 3];
            stream.Shuffle(order);
            string name = string.Concat(order);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        counts.Count.ShouldBe(24);
        // χ² of 23 degrees of freedom: mean 23, deviation √46; five of them above the mean.
        counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000).ShouldBeLessThan(23 + 5 * Math.Sqrt(46));
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval_and_no_more()
    {
        double[] values = new double[100_000];
        new RandomStream(1, "test", 1).FillUniform(values, bound: 0.3);
        values.Min().ShouldBeInRange(-0.3, -0.2999);
        values.Max().ShouldBeInRange(0.2999, 0.3);
        // Variance b²/3; the mean of n draws is within 5σ = 5b/√(3n), the mean square within 5·b²·√(4/45n).
        values.Average().ShouldBe(0, 5 * 0.3 / Math.Sqrt(3e5));
        values.Average(value => value * value).ShouldBe(0.03, 5 * 0.09 * Math.Sqrt(4 / 45.0 / 1e5));
    }

    [Fact]
    public void A_sign_is_a_fair_coin()
    {
        var stream = new RandomStream(1, "test", 2);
        double sum = Enumerable.Range(0, 100_000).Sum(_ => stream.NextSign());
        sum.ShouldBe(0, tolerance: 5 * Math.Sqrt(100_000));
    }
}
