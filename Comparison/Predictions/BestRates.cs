using Dynamics.Comparison.Scenarios;
using Dynamics.Simulation.Descent;
using Dynamics.Simulation.Networks;
using Dynamics.Theory;
using Dynamics.Theory.Quadratics;

namespace Dynamics.Comparison.Predictions;

/// <summary>The learning rate and momentum that are best for a network without hidden layers, whose loss is a quadratic.</summary>
/// <remarks><see cref="QuadraticRates"/> for the eigenvalues of Σ^x in units of the descent's loss, plus its weight decay.</remarks>
public static class BestRates
{
    /// <summary>η and β, or why there are none.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="descent">The descent; plain or with momentum, whatever its rate.</param>
    public static ClosedForm<MomentumChoice> Of(LearningTask task, Architecture architecture, DescentSettings descent)
    {
        if (!architecture.IsLinear || architecture.Sizes.Depth > 1)
        {
            return None("It is known of linear networks without hidden layers, whose loss is a quadratic.");
        }
        if (descent is not { Optimiser: Optimiser.Plain or Optimiser.Momentum, Averaging: 0 })
        {
            return None("It is known of plain descent and of momentum, without averaging.");
        }
        if (!descent.IsFullBatch(task.Items!.Count))
        {
            return None("It is that of full batches: give \"batch\": \"all\".");
        }
        if (DescentUnit.Of(task, descent) is not ClosedForm<double>.Found { Solution: double unit })
        {
            return None("It is known of squared errors only.");
        }
        double[] curvatures = [.. task.Spectrum.Eigenvalues.Select(value => unit * value + descent.WeightDecay)];
        return QuadraticRates.Of(curvatures) switch
        {
            ClosedForm<QuadraticRates>.Found { Solution: var rates } => new ClosedForm<MomentumChoice>.Found(
                descent.Optimiser switch
                {
                    Optimiser.Momentum { IsNesterov: true } => rates.Nesterov.Choice,
                    Optimiser.Momentum => rates.HeavyBall.Choice,
                    _ => rates.Plain.Choice,
                }
            ),
            ClosedForm<QuadraticRates>.None none => None(none.Because),
            _ => throw new InvalidOperationException("An answer is found, or there is none."),
        };
    }

    private static ClosedForm<MomentumChoice>.None None(string because) => new(because);
}
