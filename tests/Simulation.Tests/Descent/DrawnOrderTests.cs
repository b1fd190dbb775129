using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using Dynamics.Simulation.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

public sealed class DrawnOrderTests
{
    // One-hot items with a weight each: with y = 1 and half squares, an item met moves its own weight by η(1 − w), no other.
    private const int Items = 10;
    private static readonly DataSet Data = new(
        Matrix<double>.Build.DenseIdentity(Items),
        Matrix<double>.Build.Dense(1, Items, 1)
    );

    [Fact]
    public void Items_are_drawn_from_the_stream_of_their_epoch_with_replacement()
    {
        const int Epochs = 40;
        double[] weights = Weights(seed: 3, Epochs, batch: 1);
        int[] met = new int[Items];
        bool isRepeated = false;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            var stream = new RandomStream(3, "draw", epoch);
            int[] items = [.. Enumerable.Range(0, Items).Select(_ => (int)(stream.NextUniform() * Items))];
            isRepeated |= items.Distinct().Count() < Items;
            Array.ForEach(items, item => met[item]++);
        }
        isRepeated.ShouldBeTrue();
        for (int item = 0; item < Items; item++)
        {
            // 1 − w is halved at every meeting, exactly.
            (1 - weights[item]).ShouldBe(Math.Pow(0.5, met[item]));
        }
    }

    [Fact]
    public void A_batch_may_hold_an_item_twice_and_a_seed_always_draws_the_same()
    {
        double[] weights = Weights(seed: 3, epochs: 1, batch: Items);
        weights.ShouldBe(Weights(seed: 3, epochs: 1, batch: Items));
        weights.ShouldNotBe(Weights(seed: 4, epochs: 1, batch: Items));
        // Of the mean over ten draws each counts a tenth, and the rate is ½.
        weights.Sum().ShouldBe(0.5, tolerance: 1e-15);
        weights.Max().ShouldBeGreaterThan(0.05);
        weights.Min().ShouldBe(0);
    }

    [Fact]
    public void Only_an_order_that_is_drawn_shifts_its_seed()
    {
        new ItemOrder.Drawn(5).WithSeedShift(3).ShouldBe(new ItemOrder.Drawn(8));
        new ItemOrder.Drawn(int.MaxValue).WithSeedShift(1).ShouldBe(new ItemOrder.Drawn(int.MinValue));
        new ItemOrder.Shuffled(5).WithSeedShift(3).ShouldBe(new ItemOrder.Shuffled(5));
    }

    private static double[] Weights(int seed, int epochs, int batch)
    {
        var descent = new GradientDescent(
            new Architecture(new LayerSizes(Items, [], 1)),
            Data,
            new DescentSettings(0.5, epochs, batch, Loss.HalfSquared, new ItemOrder.Drawn(seed)),
            new SampleTimes.At([epochs]),
            new double[Items]
        );
        while (descent.MoveNext()) { }
        return descent.Save().Weights;
    }
}
