using System.Runtime.ExceptionServices;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation;

/// <summary>Looks at a run on a thread of its own while the run goes on: few copies of it wait in line, in order.</summary>
/// <remarks>
/// One thread adds. With every copy in line, adding waits, so that memory is O(parameters) however slow the looking; adding
/// allocates nothing. Looking keeps to one core (<see cref="SingleThread"/>): the others belong to the run.
/// </remarks>
/// <example>
/// <code>
/// using var pipeline = new SnapshotPipeline(sizes, (snapshot, _) => observer.Observe(snapshot.Network, row));
/// while (run.MoveNext())
/// {
///     pipeline.Add(run.Current, trainLoss: null);
/// }
/// pipeline.Drain();
/// </code>
/// </example>
public sealed class SnapshotPipeline : IDisposable
{
    // One is looked at, one waits, and one is being filled.
    private const int Places = 3;

    private readonly Action<Snapshot, double?> look;
    private readonly Place[] places;
    private readonly SemaphoreSlim free = new(Places);
    private readonly SemaphoreSlim filled = new(0);
    private readonly Thread thread;
    private volatile ExceptionDispatchInfo? failure;
    private volatile bool isEnded;
    private int next;

    /// <param name="sizes">Layers of the network.</param>
    /// <param name="look">Gets every snapshot, a window for the time of the call, and its loss in training.</param>
    public SnapshotPipeline(LayerSizes sizes, Action<Snapshot, double?> look)
    {
        this.look = look;
        places = [.. Enumerable.Range(0, Places).Select(_ => new Place(AlignedMemory.Allocate(sizes.Count)))];
        thread = new Thread(LookAtAll) { IsBackground = true, Name = "looking at samples" };
        thread.Start();
    }

    /// <summary>Puts a copy in line; waits for a place.</summary>
    /// <param name="snapshot">The run as it is now.</param>
    /// <param name="trainLoss">Its loss in training, where there is one.</param>
    /// <remarks>Throws what looking at an earlier snapshot threw.</remarks>
    public void Add(in Snapshot snapshot, double? trainLoss)
    {
        ObjectDisposedException.ThrowIf(isEnded, this);
        free.Wait();
        if (failure is ExceptionDispatchInfo thrown)
        {
            free.Release();
            thrown.Throw();
        }
        Place place = places[next];
        snapshot.Network.State.CopyTo(place.Weights);
        place.Snapshot = snapshot with { Network = snapshot.Network with { State = place.Weights } };
        place.TrainLoss = trainLoss;
        next = (next + 1) % Places;
        filled.Release();
    }

    /// <summary>Waits until all that was added has been looked at.</summary>
    /// <remarks>Throws what looking threw.</remarks>
    public void Drain()
    {
        WaitForAll();
        failure?.Throw();
    }

    /// <summary>Waits until all that was added has been looked at, and ends the thread; throws nothing.</summary>
    public void Dispose()
    {
        if (isEnded)
        {
            return;
        }
        WaitForAll();
        isEnded = true;
        filled.Release();
        thread.Join();
        free.Dispose();
        filled.Dispose();
    }

    private void WaitForAll()
    {
        if (isEnded)
        {
            return;
        }
        for (int place = 0; place < Places; place++)
        {
            free.Wait();
        }
        free.Release(Places);
    }

    private void LookAtAll()
    {
        using SingleThread alone = SingleThread.Begin();
        for (int place = 0; ; place = (place + 1) % Places)
        {
            filled.Wait();
            if (isEnded)
            {
                return;
            }
            LookAt(places[place]);
            free.Release();
        }
    }

    /// <summary>Looks, until that fails for the first time: what comes later has no place in a table with a gap.</summary>
    private void LookAt(Place place)
    {
        if (failure is not null)
        {
            return;
        }
        try
        {
            look(place.Snapshot, place.TrainLoss);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the run is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private sealed class Place(Memory<double> weights)
    {
        public Memory<double> Weights => weights;

        public Snapshot Snapshot { get; set; }

        public double? TrainLoss { get; set; }
    }
}
