using System.Diagnostics;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks;

/// <summary>One RK4 step of gradient flow, Σ^x = I, all layers N × N: 24(L − 1)N³ floating-point operations.</summary>
internal static class FlowStep
{
    private const double Step = 0.01;

    public static void Measure(int size, int depth)
    {
        LayerSizes sizes = new(size, [.. Enumerable.Repeat(size, depth - 1)], size);
        double[] target = new double[size * size];
        new GaussianStart(1.0 / size, seed: 1).Fill(new LayerSizes(size, [], size), target);
        double[] weights = new double[sizes.Count];
        new GaussianStart(0.25 / size, seed: 1).Fill(sizes, weights);
        SecondMoments moments = new(
            sigmaX: Matrix<double>.Build.DenseIdentity(size),
            sigmaYX: Matrix<double>.Build.Dense(size, size, target)
        );
        int count = Math.Clamp((int)(2e10 / (24.0 * (depth - 1) * size * size * size)), 3, 20);
        FlowSettings settings = new(
            new StepRule.Fixed(ButcherTableau.ClassicalRungeKutta, Step),
            TimeConstant: 1,
            Until: (count + 1) * Step
        );
        GradientFlow flow = new(sizes, moments, settings, new SampleTimes.EveryStep(), weights, MatrixProducts.Current);
        flow.MoveNext(); // the start
        flow.MoveNext(); // the first step warms up
        List<double> seconds = [];
        for (long begin = Stopwatch.GetTimestamp(); flow.MoveNext(); begin = Stopwatch.GetTimestamp())
        {
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
        if (seconds.Count != count)
        {
            throw new InvalidOperationException($"The flow must take {count} steps, but ended as {flow.Outcome}.");
        }
        seconds.Sort();
        Console.WriteLine($"flow-{size}-{depth} {seconds[count / 2]}");
    }
}
