using System.Globalization;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Flow;

/// <summary>Trajectories made by an independent program; see Golden/README.md.</summary>
internal static class GoldenTrajectory
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static SecondMoments Moments(string inputs) =>
        new(
            inputs == "white" ? Matrix<double>.Build.DenseIdentity(4) : ReadMatrix("sigmaX.general.csv"),
            ReadMatrix("sigmaYX.csv")
        );

    public static LayerSizes Sizes(string network) =>
        new(
            4,
            network switch
            {
                "shallow" => [],
                "deep" => [16],
                _ => [16, 11],
            },
            7
        );

    public static double[] Weights(string network)
    {
        LayerSizes sizes = Sizes(network);
        var start = new GivenStart([
            .. Enumerable.Range(1, sizes.Depth).Select(layer => ReadMatrix($"{network}.W{layer}.csv")),
        ]);
        double[] weights = new double[sizes.Count];
        start.Fill(sizes, weights);
        return weights;
    }

    /// <summary>Time, then the entries of W(t) row by row.</summary>
    public static IEnumerable<double[]> Samples(string network, string inputs, string method) =>
        File.ReadLines(Path.Combine(Folder, $"{network}.{inputs}.{method}.csv")).Skip(1).Select(Numbers);

    private static Matrix<double> ReadMatrix(string file) =>
        Matrix<double>.Build.DenseOfRows(File.ReadLines(Path.Combine(Folder, file)).Select(Numbers));

    private static double[] Numbers(string line) =>
        [.. line.Split(',').Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))];
}
