using Dynamics.Simulation;
using Dynamics.Simulation.Networks;

namespace SimulationTests;

public sealed class SnapshotPipelineTests
{
    private static readonly LayerSizes sizes = new(2, [], 1);

    [Fact]
    public void Every_snapshot_is_looked_at_once_in_order_as_it_was_when_it_was_added()
    {
        const int count = 200;
        List<(double Time, long Step, double First, double Second, double? TrainLoss)> seen = [];
        using var pipeline = new SnapshotPipeline(
            sizes,
            (now, loss) => seen.Add((now.Time, now.Step, now.Network[0][0, 0], now.Network[0][0, 1], loss))
        );
        double[] weights = new double[sizes.Count];
        for (int step = 0; step < count; step++)
        {
            (weights[0], weights[1]) = (step, -step);
            pipeline.Add(
                new Snapshot(step / 8.0, step, new NetworkView(sizes, weights)),
                step == 0 ? null : 1.0 / step
            );
            weights.AsSpan().Fill(double.NaN); // what the next step of a run does to its window
        }
        pipeline.Drain();
        seen.ShouldBe(
            Enumerable
                .Range(0, count)
                .Select(step =>
                    (step / 8.0, (long)step, (double)step, (double)-step, step == 0 ? (double?)null : 1.0 / step)
                )
        );
    }

    [Fact]
    public async Task A_run_that_is_three_snapshots_ahead_waits()
    {
        using var mayLook = new SemaphoreSlim(0);
        using var pipeline = new SnapshotPipeline(sizes, (_, _) => mayLook.Wait());
        Add(pipeline, 3);
        // The fourth needs a place that only looking sets free.
        Task fourth = Task.Run(() => Add(pipeline, 1));
        (await Task.WhenAny(fourth, Task.Delay(50))).ShouldNotBe(fourth);
        mayLook.Release();
        await fourth;
        mayLook.Release(3);
    }

    [Fact]
    public void What_looking_throws_is_thrown_where_the_run_is_and_nothing_is_looked_at_after_it()
    {
        int looks = 0;
        using var pipeline = new SnapshotPipeline(
            sizes,
            (now, _) =>
            {
                looks++;
                if (now.Step == 1)
                {
                    throw new InvalidOperationException("no singular values");
                }
            }
        );
        Add(pipeline, 3);
        Should.Throw<InvalidOperationException>(pipeline.Drain).Message.ShouldBe("no singular values");
        Should.Throw<InvalidOperationException>(() => Add(pipeline, 1)).Message.ShouldBe("no singular values");
        looks.ShouldBe(2);
    }

    [Fact]
    public void All_that_was_added_has_been_looked_at_once_it_is_disposed_of()
    {
        int looks = 0;
        var pipeline = new SnapshotPipeline(sizes, (_, _) => looks++);
        Add(pipeline, 3);
        pipeline.Dispose();
        looks.ShouldBe(3);
        pipeline.Dispose();
        Should.Throw<ObjectDisposedException>(() => Add(pipeline, 1));
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        using var pipeline = new SnapshotPipeline(sizes, (_, _) => { });
        Add(pipeline, 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Add(pipeline, 1000);
        // Less than a byte a sample: what there is, is the array they are copied from.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    private static void Add(SnapshotPipeline pipeline, int count)
    {
        double[] weights = new double[sizes.Count];
        for (int step = 0; step < count; step++)
        {
            pipeline.Add(new Snapshot(step, step, new NetworkView(sizes, weights)), trainLoss: null);
        }
    }
}
