using System.Diagnostics;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Flow;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks;

/// <summary>Exercise 1's deep run, as the sheet sets it: 150 Euler steps with the singular values after each.</summary>
internal static class DeepRun
{
    private static readonly LayerSizes Sizes = new(inputs: 4, hidden: [16], outputs: 7);
    private static readonly SecondMoments Moments = new(
        sigmaX: Matrix<double>.Build.DenseIdentity(4),
        sigmaYX: Matrix<double>.Build.DenseOfRowArrays(
            [1, 1, 1, 1],
            [1, 1, 0, 0],
            [0, 0, 1, 1],
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1]
        )
    );
    private static readonly FlowSettings Settings = new(
        new StepRule.Fixed(ButcherTableau.Euler, Step: 0.1),
        TimeConstant: 2.5,
        Until: 15
    );

    public static void Measure()
    {
        double[] weights = new double[Sizes.Count];
        new GaussianStart(variance: 0.01, seed: 1).Fill(Sizes, weights);
        double[] singularValues = new double[150 * 4];
        List<double> seconds = [];
        long bytes = 0;
        // Compilation reaches its last tier after some hundred calls and a tenth of a second.
        for (int repetition = 0; repetition < 2000; repetition++)
        {
            long begin = Stopwatch.GetTimestamp();
            bytes = Run(weights, singularValues);
            if (repetition >= 1000)
            {
                seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
        }
        if (Math.Abs(singularValues[^4] - Math.Sqrt(7)) > 0.02)
        {
            throw new InvalidOperationException($"The first mode must be learned, but is {singularValues[^4]}.");
        }
        seconds.Sort();
        Console.WriteLine($"deep-run {seconds[seconds.Count / 2]}");
        Console.WriteLine($"deep-run-bytes {bytes}");
    }

    /// <returns>Bytes allocated between the first sample and the last.</returns>
    private static long Run(double[] weights, double[] singularValues)
    {
        IMatrixProducts products = MatrixProducts.Current;
        SingularValueSolver solver = new(Sizes.Outputs, Sizes.Inputs);
        ProductShape shape = new(Rows: Sizes.Outputs, Columns: Sizes.Inputs, Inner: Sizes.Widths[1]);
        GradientFlow flow = new(Sizes, Moments, Settings, new SampleTimes.EveryStep(), weights, products);
        double[] map = new double[Sizes.Outputs * Sizes.Inputs];
        flow.MoveNext();
        long allocated = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; flow.MoveNext(); step++)
        {
            NetworkView network = flow.Current.Network;
            products.Product(shape, network[1].Values.Span, network[0].Values.Span, map);
            solver.Solve(map, singularValues.AsSpan(4 * step, 4));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return allocated;
    }
}
