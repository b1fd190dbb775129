namespace Dynamics.Simulation.Descent;

/// <summary>Everything a descent must remember between two epochs to go on bitwise as if it had never stopped.</summary>
/// <remarks>Orders of items, learning rates and numbers of updates are functions of the epoch, so there is nothing else.</remarks>
/// <param name="Epoch">Epochs done; not negative.</param>
/// <param name="Weights">The flat state of the network that moves.</param>
public sealed record DescentState(int Epoch, double[] Weights)
{
    /// <summary>Train loss of the last epoch done; null before the first.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Whether the network was shown as it is here; if not, and its epoch is a sample, a run going on shows it first.</summary>
    public bool IsShown { get; init; }

    /// <summary>What the optimiser remembers: none or some arrays as long as the weights; may be left out at the beginning.</summary>
    public double[] Memory { get; init; } = [];

    /// <summary>The averaged weights, where weights are averaged; may be left out at the beginning.</summary>
    public double[] Averaged { get; init; } = [];
}
