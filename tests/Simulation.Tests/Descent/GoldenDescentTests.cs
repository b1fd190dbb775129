using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;

namespace SimulationTests.Descent;

public sealed class GoldenDescentTests
{
    public static TheoryData<string> Runs => [.. GoldenDescent.All("runs").Select(run => run.Name)];

    public static TheoryData<string> TorchRuns => [.. GoldenDescent.All("torch").Select(run => run.Name)];

    [Theory, MemberData(nameof(Runs))]
    public void Fifty_epochs_agree_with_an_independent_program(string name)
    {
        GoldenDescent golden = GoldenDescent.Named("runs", name);
        golden.Losses.Length.ShouldBe(50);
        // 1e-12: the golden loops themselves are within 9e-15 of 80-bit arithmetic.
        Compare(golden, every: 1, tolerance: 1e-12);
    }

    [Theory, MemberData(nameof(TorchRuns))]
    public void A_thousand_epochs_agree_with_PyTorch(string name)
    {
        GoldenDescent golden = GoldenDescent.Named("torch", name);
        golden.Losses.Length.ShouldBe(20);
        // 1e-10: rounding differs from the first update on, and up to 8000 updates carry it along.
        Compare(golden, every: 50, tolerance: 1e-10);
    }

    private static void Compare(GoldenDescent golden, int every, double tolerance)
    {
        int epochs = every * golden.Losses.Length;
        var descent = new GradientDescent(
            golden.Architecture,
            golden.Data,
            golden.Settings(epochs),
            new SampleTimes.Every(every),
            golden.Start()
        );
        descent.MoveNext().ShouldBeTrue(); // the start
        foreach (double loss in golden.Losses)
        {
            descent.MoveNext().ShouldBeTrue();
            descent.TrainLoss.ShouldNotBeNull().ShouldBe(loss, tolerance);
        }
        descent.Current.Time.ShouldBe(epochs);
        descent.Current.Network.State.ToArray().ShouldBe(golden.FinalWeights, tolerance);
        descent.MoveNext().ShouldBeFalse();
        descent.Outcome.ShouldBe(new Outcome.Reached());
    }
}
