using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;

namespace SimulationTests.Descent;

/// <summary>A descent that goes on from any epoch shows what it had not shown yet, bitwise, and nothing twice.</summary>
public sealed class DescentResumeTests
{
    private const int Epochs = 11;

    public static TheoryData<int, SampleTimes> Runs()
    {
        TheoryData<int, SampleTimes> runs = [];
        foreach (int batch in (int[])[1, 3, 8])
        {
            runs.Add(batch, new SampleTimes.EveryStep());
            runs.Add(batch, new SampleTimes.Every(4));
            runs.Add(batch, new SampleTimes.Logarithmic(5));
            runs.Add(batch, new SampleTimes.At([0, 3, 4, 9]));
            runs.Add(batch, new SampleTimes.At([2]));
        }
        return runs;
    }

    [Theory, MemberData(nameof(Runs))]
    public void Saved_in_any_epoch_shown_or_not_it_goes_on_bitwise(int batch, SampleTimes times)
    {
        List<string> whole = [];
        List<(int Shown, DescentState State)> saved = [];
        GradientDescent uninterrupted = New(batch, times, new DescentState(0, Start()));
        saved.Add((0, uninterrupted.Save()));
        uninterrupted.Advanced = () => saved.Add((whole.Count, uninterrupted.Save()));
        while (uninterrupted.MoveNext())
        {
            whole.Add(Shown(uninterrupted));
            saved.Add((whole.Count, uninterrupted.Save()));
        }
        saved.Count.ShouldBe(1 + Epochs + whole.Count);
        foreach ((int shown, DescentState state) in saved)
        {
            GradientDescent resumed = New(batch, times, state);
            List<string> rest = [];
            while (resumed.MoveNext())
            {
                rest.Add(Shown(resumed));
            }
            rest.ShouldBe(whole.Skip(shown), $"saved at epoch {state.Epoch}, shown: {state.IsShown}");
            resumed.Outcome.ShouldBe(new Outcome.Reached());
            resumed.Save().ShouldBeEquivalentTo(uninterrupted.Save());
        }
    }

    [Fact]
    public void A_run_that_diverged_does_so_again_when_it_goes_on_from_where_it_stopped()
    {
        GradientDescent diverging = New(batch: 1, new SampleTimes.EveryStep(), new DescentState(0, Start()), rate: 40);
        while (diverging.MoveNext()) { }
        diverging.Outcome.ShouldBeOfType<Outcome.Diverged>();
        GradientDescent resumed = New(batch: 1, new SampleTimes.EveryStep(), diverging.Save(), rate: 40);
        resumed.MoveNext().ShouldBeFalse();
        resumed.Outcome.ShouldBe(diverging.Outcome);
        resumed.Save().ShouldBeEquivalentTo(diverging.Save());
    }

    private static GradientDescent New(int batch, SampleTimes times, DescentState from, double rate = 0.2) =>
        new(
            Network,
            GoldenDescent.Items(isOneHot: true, Loss.MeanSquared),
            new DescentSettings(rate, Epochs, batch, Loss.MeanSquared, new ItemOrder.Shuffled(Seed: 5)),
            times,
            from
        );

    /// <summary>Everything a look at the run shows, to the last bit.</summary>
    private static string Shown(GradientDescent run) =>
        $"{run.Current.Time:R} {run.Current.Step} {run.TrainLoss:R} "
        + Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(run.Current.Network.State.Span));

    private static Architecture Network { get; } =
        new(new LayerSizes(8, [6, 7], 5, hasBias: true)) { Activation = Activation.LeakyRelu };

    private static double[] Start()
    {
        double[] weights = new double[Network.Sizes.Count];
        new GaussianStart(variance: 0.2, seed: 3).Fill(Network.Sizes, weights);
        return weights;
    }
}
