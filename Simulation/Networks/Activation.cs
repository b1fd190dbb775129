namespace Dynamics.Simulation.Networks;

/// <summary>A nonlinearity of the literature, as data: its value and its slope.</summary>
/// <param name="Name">As in scenarios.</param>
/// <param name="Value">φ(z).</param>
/// <param name="Slope">φ′(z); at a corner, as PyTorch has it.</param>
public sealed record Activation(string Name, Func<double, double> Value, Func<double, double> Slope)
{
    /// <summary>φ(z) = z.</summary>
    public static Activation Identity { get; } = new("identity", z => z, _ => 1);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
