using System.Globalization;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

/// <summary>Runs of descent made by independent programs; see Golden/README.md.</summary>
internal sealed class GoldenDescent
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");
    private readonly string[] cells;

    private GoldenDescent(string line)
    {
        cells = line.Split(',');
        Name = string.Join(' ', cells[..7]);
        Sizes = new LayerSizes(IsOneHot ? 8 : 4, [6, 7], 5, hasBias: cells[4] == "true");
        Loss = Enum.Parse<Loss>(cells[5], ignoreCase: true);
        double[] numbers = [.. cells[7..].Select(Number)];
        (Losses, FinalWeights) = (numbers[..^Sizes.Count], numbers[^Sizes.Count..]);
    }

    public static IReadOnlyList<int[]> Order { get; } =
    [.. File.ReadLines(PathOf("order")).Select(line => line.Split(',').Select(int.Parse).ToArray())];

    public string Name { get; }
    public LayerSizes Sizes { get; }
    public Loss Loss { get; }
    public int Batch => int.Parse(cells[1], CultureInfo.InvariantCulture);
    public double Rate => Number(cells[6]);
    public double[] Losses { get; }
    public double[] FinalWeights { get; }
    public DataSet Data => Items(IsOneHot, Loss);

    public Architecture Architecture =>
        new(Sizes)
        {
            Activation = Activation.All.Single(activation => activation.Name == cells[2]),
            Placement = cells[3] == "all" ? ActivationPlacement.All : ActivationPlacement.Hidden,
        };

    private bool IsOneHot => cells[0] == "onehot";

    /// <param name="file">"runs" for 50 epochs by NumPy, "torch" for 1000 by PyTorch.</param>
    public static IEnumerable<GoldenDescent> All(string file) =>
        File.ReadLines(PathOf(file)).Select(line => new GoldenDescent(line));

    public static GoldenDescent Named(string file, string name) => All(file).Single(run => run.Name == name);

    public static DataSet Items(bool isOneHot, Loss loss) =>
        new(
            isOneHot ? Matrix<double>.Build.DenseIdentity(8) : Matrix("general"),
            Matrix(loss == Loss.CrossEntropy ? "classes" : "targets")
        );

    public DescentSettings Settings(int epochs) => new(Rate, epochs, Batch, Loss, new ItemOrder.Given(Order));

    public double[] Start() => StartOf(Sizes, cells[0]);

    /// <param name="sizes">Of the network.</param>
    /// <param name="inputs">"onehot" or "general".</param>
    public static double[] StartOf(LayerSizes sizes, string inputs)
    {
        double[] weights = new double[sizes.Count];
        for (int layer = 0; layer < sizes.Depth; layer++)
        {
            Matrix($"{inputs}.W{layer + 1}").ToColumnMajorArray().CopyTo(weights.AsSpan()[sizes[layer]]);
            if (sizes.HasBias)
            {
                Matrix($"b{layer + 1}").ToColumnMajorArray().CopyTo(weights.AsSpan()[sizes.Bias(layer)]);
            }
        }
        return weights;
    }

    private static Matrix<double> Matrix(string name) =>
        Matrix<double>.Build.DenseOfRows(File.ReadLines(PathOf(name)).Select(line => line.Split(',').Select(Number)));

    private static string PathOf(string name) => Path.Combine(Folder, $"descent.{name}.csv");

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);
}
