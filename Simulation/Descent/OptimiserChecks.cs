using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>What must hold of an optimiser, of weight decay and of averaging.</summary>
internal static class OptimiserChecks
{
    /// <exception cref="ArgumentException">Something does not hold; the message says what.</exception>
    internal static void Check(LayerSizes sizes, DescentSettings settings)
    {
        Require(
            settings.WeightDecay >= 0 && double.IsFinite(settings.WeightDecay),
            $"The weight decay must be finite and not negative, but is {settings.WeightDecay}."
        );
        RequireFraction(settings.Averaging, "The share that an average keeps");
        switch (settings.Optimiser)
        {
            case Optimiser.Momentum momentum:
                Require(
                    momentum.Coefficient is >= 0 and < 1,
                    $"The momentum must be at least 0 and below 1, but is {momentum.Coefficient}. At 1 and above no energy is ever lost."
                );
                break;
            case Optimiser.RmsProp rmsProp:
                RequireFraction(rmsProp.Smoothing, "The smoothing");
                RequirePositive(rmsProp.Epsilon, "Epsilon");
                break;
            case Optimiser.Adam adam:
                RequireFraction(adam.FirstSmoothing, "The first smoothing");
                RequireFraction(adam.SecondSmoothing, "The second smoothing");
                RequirePositive(adam.Epsilon, "Epsilon");
                break;
            case Optimiser.Rprop rprop:
                Check(rprop, settings);
                break;
            case Optimiser.Newton newton:
                Require(
                    newton.Damping >= 0 && double.IsFinite(newton.Damping),
                    $"The damping must be finite and not negative, but is {newton.Damping}."
                );
                Require(
                    sizes.Count <= Optimiser.Newton.MostWeights,
                    $"A step of Newton's takes the Hessian of at most {Optimiser.Newton.MostWeights} weights and biases, but the "
                        + $"network has {sizes.Count}."
                );
                break;
            default:
                break;
        }
    }

    private static void Check(Optimiser.Rprop rprop, DescentSettings settings)
    {
        Require(
            rprop.Shrink is > 0 and < 1,
            $"The factor that steps shrink by must lie between 0 and 1, but is {rprop.Shrink}."
        );
        Require(
            rprop.Grow > 1 && double.IsFinite(rprop.Grow),
            $"The factor that steps grow by must be finite and above 1, but is {rprop.Grow}."
        );
        RequirePositive(rprop.Smallest, "The smallest step");
        Require(
            rprop.Largest >= rprop.Smallest && double.IsFinite(rprop.Largest),
            $"The largest step must be finite and at least the smallest, {rprop.Smallest}, but is {rprop.Largest}."
        );
        Require(
            settings.Schedule is RateSchedule.Constant,
            "The rate must be constant for Rprop, whose steps begin with it and then follow the signs of gradients alone, "
                + $"but its schedule is {settings.Schedule}."
        );
    }

    private static void RequireFraction(double value, string what) =>
        Require(value is >= 0 and < 1, $"{what} must be at least 0 and below 1, but is {value}.");

    private static void RequirePositive(double value, string what) =>
        Require(value > 0 && double.IsFinite(value), $"{what} must be positive and finite, but is {value}.");

    private static void Require(bool holds, string message) => DescentChecks.Require(holds, "settings", message);
}
