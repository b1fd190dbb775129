using Dynamics.Comparison.Experiments;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Reports;
using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace ComparisonTests.Predictions;

/// <summary>What theories of the flow say of a descent whose steps are not −η times a gradient.</summary>
public sealed class OptimiserPredictionTests
{
    private static readonly DataSet items = new(Matrix<double>.Build.DenseIdentity(4), TestTasks.SheetSigmaYX);
    private static readonly LearningTask task = new(items);
    private static readonly InitialStrength measured = new InitialStrength.Measured();

    private static DescentSettings Plain { get; } =
        new(Rate: 0.2, Epochs: 400, Batch: 4, Loss.MeanSquared, new ItemOrder.InTurn());

    public static TheoryData<string, DescentSettings> WithoutClock =>
        new()
        {
            {
                "A step of \"heavyBall\" is not −η times a gradient",
                Plain with
                {
                    Optimiser = new Optimiser.Momentum(0.9),
                }
            },
            {
                "A step of \"nesterov\" is not −η times a gradient",
                Plain with
                {
                    Optimiser = new Optimiser.Momentum(0.9, IsNesterov: true),
                }
            },
            {
                "A step of \"newton\" is not −η times a gradient",
                Plain with
                {
                    Optimiser = new Optimiser.Newton(false),
                }
            },
            { "A step of \"adam\" is not −η times a gradient", Plain with { Optimiser = new Optimiser.Adam() } },
            { "What is seen of this run is a moving average of its weights", Plain with { Averaging = 0.99 } },
        };

    [Theory, MemberData(nameof(WithoutClock))]
    public void No_theory_has_a_curve_and_each_says_why(string because, DescentSettings settings)
    {
        IPrediction[] predictions =
        [
            new BalancedPrediction(measured),
            new BalancedDescentPrediction(measured),
            new DescentClockPrediction(measured),
            new MatrixPrediction(lambda: 0),
            new TwoLayerModesPrediction(isSequential: true),
            new ReferencePrediction(),
        ];
        foreach (IPrediction prediction in predictions)
        {
            Predicted(prediction, depth: 2, settings).ShouldBeOfType<Forecast.None>().Because.ShouldStartWith(because);
        }
        Predicted(new ShallowPrediction(measured), depth: 1, settings)
            .ShouldBeOfType<Forecast.None>()
            .Because.ShouldStartWith(because);
        RunClock.Describe(task, settings).ShouldStartWith(because);
        StabilityNote.Of(task, PlanOf(2, settings)).ShouldBeEmpty();
    }

    [Fact]
    public void Theories_that_do_not_know_decay_say_so_of_a_descent_too()
    {
        DescentSettings decaying = Plain with { WeightDecay = 0.01 };
        foreach (
            IPrediction prediction in (IPrediction[])
                [new BalancedDescentPrediction(measured), new DescentClockPrediction(measured), new MatrixPrediction(0)]
        )
        {
            Predicted(prediction, depth: 2, decaying)
                .ShouldBeOfType<Forecast.None>()
                .Because.ShouldContain("this run's weights decay");
        }
        StabilityNote.Of(task, PlanOf(2, decaying)).ShouldBeEmpty();
        StabilityNote.Of(task, PlanOf(2, Plain)).ShouldNotBeEmpty();
    }

    // At rest nothing depends on the rate: descent and flow stop where gradient and decay cancel, if γ is carried over rightly.
    [Theory]
    [InlineData(Loss.MeanSquared, MomentConvention.Sum, 1.7)] // 2(w − s)/(7·4) + 0.05w = 0
    [InlineData(Loss.MeanSquared, MomentConvention.Mean, 1.7)]
    [InlineData(Loss.HalfSquared, MomentConvention.Sum, 1.2)] // (w − s)/4 + 0.05w = 0
    public void Under_decay_a_shallow_descent_comes_to_rest_where_the_flow_does(
        Loss loss,
        MomentConvention convention,
        double shrink
    )
    {
        DescentSettings settings = Plain with { Loss = loss, WeightDecay = 0.05, Epochs = 3000 };
        Trial trial = Run(1, settings, new ShallowPrediction(measured), new LearningTask(items, convention));
        foreach (string column in trial.Targets.Keys)
        {
            double rest = trial.Samples[column][^1];
            rest.ShouldBe(trial.Samples[$"{column}@shallow-measured"][^1], tolerance: 1e-12, column);
        }
        trial.Samples["mode1"][^1].ShouldBe(Math.Sqrt(7) / shrink, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 1)]
    public void Under_decay_the_distance_to_the_flow_halves_with_the_rate(int depth, int batch)
    {
        IPrediction prediction =
            depth == 1 ? new ShallowPrediction(measured) : new BalancedPrediction(new InitialStrength.Overlap());
        double coarse = Largest(rate: 0.2);
        double fine = Largest(rate: 0.1);
        // Descent is the flow's Euler method: first order in the rate, the rest is of second.
        (coarse / fine).ShouldBe(2, tolerance: 0.1);
        fine.ShouldBeGreaterThan(1e-4);

        double Largest(double rate)
        {
            DescentSettings settings = Plain with
            {
                Rate = rate,
                Epochs = (int)Math.Round(80 / rate),
                Batch = batch,
                WeightDecay = 0.02,
            };
            Trial trial = Run(depth, settings, prediction, task);
            Forecast.Curves said = trial.Predictions[0].Forecast.ShouldBeOfType<Forecast.Curves>();
            said.Standing.ShouldBe(Standing.Asymptotic);
            return trial
                .Samples["mode1"]
                .ToArray()
                .Zip(trial.Samples[$"mode1@{prediction.Name}"].ToArray(), (seen, theory) => Math.Abs(seen - theory))
                .Max();
        }
    }

    [Fact]
    public void All_items_drawn_with_replacement_are_no_full_batch()
    {
        DescentSettings drawn = Plain with { Order = new ItemOrder.Drawn(1) };
        foreach (
            IPrediction prediction in (IPrediction[])
                [new BalancedDescentPrediction(measured), new DescentClockPrediction(measured)]
        )
        {
            string because = Predicted(prediction, depth: 2, drawn).ShouldBeOfType<Forecast.None>().Because;
            because.ShouldContain("a step sees 4 of 4 items drawn with replacement");
            because.ShouldContain("Give \"batch\": \"all\" and another \"order\"");
        }
        Predicted(new DescentClockPrediction(measured), depth: 2, drawn with { Batch = 1 })
            .ShouldBeOfType<Forecast.None>();
        StabilityNote.Of(task, PlanOf(2, drawn)).ShouldContain("It binds full batches only");
    }

    private static Forecast Predicted(IPrediction prediction, int depth, DescentSettings settings) =>
        Run(depth, settings with { Epochs = 1 }, prediction, task).Predictions[0].Forecast;

    private static Trial Run(int depth, DescentSettings settings, IPrediction prediction, LearningTask learned)
    {
        RunPlan plan = PlanOf(depth, settings) with
        {
            Sample = new SampleTimes.Every(Math.Max(1, settings.Epochs / 20)),
            Theories = [new TheoryPlan(prediction)],
        };
        return Experiment.Perform(new Scenario("optimisers", learned, [plan])).Runs[0].Trials[0];
    }

    private static RunPlan PlanOf(int depth, DescentSettings settings) =>
        new(
            "run",
            [.. Enumerable.Repeat(6, depth - 1)],
            new AlignedStart(task.Modes.OutputModes, task.Modes.InputModes, [0.3, 0.2, 0.1, 0.1]),
            settings
        );
}
