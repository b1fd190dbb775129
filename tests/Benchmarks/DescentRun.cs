using System.Diagnostics;
using Dynamics.Simulation;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks;

/// <summary>Exercise 2's job: 64 one-hot items, 100 features of ±1, hidden [64, 128, 128], one item at a time, float64.</summary>
internal static class DescentRun
{
    private const int Items = 64;
    private const int Features = 100;
    private const int Chunk = 20; // epochs between two looks at the clock
    private const int Chunks = 100; // so many that the median is of code compiled to the end, not of its first half second

    public static void Measure(string kind)
    {
        Architecture architecture = new(new LayerSizes(Items, [64, 128, 128], Features))
        {
            Activation = kind == "linear" ? Activation.Identity : Activation.Relu,
            Placement = ActivationPlacement.All,
        };
        double[] targets = new double[Features * Items];
        new GaussianStart(1, seed: 2).Fill(new LayerSizes(1, [], targets.Length), targets);
        DataSet data = new(
            inputs: Matrix<double>.Build.DenseIdentity(Items),
            targets: Matrix<double>.Build.Dense(Features, Items, [.. targets.Select(draw => draw < 0 ? -1.0 : 1.0)])
        );
        double[] weights = new double[architecture.Sizes.Count];
        new GaussianStart(variance: 1.0 / (3 * 128), seed: 1).Fill(architecture.Sizes, weights);
        DescentSettings settings = new(0.5, Chunk * Chunks, Batch: 1, Loss.MeanSquared, new ItemOrder.Shuffled(1));
        Report($"descent-{kind}", architecture, data, settings, weights, isObserved: false);
        Report($"descent-svd-{kind}", architecture, data, settings, weights, isObserved: true);
    }

    private static void Report(
        string name,
        Architecture architecture,
        DataSet data,
        DescentSettings settings,
        double[] weights,
        bool isObserved
    )
    {
        SampleTimes times = isObserved ? new SampleTimes.EveryStep() : new SampleTimes.Every(Chunk);
        GradientDescent descent = new(architecture, data, settings, times, weights, MatrixProducts.Current);
        ItemResponses responses = new(architecture, data, MatrixProducts.Current);
        SingularValueSolver solver = new(Features, Items);
        double[] singularValues = new double[Items];
        // As the tool does it: looking goes on beside the descent.
        using var pipeline = new SnapshotPipeline(
            architecture.Sizes,
            (snapshot, _) => solver.Solve(responses.Of(snapshot.Network), singularValues)
        );
        descent.MoveNext();
        List<double> seconds = [];
        for (long begin = Stopwatch.GetTimestamp(); descent.MoveNext(); )
        {
            if (isObserved)
            {
                pipeline.Add(descent.Current, descent.TrainLoss);
            }
            if (descent.Current.Time % Chunk == 0)
            {
                seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds / (Chunk * Items));
                begin = Stopwatch.GetTimestamp();
            }
        }
        pipeline.Drain();
        if (descent.Outcome is not Outcome.Reached || descent.TrainLoss is not < 1)
        {
            throw new InvalidOperationException($"The descent must learn, but ended as {descent.Outcome}.");
        }
        seconds.Sort();
        Console.WriteLine($"{name} {seconds[Chunks / 2]}");
    }
}
