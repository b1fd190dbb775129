namespace Dynamics.Simulation.Descent.Rules;

/// <summary>What an optimiser makes of a gradient; it owns no state: what it remembers is handed to it.</summary>
internal interface IUpdateRule
{
    /// <summary>Numbers it remembers of every weight.</summary>
    int Memories { get; }

    /// <summary>Fills the memory before the first update; it comes filled with 0.</summary>
    /// <param name="memory"><see cref="Memories"/> arrays as long as the weights, one after the other.</param>
    /// <param name="rate">η of the first epoch.</param>
    void Begin(Span<double> memory, double rate) { }

    /// <summary>One update of all weights.</summary>
    /// <param name="weights">θ; moved.</param>
    /// <param name="gradient">g, with weight decay; may be overwritten.</param>
    /// <param name="memory">As in <see cref="Begin"/>; brought up to date.</param>
    /// <param name="rate">η.</param>
    /// <param name="update">k, the number of this update; 1-based, over all epochs.</param>
    void Step(Span<double> weights, Span<double> gradient, Span<double> memory, double rate, long update);
}
