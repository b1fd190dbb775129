using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.LinearAlgebra.Kernels;
using Dynamics.Simulation.Networks;

namespace SimulationTests.Descent;

public sealed class GradientDescentTests
{
    private static readonly DescentSettings Settings = new(
        Rate: 0.2,
        Epochs: 12,
        Batch: 3,
        Loss.MeanSquared,
        new ItemOrder.Shuffled(Seed: 5)
    )
    {
        Schedule = new RateSchedule.Cosine(Final: 0.01),
    };

    private static readonly DataSet Data = GoldenDescent.Items(isOneHot: true, Loss.MeanSquared);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Resumed_at_any_epoch_it_goes_on_bitwise(int batch)
    {
        List<(double Time, long Step, double? Loss, double[] Weights)> whole = [];
        List<DescentState> states = [];
        GradientDescent uninterrupted = New(Settings with { Batch = batch });
        while (uninterrupted.MoveNext())
        {
            whole.Add(Shown(uninterrupted));
            states.Add(uninterrupted.Save());
        }
        whole.Count.ShouldBe(13);
        for (int epoch = 1; epoch <= 12; epoch++)
        {
            var resumed = new GradientDescent(
                Relu(),
                Data,
                Settings with
                {
                    Batch = batch,
                },
                new SampleTimes.EveryStep(),
                states[epoch]
            );
            for (int next = epoch + 1; next <= 12; next++)
            {
                resumed.MoveNext().ShouldBeTrue();
                resumed.Current.Time.ShouldBe(whole[next].Time);
                resumed.Current.Step.ShouldBe(whole[next].Step);
                resumed.TrainLoss.ShouldBe(whole[next].Loss);
                resumed.Current.Network.State.ToArray().ShouldBe(whole[next].Weights);
            }
            resumed.MoveNext().ShouldBeFalse();
            resumed.Outcome.ShouldBe(new Outcome.Reached());
        }
    }

    [Fact]
    public void Epochs_are_shown_as_asked_and_do_not_change_the_run()
    {
        GradientDescent every = New(Settings, new SampleTimes.Every(5));
        GradientDescent given = New(Settings, new SampleTimes.At([2, 7]));
        Times(every).ShouldBe([0, 5, 10, 12]);
        Times(given).ShouldBe([2, 7]);
        given.Current.Time.ShouldBe(12);
        given.Current.Step.ShouldBe(36);
        given.Save().Weights.ShouldBe(every.Save().Weights);
    }

    [Fact]
    public void A_fraction_of_an_epoch_is_refused() =>
        Should
            .Throw<ArgumentException>(() => Times(New(Settings, new SampleTimes.Every(0.5))))
            .Message.ShouldContain("whole number");

    [Fact]
    public void A_diverging_run_names_its_update_and_keeps_its_last_whole_epoch()
    {
        GradientDescent descent = New(
            Settings with
            {
                Rate = 40,
                Epochs = 1000,
                Batch = 1,
                Schedule = new RateSchedule.Constant(),
                Order = new ItemOrder.InTurn(),
            }
        );
        double[] last = [];
        while (descent.MoveNext())
        {
            last = descent.Current.Network.State.ToArray();
            last.ShouldAllBe(weight => double.IsFinite(weight));
        }
        (long update, int entry) = FirstNonFinite(rate: 40);
        Outcome.Diverged expected =
            entry < 0
                ? Outcome.Diverged.In("the training loss", update / 8.0, update)
                : new Outcome.Diverged(update / 8.0, update, entry);
        descent.Outcome.ShouldBe(expected);
        descent.Current.Network.State.ToArray().ShouldBe(last);
        descent.Current.Time.ShouldBe((update - 1) / 8);
        descent.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void An_interrupted_run_is_back_at_its_last_whole_epoch()
    {
        using var interruption = new CancellationTokenSource();
        var descent = new GradientDescent(Relu(), Data, Settings, new SampleTimes.Every(4), Start())
        {
            Interruption = interruption.Token,
        };
        descent.MoveNext();
        descent.MoveNext();
        DescentState before = descent.Save();
        interruption.Cancel();
        Should.Throw<OperationCanceledException>(() => descent.MoveNext());
        descent.Save().ShouldBeEquivalentTo(before);
        descent.Outcome.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_epoch_allocates_the_same_however_many_updates_it_has(int batch)
    {
        // A shuffle hashes its seed and makes a generator, once per epoch; items in turn need nothing.
        GradientDescent descent = New(
            Settings with
            {
                Epochs = 3000,
                Batch = batch,
                Order = new ItemOrder.InTurn(),
            },
            new SampleTimes.At([100, 1000, 2000, 3000])
        );
        descent.MoveNext();
        // The runtime allocates once now and then on any thread; what an update allocates is in every thousand epochs.
        long least = long.MaxValue;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (descent.MoveNext())
        {
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            before = GC.GetAllocatedBytesForCurrentThread();
        }
        least.ShouldBeLessThan(1000);
        descent.Current.Time.ShouldBe(3000);
    }

    [Fact]
    public void Every_epoch_has_another_order_and_a_seed_always_the_same()
    {
        double[] first = AfterOneEpoch(new ItemOrder.Shuffled(1));
        AfterOneEpoch(new ItemOrder.Shuffled(1)).ShouldBe(first);
        AfterOneEpoch(new ItemOrder.Shuffled(2)).ShouldNotBe(first);
        AfterOneEpoch(new ItemOrder.InTurn())
            .ShouldBe(
                AfterOneEpoch(
                    new ItemOrder.Given([
                        [0, 1, 2, 3, 4, 5, 6, 7],
                    ])
                )
            );
    }

    [Fact]
    public void Schedules_have_the_rates_of_their_formulas()
    {
        DescentSettings settings = Settings with { Epochs = 100, Rate = 0.8 };
        (settings with { Schedule = new RateSchedule.Constant() }).RateIn(99).ShouldBe(0.8);
        (settings with { Schedule = new RateSchedule.Stepwise(10, 0.5) }).RateIn(29).ShouldBe(0.2);
        DescentSettings cosine = settings with { Schedule = new RateSchedule.Cosine(0.2) };
        cosine.RateIn(0).ShouldBe(0.8);
        cosine.RateIn(50).ShouldBe(0.5, tolerance: 1e-15);
        (settings with { Schedule = new RateSchedule.Inverse(20) }).RateIn(60).ShouldBe(0.2, tolerance: 1e-15);
    }

    /// <summary>The first update, 1-based, after which a weight is not finite, looking after every one of them.</summary>
    private static (long Update, int Entry) FirstNonFinite(double rate)
    {
        var network = new Backpropagation(Relu(), 1, new ManagedProducts(), VectorWidth.Widest);
        double[] weights = Start();
        double loss = 0; // of the epoch
        for (long update = 1; ; update++)
        {
            int item = (int)((update - 1) % 8);
            var batch = new Batch
            {
                Count = 1,
                OneHot = new[] { item },
                Targets = Data.Targets.Span.Slice(5 * item, 5),
            };
            loss = (item == 0 ? 0 : loss) + network.Descend(weights, batch, Loss.MeanSquared, rate);
            int bad = Array.FindIndex(weights, weight => !double.IsFinite(weight));
            if (bad >= 0 || !double.IsFinite(loss))
            {
                return (update, bad);
            }
        }
    }

    private static double[] AfterOneEpoch(ItemOrder order)
    {
        GradientDescent descent = New(Settings with { Epochs = 1, Order = order });
        Times(descent);
        return descent.Save().Weights;
    }

    private static double[] Times(GradientDescent descent)
    {
        List<double> times = [];
        while (descent.MoveNext())
        {
            times.Add(descent.Current.Time);
        }
        return [.. times];
    }

    private static (double Time, long Step, double? Loss, double[] Weights) Shown(GradientDescent descent) =>
        (descent.Current.Time, descent.Current.Step, descent.TrainLoss, descent.Current.Network.State.ToArray());

    private static GradientDescent New(DescentSettings settings, SampleTimes? times = null) =>
        new(Relu(), Data, settings, times ?? new SampleTimes.EveryStep(), Start());

    private static Architecture Relu() =>
        new(new LayerSizes(8, [6, 7], 5, hasBias: true)) { Activation = Activation.LeakyRelu };

    private static double[] Start()
    {
        double[] weights = new double[Relu().Sizes.Count];
        new GaussianStart(variance: 0.2, seed: 3).Fill(Relu().Sizes, weights);
        return weights;
    }
}
