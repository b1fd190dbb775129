using Dynamics.Comparison.Scenarios.Source;
using Dynamics.Simulation;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;

namespace Dynamics.Comparison.Scenarios.Binding;

/// <summary>How a descent makes steps of gradients: the keys "optimiser", "weightDecay" and "averaging" of "learning".</summary>
/// <remarks>Written down only where they are given, so that no other scenario's settings change for them.</remarks>
internal static class OptimiserBinding
{
    private static readonly OrderedDictionary<string, IReadOnlyList<string>> kinds = new()
    {
        ["plain"] = [],
        ["heavyBall"] = ["momentum"],
        ["nesterov"] = ["momentum"],
        ["rmsProp"] = ["smoothing", "epsilon"],
        ["adam"] = ["beta1", "beta2", "epsilon"],
        ["rprop"] = ["shrink", "grow", "smallest", "largest"],
        ["newton"] = ["damping"],
        ["gaussNewton"] = ["damping"],
    };

    private static readonly NumberRange fraction = new("a number from 0 to below 1", 0, true, "0.9")
    {
        Maximum = Math.BitDecrement(1),
    };

    // As PyTorch has them.
    private static readonly Optimiser.RmsProp usualRmsProp = new();
    private static readonly Optimiser.Adam usualAdam = new();
    private static readonly Optimiser.Rprop usualRprop = new();

    public static DescentSettings Bind(ObjectFields fields, DescentSettings plain) =>
        plain with
        {
            Optimiser = OptimiserOf(fields, plain.Schedule),
            WeightDecay = fields.Has("weightDecay") ? fields.Number("weightDecay", NumberRange.NotNegative) : 0,
            Averaging = fields.Has("averaging") ? fields.Number("averaging", fraction with { Example = "0.999" }) : 0,
        };

    private static Optimiser OptimiserOf(ObjectFields fields, RateSchedule schedule)
    {
        if (fields.Optional("optimiser") is not SourceValue value)
        {
            return new Optimiser.Plain();
        }
        (string kind, ObjectFields optimiser) = ObjectFields.OfKind(value, fields.KeepObject("optimiser"), kinds);
        return kind switch
        {
            "heavyBall" => new Optimiser.Momentum(Momentum(optimiser)),
            "nesterov" => new Optimiser.Momentum(Momentum(optimiser), IsNesterov: true),
            "rmsProp" => new Optimiser.RmsProp(
                optimiser.Number("smoothing", fraction, usualRmsProp.Smoothing),
                Epsilon(optimiser, usualRmsProp.Epsilon)
            ),
            "adam" => new Optimiser.Adam(
                optimiser.Number("beta1", fraction, usualAdam.FirstSmoothing),
                optimiser.Number("beta2", fraction, usualAdam.SecondSmoothing),
                Epsilon(optimiser, usualAdam.Epsilon)
            ),
            "newton" => new Optimiser.Newton(IsGaussNewton: false, Damping(optimiser)),
            "gaussNewton" => new Optimiser.Newton(IsGaussNewton: true, Damping(optimiser)),
            "rprop" => Rprop(optimiser, value, schedule),
            _ => new Optimiser.Plain(),
        };
    }

    /// <summary>Refuses Newton's method for a network whose Hessian would be large; only a run knows its network.</summary>
    /// <param name="learning">The object "learning".</param>
    /// <param name="rule">What it says.</param>
    /// <param name="sizes">The network.</param>
    public static void RequireSmallNetwork(SourceValue learning, LearningRule rule, LayerSizes sizes)
    {
        if (
            rule is DescentSettings { Optimiser: Optimiser.Newton newton }
            && sizes.Count > Optimiser.Newton.MostWeights
        )
        {
            throw learning
                .Members["optimiser"]
                .Error(
                    $"must not be \"{newton.Name}\" for more than {Optimiser.Newton.MostWeights} weights and biases, whose whole "
                        + $"Hessian every step takes, but this network has {sizes.Count}. Take narrower layers, or \"adam\"."
                );
        }
    }

    private static double Damping(ObjectFields optimiser) =>
        optimiser.Number("damping", NumberRange.NotNegative with { Example = "0.01" }, otherwise: 0);

    private static double Momentum(ObjectFields optimiser)
    {
        if (RateBinding.IsOptimal(optimiser.Optional("momentum")))
        {
            optimiser.Keep("momentum", RateBinding.Optimal);
            return 0; // until the rate is known
        }
        double momentum = optimiser.Number("momentum", NumberRange.NotNegative with { Example = "0.9" });
        return momentum < 1
            ? momentum
            : throw optimiser.Error(
                "momentum",
                $"must be below 1, but is {Display.Number(momentum)}: at 1 energy would never be lost, so that the weights would "
                    + "swing for ever and not come to rest at a minimum. Example: 0.9."
            );
    }

    private static double Epsilon(ObjectFields optimiser, double usual) =>
        optimiser.Number("epsilon", NumberRange.Positive with { Example = "1e-8" }, usual);

    private static Optimiser.Rprop Rprop(ObjectFields optimiser, SourceValue value, RateSchedule schedule)
    {
        if (schedule is not RateSchedule.Constant)
        {
            throw value.Error(
                "must not be \"rprop\" where the rate has a schedule, but is: its steps begin with the rate and then follow the "
                    + "signs of gradients alone. Remove \"schedule\"."
            );
        }
        double smallest = optimiser.Number(
            "smallest",
            NumberRange.Positive with
            {
                Example = "1e-6",
            },
            usualRprop.Smallest
        );
        NumberRange largest = new($"a number from \"smallest\", {Display.Number(smallest)}, up", smallest, true, "50");
        NumberRange shrink = new("a number between 0 and 1", 0, false, "0.5") { Maximum = Math.BitDecrement(1) };
        NumberRange grow = new("a number above 1", 1, false, "1.2");
        return new Optimiser.Rprop(
            optimiser.Number("shrink", shrink, usualRprop.Shrink),
            optimiser.Number("grow", grow, usualRprop.Grow),
            smallest,
            optimiser.Number("largest", largest, Math.Max(usualRprop.Largest, smallest))
        );
    }
}
