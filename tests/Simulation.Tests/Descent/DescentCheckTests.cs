using Dynamics.Simulation.Data;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Integration;
using Dynamics.Simulation.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace SimulationTests.Descent;

public sealed class DescentCheckTests
{
    private static readonly DescentSettings Sound = new(0.1, 2, 1, Loss.MeanSquared, new ItemOrder.InTurn());
    private static readonly DataSet Data = new(
        Matrix<double>.Build.DenseIdentity(3),
        Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 0, 1, 0.5 },
                { 1, 0, 0.5 },
            }
        )
    );

    public static TheoryData<DescentSettings, string> Mistakes =>
        new()
        {
            { Sound with { Rate = 0 }, "The learning rate must be positive and finite, but is 0." },
            { Sound with { Rate = double.NaN }, "The learning rate must be positive and finite, but is NaN." },
            { Sound with { Epochs = -1 }, "The number of epochs must not be negative, but is -1." },
            { Sound with { Batch = 0 }, "A batch must have 1 to 3 items, as many as there are, but has 0." },
            { Sound with { Batch = 4 }, "A batch must have 1 to 3 items, as many as there are, but has 4." },
            { Ordered([0, 1, 2]), "The order must have one row for each of 2 epochs, but has 1." },
            { Ordered([0, 1, 2], [0, 2, 2]), "The order of epoch 1 names item 2 twice." },
            { Ordered([2, 1, 0], [0, 2]), "The order of epoch 1 leaves out item 1." },
            { Ordered([2, 1, 3], [0, 1, 2]), "The order of epoch 0 names item 3, but items are 0 to 2." },
            {
                Sound with
                {
                    Loss = Loss.CrossEntropy,
                },
                "Cross-entropy needs targets with one 1 and otherwise 0, but that of item 2 is not so."
            },
            {
                Sound with
                {
                    Schedule = new RateSchedule.Stepwise(0, 0.5),
                },
                "The rate must step every 1 or more epochs, but is to every 0."
            },
            {
                Sound with
                {
                    Schedule = new RateSchedule.Inverse(0),
                },
                "The epoch of half the rate must be positive and finite, but is 0."
            },
            { Sound with { WeightDecay = -1 }, "The weight decay must be finite and not negative, but is -1." },
            {
                Sound with
                {
                    Averaging = 1,
                },
                "The share that an average keeps must be at least 0 and below 1, but is 1."
            },
            {
                With(new Optimiser.Momentum(1)),
                "The momentum must be at least 0 and below 1, but is 1. At 1 and above no energy is ever lost."
            },
            { With(new Optimiser.RmsProp(1)), "The smoothing must be at least 0 and below 1, but is 1." },
            { With(new Optimiser.RmsProp(0.9, 0)), "Epsilon must be positive and finite, but is 0." },
            { With(new Optimiser.Adam(-0.1)), "The first smoothing must be at least 0 and below 1, but is -0.1." },
            { With(new Optimiser.Adam(0.9, 1)), "The second smoothing must be at least 0 and below 1, but is 1." },
            {
                With(new Optimiser.Rprop(Shrink: 1)),
                "The factor that steps shrink by must lie between 0 and 1, but is 1."
            },
            {
                With(new Optimiser.Rprop(Grow: 1)),
                "The factor that steps grow by must be finite and above 1, but is 1."
            },
            { With(new Optimiser.Rprop(Smallest: 0)), "The smallest step must be positive and finite, but is 0." },
            {
                With(new Optimiser.Rprop(Largest: 1e-7)),
                "The largest step must be finite and at least the smallest, 1E-06, but is 1E-07."
            },
            {
                With(new Optimiser.Newton(IsGaussNewton: true, Damping: -1)),
                "The damping must be finite and not negative, but is -1."
            },
            {
                With(new Optimiser.Rprop()) with
                {
                    Schedule = new RateSchedule.Cosine(0),
                },
                "The rate must be constant for Rprop, whose steps begin with it"
            },
        };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(DescentSettings settings, string message) =>
        Message(() => New(settings, new LayerSizes(3, [], 2), new double[6])).ShouldStartWith(message);

    [Fact]
    public void A_network_or_a_start_that_does_not_fit_is_refused()
    {
        Message(() => New(Sound, new LayerSizes(4, [], 2), new double[8]))
            .ShouldStartWith("The network has 4 inputs and 2 outputs, but the items have 3 and 2.");
        Message(() => New(Sound, new LayerSizes(3, [], 2), new double[5]))
            .ShouldStartWith("The network has 6 weights and biases, but 5 were given.");
        Message(() => New(Sound, new LayerSizes(3, [], 2), [0, 0, 0, double.NaN, 0, 0]))
            .ShouldStartWith("The start must be finite, but entry 3 is NaN.");
    }

    [Fact]
    public void Newton_refuses_a_network_whose_Hessian_would_be_large_and_counts_its_weights()
    {
        DescentSettings newton = With(new Optimiser.Newton(IsGaussNewton: false));
        New(newton, new LayerSizes(3, [100], 2), new double[500]);
        Message(() => New(newton, new LayerSizes(3, [101], 2), new double[505]))
            .ShouldStartWith(
                "A step of Newton's takes the Hessian of at most 500 weights and biases, but the network has 505."
            );
    }

    private static DescentSettings With(Optimiser optimiser) => Sound with { Optimiser = optimiser };

    private static DescentSettings Ordered(params int[][] epochs) => Sound with { Order = new ItemOrder.Given(epochs) };

    private static string Message(Action action) => Should.Throw<ArgumentException>(action).Message;

    private static void New(DescentSettings settings, LayerSizes sizes, double[] weights) =>
        _ = new GradientDescent(new Architecture(sizes), Data, settings, new SampleTimes.EveryStep(), weights);
}
