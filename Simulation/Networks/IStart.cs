namespace Dynamics.Simulation.Networks;

/// <summary>A way to choose the weights a network starts from.</summary>
public interface IStart
{
    /// <summary>Writes all weights, and biases, of a network of the given sizes.</summary>
    /// <param name="sizes">The layers.</param>
    /// <param name="weights">Flat state to fill, of length <see cref="LayerSizes.Count"/>.</param>
    /// <exception cref="ArgumentException">This start cannot make weights of these sizes.</exception>
    void Fill(LayerSizes sizes, Span<double> weights);
}

/// <summary>A start that is drawn at random, so that an ensemble can draw it again.</summary>
public interface ISeededStart : IStart
{
    /// <summary>The seed of this draw.</summary>
    int Seed { get; }

    /// <summary>The same start drawn with another seed.</summary>
    ISeededStart WithSeed(int seed);
}
