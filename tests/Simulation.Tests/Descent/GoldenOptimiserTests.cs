using System.Globalization;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace SimulationTests.Descent;

/// <summary>Optimisers, weight decay and averages against PyTorch's; see Golden/README.md.</summary>
public sealed class GoldenOptimiserTests
{
    private const int Epochs = 1000;
    private const int Every = 250;

    public static TheoryData<string> Runs => [.. Lines().Select(NameOf)];

    [Theory, MemberData(nameof(Runs))]
    public void A_thousand_epochs_agree_with_PyTorch(string name)
    {
        string[] cells = Lines().Single(line => NameOf(line) == name);
        double[] numbers = [.. cells[5..].Select(Number)];
        DescentSettings settings = new(
            Rate: numbers[0],
            Epochs,
            Batch: int.Parse(cells[2], CultureInfo.InvariantCulture),
            Loss.MeanSquared,
            new ItemOrder.Given(GoldenDescent.Order)
        )
        {
            Optimiser = OptimiserOf(
                cells[0],
                [.. cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)]
            ),
            WeightDecay = numbers[1],
            Averaging = numbers[2],
        };
        var architecture = new Architecture(new LayerSizes(4, [6, 7], 5, hasBias: cells[4] == "true"))
        {
            Activation = Activation.All.Single(activation => activation.Name == cells[3]),
        };
        var descent = new GradientDescent(
            architecture,
            GoldenDescent.Items(isOneHot: false, Loss.MeanSquared),
            settings,
            new SampleTimes.Every(Every),
            GoldenDescent.StartOf(architecture.Sizes, "general")
        );
        descent.MoveNext().ShouldBeTrue(); // the start
        foreach (double[] weights in numbers[3..].Chunk(architecture.Sizes.Count))
        {
            descent.MoveNext().ShouldBeTrue();
            // 1e-10: PyTorch's own runs move by up to 1e-13 when their start is moved by rounding, and ours differ from them by
            // some rounding in each of up to 8000 updates.
            descent.Current.Network.State.ToArray().ShouldBe(weights, tolerance: 1e-10);
        }
        descent.Current.Time.ShouldBe(Epochs);
    }

    private static Optimiser OptimiserOf(string kind, double[] numbers) =>
        kind switch
        {
            "plain" => new Optimiser.Plain(),
            "heavyBall" => new Optimiser.Momentum(numbers[0]),
            "nesterov" => new Optimiser.Momentum(numbers[0], IsNesterov: true),
            "rmsProp" => new Optimiser.RmsProp(numbers[0], numbers[1]),
            "adam" => new Optimiser.Adam(numbers[0], numbers[1], numbers[2]),
            "rprop" => new Optimiser.Rprop(numbers[0], numbers[1], numbers[2], numbers[3]),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such run."),
        };

    private static string NameOf(string[] cells) => string.Join(' ', cells[..8]);

    private static IEnumerable<string[]> Lines() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "descent.optimisers.csv"))
            .Select(line => line.Split(','));

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);
}
