namespace Dynamics.Theory.Discrete;

/// <summary>How a squared error is averaged: what decides how much flow time an update of descent is worth.</summary>
public enum SquaredError
{
    /// <summary>Mean over the items of a batch and over outputs of (ŷ − y)², as PyTorch's MSELoss.</summary>
    MeanOverOutputs,

    /// <summary>Mean over the items of a batch of ½|ŷ − y|².</summary>
    HalfSum,
}

/// <summary>The clock between descent and flow: how far the flow goes in one epoch of descent.</summary>
/// <remarks>
/// The flow is dW/dt = Σ_items (y − ŷ)xᵀ…, moments summed over items (Σ^x = XXᵀ, Σ^yx = YXᵀ), τ = 1. An update on a batch of
/// b items moves along the same direction by c·η/b per item, c = 2/N_y for the mean over outputs and 1 for half the sum.
/// With moments that are means over N items, multiply the time by N.
/// </remarks>
public static class FlowTime
{
    /// <summary>Flow time per epoch, c·η·⌈N/B⌉/N: c·η/B where B divides N.</summary>
    /// <remarks>
    /// A short last batch gives its items more weight each; over shuffled epochs every item has the mean weight, which this is.
    /// With the full batch, an epoch is one step and this is the rate per step on the summed moments.
    /// </remarks>
    /// <param name="loss">How the squared error is averaged.</param>
    /// <param name="rate">Learning rate η; positive and finite.</param>
    /// <param name="batch">Items per update B, 1 to N.</param>
    /// <param name="outputs">N_y; positive.</param>
    /// <param name="items">N; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double PerEpoch(SquaredError loss, double rate, int batch, int outputs, int items)
    {
        if (!(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be positive and finite.");
        }
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, items);
        double perItem = loss == SquaredError.MeanOverOutputs ? 2 * rate / outputs : rate;
        int updates = (items + batch - 1) / batch;
        return perItem * updates / items;
    }
}
