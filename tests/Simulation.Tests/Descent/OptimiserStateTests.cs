using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

/// <summary>What an optimiser remembers is saved, undone and gone on from with the weights.</summary>
public sealed class OptimiserStateTests
{
    private const int Epochs = 9;

    private static readonly Dictionary<string, DescentSettings> Rules = new()
    {
        ["decay"] = Settings(new Optimiser.Plain(), 0.1) with { WeightDecay = 0.02 },
        ["average"] = Settings(new Optimiser.Plain(), 0.1) with { Averaging = 0.9 },
        ["heavy ball"] = Settings(new Optimiser.Momentum(0.9), 0.02),
        ["Nesterov"] = Settings(new Optimiser.Momentum(0.9, IsNesterov: true), 0.02),
        ["RMSProp"] = Settings(new Optimiser.RmsProp(), 0.003) with { Averaging = 0.5 },
        ["Adam"] = Settings(new Optimiser.Adam(), 0.01) with { WeightDecay = 0.1, Order = new ItemOrder.Drawn(4) },
        ["Rprop"] = Settings(new Optimiser.Rprop(), 0.01) with { Batch = 8, Schedule = new RateSchedule.Constant() },
        ["Newton"] = Settings(new Optimiser.Newton(IsGaussNewton: false, Damping: 0.5), 0.5),
        ["Gauss-Newton"] = Settings(new Optimiser.Newton(IsGaussNewton: true, Damping: 0.5), 0.5),
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    // Newton's allocates the matrices of its decomposition.
    public static TheoryData<string> FirstOrder => [.. Rules.Keys.Where(name => !name.Contains("Newton"))];

    private static Architecture Network { get; } =
        new(new LayerSizes(8, [6, 7], 5, hasBias: true)) { Activation = Activation.Tanh };

    [Theory, MemberData(nameof(Names))]
    public void Resumed_in_any_epoch_of_a_schedule_it_goes_on_bitwise(string name)
    {
        GradientDescent whole = New(Rules[name], new DescentState(0, Start()));
        List<string> shown = [];
        List<DescentState> states = [];
        while (whole.MoveNext())
        {
            shown.Add(Shown(whole));
            states.Add(whole.Save());
        }
        states.Count.ShouldBe(Epochs + 1);
        shown.Distinct().Count().ShouldBe(Epochs + 1);
        for (int epoch = 0; epoch <= Epochs; epoch++)
        {
            GradientDescent resumed = New(Rules[name], states[epoch]);
            for (int next = epoch + 1; next <= Epochs; next++)
            {
                resumed.MoveNext().ShouldBeTrue();
                Shown(resumed).ShouldBe(shown[next]);
            }
            resumed.MoveNext().ShouldBeFalse();
            resumed.Save().ShouldBeEquivalentTo(states[^1]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Interrupted_between_two_updates_of_an_epoch_it_is_back_at_its_beginning(string name)
    {
        using var interruption = new CancellationTokenSource();
        var products = new InterruptingProducts(interruption);
        var descent = new GradientDescent(
            Network,
            GoldenDescent.Items(isOneHot: true, Loss.MeanSquared),
            Rules[name] with
            {
                Batch = 3,
            },
            new SampleTimes.EveryStep(),
            Start(),
            products
        )
        {
            Interruption = interruption.Token,
        };
        descent.MoveNext();
        descent.MoveNext();
        DescentState before = descent.Save();
        products.Left = 1;
        Should.Throw<OperationCanceledException>(() => descent.MoveNext());
        products.Left.ShouldBeLessThan(0); // the update went on to its end
        descent.Save().ShouldBeEquivalentTo(before);
    }

    [Fact]
    public void A_run_that_diverges_with_memories_names_its_update_and_goes_back()
    {
        // Of one weight θ and one item, y = 0, the gradient is θ: z ← z/2 + θ, θ ← θ − ηz, followed here by hand.
        const double Rate = 1e3;
        (double weight, double memory, int update) = (1, 0, 0);
        while (double.IsFinite(weight * weight))
        {
            memory = 0.5 * memory + weight;
            weight -= Rate * memory;
            update++;
        }
        GradientDescent descent = OneWeight(new Optimiser.Momentum(0.5), Rate);
        while (descent.MoveNext()) { }
        // It is met in the epoch after the update that made ½θ² overflow.
        descent.Outcome.ShouldBe(Outcome.Diverged.In("the training loss", update + 1, update + 1));
        DescentState last = descent.Save();
        last.Epoch.ShouldBe(update);
        (last.Weights[0] / weight).ShouldBe(1, tolerance: 1e-12); // rounding of some hundred steps
        double.IsFinite(last.Memory[0]).ShouldBeTrue();
    }

    [Fact]
    public void A_mean_of_squares_that_overflows_is_a_divergence_though_the_weights_would_just_stand_still()
    {
        GradientDescent descent = OneWeight(new Optimiser.RmsProp(), rate: 1, start: 1e200);
        descent.MoveNext().ShouldBeTrue();
        descent.MoveNext().ShouldBeFalse();
        descent.Outcome.ShouldBe(new Outcome.Diverged(1, 1, Entry: 0));
    }

    [Fact]
    public void A_state_without_the_memory_of_its_optimiser_is_refused()
    {
        GradientDescent plain = New(Rules["decay"], new DescentState(0, Start()));
        plain.MoveNext();
        plain.MoveNext();
        int count = Network.Sizes.Count;
        Should
            .Throw<ArgumentException>(() => New(Rules["Adam"], plain.Save()))
            .Message.ShouldStartWith(
                $"The memory of the optimiser must be {2 * count} numbers, but 0 were given. Go on with the settings"
            );
        Should
            .Throw<ArgumentException>(() => New(Rules["average"], plain.Save()))
            .Message.ShouldStartWith($"The averaged weights must be {count} numbers, but 0 were given.");
        Should
            .Throw<ArgumentException>(() =>
                New(Rules["Adam"], plain.Save() with { Memory = [.. Enumerable.Repeat(double.NaN, 2 * count)] })
            )
            .Message.ShouldStartWith("The memory of the optimiser must be finite.");
    }

    [Fact]
    public void The_average_is_of_all_weights_there_were_and_the_weights_move_as_without_it()
    {
        DescentSettings averaged = Rules["average"];
        GradientDescent moving = New(averaged with { Averaging = 0, Batch = 8 }, new DescentState(0, Start()));
        GradientDescent descent = New(averaged with { Batch = 8 }, new DescentState(0, Start()));
        double[] expected = Start();
        moving.MoveNext();
        descent.MoveNext();
        descent.Current.Network.State.ToArray().ShouldBe(expected);
        while (moving.MoveNext() && descent.MoveNext())
        {
            double[] now = moving.Save().Weights;
            expected = [.. expected.Zip(now, (average, weight) => 0.9 * average + 0.1 * weight)];
            descent.Save().Weights.ShouldBe(now);
            descent.TrainLoss.ShouldBe(moving.TrainLoss);
            // One rounding per number and update, a fused one here.
            descent.Current.Network.State.ToArray().ShouldBe(expected, tolerance: 1e-14);
        }
    }

    [Theory, MemberData(nameof(FirstOrder))]
    public void An_update_allocates_nothing(string name)
    {
        DescentSettings settings = Rules[name] with { Epochs = 3000, Order = new ItemOrder.InTurn(), Batch = 1 };
        var descent = new GradientDescent(
            Network,
            GoldenDescent.Items(isOneHot: true, Loss.MeanSquared),
            settings,
            new SampleTimes.At([100, 1000, 2000, 3000]),
            Start()
        );
        descent.MoveNext();
        long least = long.MaxValue;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (descent.MoveNext())
        {
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            before = GC.GetAllocatedBytesForCurrentThread();
        }
        least.ShouldBeLessThan(1000); // the bookkeeping of a thousand epochs; a byte per update would be 8000
    }

    private static DescentSettings Settings(Optimiser optimiser, double rate) =>
        new(rate, Epochs, Batch: 3, Loss.MeanSquared, new ItemOrder.Shuffled(Seed: 5))
        {
            Optimiser = optimiser,
            Schedule = new RateSchedule.Stepwise(Every: 4, Factor: 0.5),
        };

    private static GradientDescent OneWeight(Optimiser optimiser, double rate, double start = 1) =>
        new(
            new Architecture(new LayerSizes(1, [], 1)),
            new(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 0)),
            new DescentSettings(rate, 1000, 1, Loss.HalfSquared, new ItemOrder.InTurn()) { Optimiser = optimiser },
            new SampleTimes.EveryStep(),
            [start]
        );

    private static GradientDescent New(DescentSettings settings, DescentState from) =>
        new(
            Network,
            GoldenDescent.Items(isOneHot: true, Loss.MeanSquared),
            settings,
            new SampleTimes.EveryStep(),
            from
        );

    private static string Shown(GradientDescent run) =>
        $"{run.Current.Time:R} {run.Current.Step} {run.TrainLoss:R} "
        + Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(run.Current.Network.State.Span));

    private static double[] Start()
    {
        double[] weights = new double[Network.Sizes.Count];
        new GaussianStart(variance: 0.2, seed: 3).Fill(Network.Sizes, weights);
        return weights;
    }

    /// <summary>Asks for an interruption in the middle of an update.</summary>
    private sealed class InterruptingProducts(CancellationTokenSource interruption) : IMatrixProducts
    {
        private readonly ManagedProducts products = new();

        public int Left { get; set; } = int.MaxValue;

        public void Product(in ProductShape shape, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
        {
            products.Product(shape, a, b, result);
            if (Left-- == 0)
            {
                interruption.Cancel();
            }
        }
    }
}
