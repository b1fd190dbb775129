using System.Numerics.Tensors;
using Dynamics.Simulation.Descent.Curvature;
using Dynamics.Simulation.Descent.Rules;
using Dynamics.Simulation.LinearAlgebra;
using Dynamics.Simulation.LinearAlgebra.Kernels;
using Dynamics.Simulation.Networks;

namespace Dynamics.Simulation.Descent;

/// <summary>What one batch does to everything that a descent moves: weights, memories of the optimiser, averaged weights.</summary>
/// <remarks>
/// These lie one after the other in one array, so that an epoch is undone by one copy. Plain descent moves the weights on the way
/// down; everything else first takes the gradient of all of them.
/// </remarks>
internal sealed class WeightUpdate
{
    private readonly Backpropagation network;
    private readonly DescentSettings settings;
    private readonly NewtonDirection? newton;
    private readonly IUpdateRule rule;
    private readonly int count;

    // Empty where there is none.
    private readonly double[] gradient;

    internal WeightUpdate(Architecture architecture, DescentSettings settings, IMatrixProducts products)
    {
        network = new Backpropagation(architecture, settings.Batch, products, VectorWidth.Widest);
        (this.settings, count) = (settings, architecture.Sizes.Count);
        newton = settings.Optimiser is Optimiser.Newton second
            ? new NewtonDirection(architecture, settings, second, products)
            : null;
        rule = settings.Optimiser switch
        {
            Optimiser.Plain or Optimiser.Newton => new PlainRule(),
            Optimiser.Momentum momentum => new MomentumRule(momentum),
            Optimiser.RmsProp rmsProp => new RmsPropRule(rmsProp, count),
            Optimiser.Adam adam => new AdamRule(adam, count),
            Optimiser.Rprop rprop => new RpropRule(rprop, count),
            _ => throw new NotSupportedException($"There is no rule for {settings.Optimiser}."),
        };
        bool isFused = settings is { Optimiser: Optimiser.Plain, WeightDecay: 0 };
        gradient = isFused ? [] : new double[count];
    }

    /// <summary>Place of the optimiser's memories, none or some as long as the weights.</summary>
    internal Range Memory => count..(count * (1 + rule.Memories));

    /// <summary>Place of the averaged weights; empty where nothing is averaged.</summary>
    internal Range Average => Memory.End.Value..Length;

    /// <summary>Numbers in all of it; the weights are the first.</summary>
    internal int Length => Memory.End.Value + (settings.Averaging > 0 ? count : 0);

    /// <summary>Fills what a run begins with beside its weights.</summary>
    /// <param name="state">All that moves, with the weights in their place.</param>
    internal void Begin(Span<double> state)
    {
        state[Memory].Clear();
        rule.Begin(state[Memory], settings.RateIn(0));
        if (settings.Averaging > 0)
        {
            state[..count].CopyTo(state[Average]);
        }
    }

    /// <summary>One update.</summary>
    /// <param name="state">All that moves.</param>
    /// <param name="batch">What is learned from.</param>
    /// <param name="rate">η.</param>
    /// <param name="update">Its number, 1-based, over all epochs.</param>
    /// <returns>The loss of the batch before it, without weight decay.</returns>
    internal double Apply(Span<double> state, scoped in Batch batch, double rate, long update)
    {
        Span<double> weights = state[..count];
        double loss =
            gradient.Length == 0
                ? network.Descend(weights, batch, settings.Loss, rate)
                : Step(state, weights, batch, rate, update);
        if (settings.Averaging > 0)
        {
            Span<double> average = state[Average];
            TensorPrimitives.Multiply(average, settings.Averaging, average);
            TensorPrimitives.MultiplyAdd(weights, 1 - settings.Averaging, average, average);
        }
        return loss;
    }

    private double Step(Span<double> state, Span<double> weights, scoped in Batch batch, double rate, long update)
    {
        double loss = network.Differentiate(weights, batch, settings.Loss, gradient);
        if (settings.WeightDecay > 0)
        {
            TensorPrimitives.MultiplyAdd(weights, settings.WeightDecay, gradient, gradient);
        }
        newton?.Solve(weights, batch, gradient);
        rule.Step(weights, gradient, state[Memory], rate, update);
        return loss;
    }
}
